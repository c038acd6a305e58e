import type { CellState } from '../vocabulary/cell-states.ts';
import type { ErrorReport } from './errors.ts';
import type {
  EventRecord,
  FindingRecord,
  IntegrityNote,
  RejectedRecord,
  RuleStatus,
  SourceRecord,
  TimezoneBasis,
} from './records.ts';

/** What the window asks of core beyond what the command line prints. */

/** How a file would be read, before anything is written. */
export interface ImportPreview {
  readonly file: string;
  /** The tables found in the file, in its order; one without names where the file is a table itself. */
  readonly tables: readonly {
    /** The way inside an archive, names joined by "/". */
    readonly member: string | null;
    readonly sheet: string | null;
    readonly format: string;
  }[];
  /** Which of `tables` is shown. */
  readonly table: number;
  /** What else is in the file and would not be read. */
  readonly notRead: readonly { readonly name: string; readonly sizeBytes: number; readonly why: string }[];
  /** What is read of the table here is its beginning only; the import reads all of it. */
  readonly isBeginning: boolean;
  readonly bytes: number;
  readonly format: string;
  readonly encoding: string;
  /** What the text may be in where it is not UTF-8, likeliest first, with words as each would show them. */
  readonly encodingGuesses: readonly {
    readonly encoding: string;
    readonly name: string;
    /** Encodings in which all places looked at read the same. */
    readonly alike: readonly string[];
    /** Places looked at, of `places`, that do not read in it. */
    readonly undecodable: number;
    readonly places: number;
    readonly sampleWords: readonly { readonly offset: number; readonly text: string }[];
  }[];
  /** What stands between cells; '' where the file is no delimited text. */
  readonly delimiter: string;
  readonly quote: string | null;
  /** 1-based line of the header; null where there is none. */
  readonly headerLine: number | null;
  /** Which of these were found by looking and which were chosen. */
  readonly how: Readonly<Record<'delimiter' | 'quote' | 'escape' | 'headerLine', 'found' | 'chosen'>> | null;
  readonly preambleLines: number;
  readonly profile: { readonly id: string; readonly title: string; readonly notes: readonly string[] } | null;
  /** Profiles one may choose instead. */
  readonly profiles: readonly { readonly id: string; readonly title: string }[];
  readonly columns: readonly {
    readonly header: string;
    /** Canonical field; null where the column stays the source's own. */
    readonly field: string | null;
    readonly how: 'profile' | 'name' | 'content' | null;
  }[];
  /** Cells of the first records with their states, at most 200 rows. */
  readonly rows: readonly (readonly { readonly text: string; readonly state: CellState }[])[];
  /** The first bytes of the file as text, invalid bytes as U+FFFD. */
  readonly rawText: string;
  readonly timezoneBasis: TimezoneBasis | null;
  /** First and last of the sampled times as they would be read; null where they cannot be. */
  readonly sampledTimes: { readonly first: string; readonly last: string; readonly original: string } | null;
  readonly notes: readonly IntegrityNote[];
  /** Why the file would be refused as things stand; null where it can be imported. */
  readonly problem: ErrorReport | null;
}

/** Where the bytes of a source went, and all that is known of its delivery. */
export interface SourceAccount {
  readonly record: SourceRecord;
  readonly byteAccount: Readonly<Record<string, number>>;
  readonly profileNotes: readonly string[];
  readonly cannotTell: readonly string[];
  readonly receivedFrom: string | null;
  readonly authority: string | null;
  readonly statedSha256: string | null;
  readonly statedRows: number | null;
  readonly importedAt: string;
  readonly importedBy: string;
  readonly timezoneData: string;
}

export interface RejectedPage {
  readonly total: number;
  /**
   * With the record's own text, at most 2,000 characters of it, invalid bytes as U+FFFD; '' where the case has it packed
   * only, in a workbook or an archive.
   */
  readonly rejected: readonly (RejectedRecord & { readonly length: number; readonly text: string })[];
}

/** Counts of events by the values of a field, most first, ties by text. Long texts are cut at 10,000 characters. */
export interface Facet {
  readonly field: string;
  /** Different cells as the log has them. */
  readonly distinct: number;
  /** Events that meet the conditions. */
  readonly events: number;
  /** Events looked at: fewer than all where nearly every cell is another (ids, free text); the counts are of these. */
  readonly eventsCounted: number;
  readonly values: readonly { readonly text: string; readonly state: CellState; readonly count: number }[];
}

