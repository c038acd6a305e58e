import type { CellState } from '../vocabulary/cell-states.ts';
import type { IntegrityNote } from './records.ts';

/**
 * What a log shows of its own soundness, before any finding: figures, and notes on what stands out in them. Counts are
 * of stored records (repeats of an event included) where nothing else is said. All lists are bounded; a `…Total` beside
 * a list says how many there are. Times are RFC 3339, UTC, milliseconds.
 */
export interface QualityReport {
  /** Zone of local dates and hours; UTC where the case has none. */
  readonly zone: string;
  readonly sources: readonly SourceQuality[];
  /** Sources read by the same profile, as one log over time. */
  readonly logs: readonly LogQuality[];
  /** Sources whose periods overlap. */
  readonly overlaps: readonly SourceOverlap[];
  readonly acts: ActCounts;
}

export interface QualityNote {
  /** Stable name of the check. */
  readonly check: string;
  readonly severity: 'info' | 'notice' | 'warning';
  readonly message: string;
  /** The exact rule by which it was noted. */
  readonly rule: string;
  readonly count: number;
  /** Of how many; `count` / `of` is the share. */
  readonly of: number;
  /** What the log cannot tell about it; absent where there is nothing to add. */
  readonly cannotTell?: string;
  /** At most ten. */
  readonly examples: readonly QualityExample[];
}

export interface QualityExample {
  readonly source: string;
  /** 1-based record of the source; null where the example is no single record. */
  readonly row: number | null;
  /** At most 200 characters of the cell, or a sentence. */
  readonly text: string;
}

export interface SourceQuality {
  readonly source: string;
  readonly file: string;
  readonly member?: string;
  readonly sheet?: string;
  readonly control: ControlTotals;
  /** Stored records. */
  readonly rows: number;
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  /** In the order of the file, without the columns of the time; at most 500. */
  readonly columns: readonly ColumnQuality[];
  readonly columnsTotal: number;
  readonly days: DayCoverage | null;
  readonly gaps: HourGaps | null;
  readonly hours: HoursOfDay | null;
  readonly order: RowOrder | null;
  /** Columns of whole numbers, each once, that use at least half of their range. */
  readonly sequences: readonly NumberSequence[];
  readonly repeats: RepeatContents;
  /** What was noted while the file was read. */
  readonly atImport: readonly IntegrityNote[];
  /** What the stored records show. */
  readonly notes: readonly QualityNote[];
}

export interface ControlTotals {
  readonly rowsRead: number;
  readonly rowsImported: number;
  readonly rowsRejected: number;
  readonly rowsRepeated: number;
  /** rowsRead = rowsImported + rowsRejected + rowsRepeated. */
  readonly rowsBalance: boolean;
  /** What `bytesBy` adds up, such as "the file". */
  readonly bytesOf: string;
  readonly bytes: number;
  readonly bytesBy: Readonly<Record<string, number>>;
  /** null = nothing was stated. */
  readonly statedSha256: { readonly stated: string; readonly agrees: boolean } | null;
  readonly statedRows: { readonly stated: number; readonly agrees: boolean } | null;
}

/** `no-cell`: the record has no such cell at all (a JSON field that is absent or null). */
export type CountedState = Exclude<CellState, 'not-exported'> | 'no-cell';

export interface ColumnQuality {
  readonly column: string;
  /** Canonical field it was read as; null where it stays the source's own. */
  readonly field: string | null;
  readonly rows: number;
  readonly states: Readonly<Record<CountedState, number>>;
  readonly distinct: number;
  /** There are more different values than were told apart; `distinct` is a lower bound. */
  readonly distinctAtLeast: boolean;
  /** At most ten, most first. Texts are cut at 200 characters. */
  readonly mostFrequent: readonly {
    readonly text: string;
    readonly state: CellState;
    readonly count: number;
  }[];
  /** Values that first come late in a log of nearly nothing but different values may be missing. */
  readonly mostFrequentPartial: boolean;
  /** Characters of cells that are not empty; null where all are. */
  readonly length: { readonly min: number; readonly max: number } | null;
  /** Cells that are not empty, hidden or placeholders, by what they look like. */
  readonly types: Readonly<Record<CellType, number>>;
  readonly number: { readonly min: number; readonly max: number; readonly mean: number } | null;
  readonly traits: readonly ColumnTrait[];
}

export type CellType = 'number' | 'date' | 'uuid' | 'plate-like' | 'e-mail' | 'text';

export interface ColumnTrait {
  /** Such as `leading-zeros`, `excel-exponent`, `control-characters`, `mixed-scripts`. */
  readonly trait: string;
  readonly description: string;
  readonly count: number;
  readonly example: QualityExample;
}

