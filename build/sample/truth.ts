import type { SourceKind } from '../../shared/vocabulary/source-kinds.ts';

/**
 * truth.json: what the generator put where, so that importer, rules and findings can be judged against it.
 *
 * Counting. A record is one CSV record after the header; preamble, header and blank lines are none. `row` is the
 * 1-based record, `offset` the byte at which it begins in its file. Of the records of a file
 *
 *   rejected   its number of cells is not the header's, its Search Time cannot be read, its bytes are not UTF-8, or
 *              a quote in it is never closed; a totals line and a repeated header line are records and rejected as well
 *              (they have no time);
 *   duplicate  it is not rejected and has the ID of an earlier imported record of this file or of a file further up in
 *              `files`, whatever its other cells say (a masked copy differs; every event has an ID, so that records
 *              which are the same byte for byte are among these); the ID of a rejected record counts for nothing;
 *   imported   any other.
 *
 * records = imported + rejected + duplicate, with the files taken in the order of `files`, which is that of their
 * months (not of their names: 10_ sorts before 1_). In another order an overlap counts in the other of the two files;
 * the sums stay. Over all files, imported = `arguments.events`: damaged and repeated records come on top.
 *
 * A record with an unclosed quote stands on one physical line, and every other record is whole: all of them must
 * survive, although a reader that follows RFC 4180 to the letter swallows those behind it.
 */
export interface Truth {
  readonly formatVersion: 1;
  readonly arguments: { readonly events: number; readonly seed: number; readonly clean: boolean };
  readonly agency: {
    readonly name: string;
    /** Org Name of the log. */
    readonly organizationName: string;
    readonly zone: string;
    readonly year: number;
    readonly employees: number;
    /** First moment of the year that has reasons mostly chosen from a list. */
    readonly reasonListStart: string;
  };
  readonly totals: {
    readonly records: number;
    readonly imported: number;
    readonly rejected: number;
    readonly duplicate: number;
    readonly misuseEvents: number;
    readonly lookAlikeEvents: number;
  };
  readonly files: readonly TruthFile[];
  readonly tables: readonly TruthTable[];
  readonly misuse: readonly TruthMisuse[];
  readonly lookAlikes: readonly TruthLookAlike[];
  readonly defects: readonly TruthDefect[];
}

export interface TruthFile {
  /** Path below the sample's folder. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** The period the file covers: local midnights, as UTC; the end does not belong to it. */
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly lineEnd: 'LF' | 'CRLF';
  readonly byteOrderMark: boolean;
  readonly preambleLines: number;
  readonly blankLinesAtEnd: number;
  /** Offset of the header line. */
  readonly headerOffset: number;
  readonly records: number;
  readonly imported: number;
  readonly rejected: number;
  readonly duplicate: number;
  /** Of the events imported or repeated here; null where there is none. */
  readonly firstEventAt: string | null;
  readonly lastEventAt: string | null;
}

export interface TruthTable {
  readonly kind: SourceKind;
  readonly file: string;
  readonly records: number;
  readonly bytes: number;
  readonly sha256: string;
}

interface TruthStory {
  readonly id: string;
  readonly kind: string;
  /** Pattern of the catalogue, such as B1 or D2. */
  readonly pattern: string;
  /** As the log's Name has them. */
  readonly actors: readonly string[];
  readonly employeeIds: readonly string[];
  /**
   * Plates it is about, each of them searched; events for other plates belong to it where the pattern is in when or how
   * somebody searches, and then it may be empty.
   */
  readonly targets: readonly string[];
  /** In order of time. */
  readonly eventIds: readonly string[];
  readonly firstEventAt: string;
  readonly lastEventAt: string;
  /** Reference tables it takes to see it, or to see that it is innocent. */
  readonly tables: readonly SourceKind[];
}

export interface TruthMisuse extends TruthStory {
  readonly shownBy: string;
}

export interface TruthLookAlike extends TruthStory {
  readonly explainedBy: string;
}

/**
 * What is wrong with a file. Defects that span records name the first of them. A masked copy lies within an overlap: it
 * is listed by itself as well, and each other record is in one defect at most.
 */
export interface TruthDefect {
  readonly kind: DefectKind;
  readonly file: string;
  /** null where the defect is no record: preamble, byte-order mark, blank lines. */
  readonly row: number | null;
  readonly offset: number;
  /** Length in bytes, line ends included. */
  readonly bytes: number;
  /** Records it spans. */
  readonly records: number;
  readonly expected: 'imported' | 'rejected' | 'duplicate' | 'no record';
  readonly detail: string;
  /** The event, or the ID that stands in a damaged record. */
  readonly eventId?: string;
  readonly column?: string;
  /** The cell state expected for that column. */
  readonly state?: 'redacted' | 'withheld';
  /** The file that has the same events. */
  readonly otherFile?: string;
}

export type DefectKind =
  | 'overlap'
  | 'masked-copy'
  | 'repeated-row'
  | 'repeated-block'
  | 'byte-order-mark'
  | 'preamble'
  | 'totals-line'
  | 'repeated-header'
  | 'blank-lines'
  | 'redaction'
  | 'too-many-cells'
  | 'too-few-cells'
  | 'bad-time'
  | 'unclosed-quote'
  | 'stray-quote'
  | 'invalid-utf8';