/** Events a day and by hour and weekday, in the case zone or, without one, UTC. */
export interface Rhythm {
  readonly zone: string;
  /** Every date between the first and the last event, those without events too; of more than 20 years the fullest 20. */
  readonly days: readonly { readonly date: string; readonly count: number }[];
  /** Events on dates that `days` leaves out. */
  readonly eventsOutside: number;
  /** 7 rows (Monday first) of 24 counts, of all events. */
  readonly hours: readonly (readonly number[])[];
  /** Only dates on which the source has events, and among `days`. */
  readonly bySource: readonly {
    readonly sourceId: string;
    readonly file: string;
    readonly days: readonly { readonly date: string; readonly count: number }[];
  }[];
}

/** One event with its bytes. */
export interface EventDetail {
  readonly event: EventRecord;
  readonly sourceId: string;
  readonly sourceSha256: string;
  /** The record as it stands in the sealed file, at most 100,000 characters, invalid bytes as U+FFFD. */
  readonly originalText: string;
  readonly originalLength: number;
  /** Its place among the events of the whole case in canonical order, 0-based. */
  readonly position: number;
  readonly findings: readonly { readonly id: string; readonly title: string }[];
}

/** A rule as the last run had it. */
export interface RuleResult {
  readonly status: RuleStatus;
  readonly level: string;
  readonly author: string;
  readonly license: string;
  readonly description: string;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  readonly yaml: string;
}

export interface RuleResults {
  /** null where no rules were run yet. */
  readonly ranAt: string | null;
  readonly ranBy: string | null;
  readonly zone: string | null;
  readonly rules: readonly RuleResult[];
  /** What came and went since; absent where the run was made with the sources that are in use. */
  readonly sourcesChanged?: SourcesChanged;
}

/** Sources that are no longer, or not yet, those that the last run of rules looked at. */
export interface SourcesChanged {
  readonly withdrawn: readonly { readonly id: string; readonly file: string; readonly at: string }[];
  readonly added: readonly { readonly id: string; readonly file: string; readonly at: string }[];
  /** One sentence, for people. */
  readonly sentence: string;
}

/** A finding with everything its page shows. */
export interface FindingDetail {
  readonly finding: FindingRecord;
  /** Every disposition ever given, oldest first. */
  readonly decisions: readonly {
    readonly at: string;
    readonly examiner: string;
    readonly disposition: string;
    readonly reason: string;
    /** Set where it was taken back: it does not count then. */
    readonly takenBack?: { readonly at: string; readonly examiner: string };
  }[];
  /** Its records, at most 1,000, in canonical order; `total` counts all. */
  readonly total: number;
  readonly events: readonly EventRecord[];
  /** Those of the same 1,000 whose source was withdrawn: they are no events any more. */
  readonly withdrawn: readonly WithdrawnRecord[];
}

/** A record that a finding cites and that was withdrawn with its source. */
export interface WithdrawnRecord {
  readonly sourceId: string;
  readonly file: string;
  /** 1-based data record. */
  readonly row: number;
  /** As it was read then; null where the finding does not hold it. */
  readonly nativeId: string | null;
  readonly at: string | null;
}

/** What withdrawing a source, or reading it anew, came to. */
export interface SourceCorrection {
  /** The source as it is now: the withdrawn one, or the one that was read in its place. */
  readonly source: SourceRecord;
  /** Findings that rest on records of the withdrawn source. */
  readonly affectedFindings: number;
}

/** A page of the report as it would be printed. Lengths are points from its top left corner. */
export interface PreviewPage {
  /** Counts from 1. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /** In the order in which they are read. */
  readonly lines: readonly PreviewLine[];
  readonly rules: readonly PreviewRule[];
}

export interface PreviewLine {
  readonly baselineY: number;
  /** True for what stands on every page and is no content. */
  readonly isRunningTitle: boolean;
  /** From left to right. */
  readonly runs: readonly PreviewRun[];
}

/** Text in one font. What cannot be printed is escaped in it, as in the report. Colors are `#rrggbb`. */
export interface PreviewRun {
  readonly text: string;
  readonly x: number;
  readonly width: number;
  readonly size: number;
  readonly color: string;
  readonly face: 'text' | 'textItalic' | 'textStrong' | 'log';
}

/** A level line. */
export interface PreviewRule {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly thickness: number;
  readonly color: string;
}