export interface DayCoverage {
  readonly first: string;
  readonly last: string;
  /** From first to last, both included. */
  readonly days: number;
  readonly daysWithout: number;
  /** Runs of days without events, in order of time, the longest fifty. */
  readonly without: readonly { readonly from: string; readonly to: string; readonly days: number }[];
  readonly withoutTotal: number;
  /** Every month from the first to the last, at most 240. */
  readonly months: readonly { readonly month: string; readonly rows: number; readonly daysWithout: number }[];
}

export interface HourGaps {
  /** Distance between events that 99 of 100 do not exceed, in hours. */
  readonly usualHours: number;
  readonly longestHours: number;
  /** The longest twenty that stand out, in order of time. */
  readonly gaps: readonly {
    readonly after: string;
    readonly before: string;
    readonly hours: number;
    readonly timesUsual: number;
  }[];
  readonly gapsTotal: number;
}

export interface HoursOfDay {
  /** 24 counts by local hour. */
  readonly rows: readonly number[];
  /** The six hours in a row with fewest events. */
  readonly quietest: { readonly fromHour: number; readonly toHour: number; readonly share: number };
}

export interface RowOrder {
  readonly byTime: 'ascending' | 'descending' | 'neither' | 'constant';
  /** Steps from a record to the next that go forward, backward or nowhere in time. */
  readonly forward: number;
  readonly backward: number;
  readonly same: number;
  /** Whether whole-number ids grow with time: null where there are none. */
  readonly idsAgainstTime: { readonly column: string; readonly against: number; readonly of: number } | null;
}

export interface NumberSequence {
  readonly column: string;
  readonly first: number;
  readonly last: number;
  readonly count: number;
  readonly missing: number;
  /** The longest twenty ranges, in order. */
  readonly missingRanges: readonly { readonly from: number; readonly to: number }[];
  readonly missingRangesTotal: number;
}

/** Records of the source that repeat an event another record of the case stands for, compared with it cell by cell. */
export interface RepeatContents {
  readonly rows: number;
  /** Every cell that both have is equal. */
  readonly sameContent: number;
  /** Cells differ only where one side is masked or withheld. */
  readonly masked: number;
  readonly otherContent: number;
  /** Records of the source whose id stands at an earlier time too. */
  readonly idAtOtherTime: number;
}

export interface LogQuality {
  /** Profile, or "no profile". */
  readonly log: string;
  readonly sources: readonly string[];
  /** Events (repeats once) by month, in the zone of the report; at most 240. */
  readonly months: readonly MonthQuality[];
  /** Columns that only some of the sources have. */
  readonly columnsNotInAll: readonly {
    readonly column: string;
    readonly present: readonly string[];
    readonly absent: readonly string[];
  }[];
  readonly notes: readonly QualityNote[];
}

export interface MonthQuality {
  readonly month: string;
  readonly events: number;
  /** By field: shares from 0 to 1 of the month's events. */
  readonly fields: readonly {
    readonly field: string;
    readonly hidden: number;
    readonly empty: number;
    readonly notExported: number;
    /** Of events with a value: those whose value no earlier month has; null for fields that are not words. */
    readonly newValues: number | null;
  }[];
}

export interface SourceOverlap {
  readonly first: string;
  readonly second: string;
  readonly from: string;
  readonly to: string;
  readonly firstRows: number;
  readonly secondRows: number;
  /** What told that two records are one event; null where nothing can: then nothing was compared. */
  readonly matchedBy: 'id' | 'organization, second and networks' | 'actor, target and second' | null;
  /** Records of each that the other has too. */
  readonly firstInSecond: number;
  readonly secondInFirst: number;
  readonly notes: readonly QualityNote[];
}

export interface ActCounts {
  readonly rows: number;
  readonly acts: number;
  /** Records that are not the first of their act, by tier and role. */
  readonly tiers: readonly {
    readonly tier: string;
    readonly role: string;
    readonly description: string;
    readonly rows: number;
    readonly examples: readonly QualityExample[];
  }[];
}

/** Acts that several records tell, in canonical order of their first records. */
export interface ActPage {
  readonly total: number;
  readonly acts: readonly ActRecord[];
}

export interface ActRecord {
  /** As the fact `act`: beginning of the SHA-256 of the first record's source, and that record. */
  readonly act: string;
  readonly recordsTotal: number;
  /** In canonical order, the first one first; at most fifty. */
  readonly records: readonly {
    readonly source: string;
    readonly file: string;
    readonly row: number;
    readonly at: string;
    readonly role: string;
    /** Why it belongs to the act; null for the first. */
    readonly tier: string | null;
    readonly actor: string;
    readonly action: string;
    readonly target: string;
  }[];
}
