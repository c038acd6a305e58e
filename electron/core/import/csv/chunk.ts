import type { DatePlan } from '../dates/plan.ts';
import type { CellClass } from './cell-classes.ts';
import type { RejectList } from './reject-list.ts';
import type { CsvDialect } from './scanner.ts';

/** What a parser thread must know of a file to turn its bytes into columns. Plain data: it crosses threads. */
export interface ChunkPlan {
  readonly path: string;
  readonly sizeBytes: number;
  readonly dialect: CsvDialect;
  /** Cells of a good record. */
  readonly cellCount: number;
  readonly maxRecordBytes: number;
  /** Rows of a part at most. */
  readonly maxRows: number;
  readonly columns: readonly ChunkColumn[];
  /** Position of the time cell, or of date and time cells. */
  readonly timePositions: readonly number[];
  readonly timeHeader: string;
  readonly datePlan: DatePlan;
  /** Position of the log's own event id; null where it has none: then the whole record is the key. */
  readonly keyPosition: number | null;
  /** Seed of the term hashes; the same for all threads and the writer. */
  readonly termSeed: number;
  /** Two seeds of the row keys, secret to the case so that a log cannot be crafted to collide. */
  readonly keySeeds: readonly [number, number];
  /** Bytes of the header record without its line end: a record equal to it repeats the header. */
  readonly headerBytes: Uint8Array;
  /** An empty cell without quotes is no cell; an empty text is written "". */
  readonly absentCells: boolean;
  /** Names by position, as the header has them: a line of them begins another table. */
  readonly headers: readonly string[];
  /** What the cells of each column are, where records may lack trailing cells; null: they may not. */
  readonly shortRecords: readonly CellClass[] | null;
}

/** What is remarkable about how a record was read; bits of `ChunkPart.flags` beside the timeFlags. */
export const recordFlags = {
  /** It lacks cells at its end: those are no cells. */
  short: 16,
  /** A quote inside quotes is not doubled, and there is one way to read it. */
  strayQuote: 32,
} as const;

export interface ChunkColumn {
  readonly position: number;
  /** terms: always a dictionary; spans: always a place in the evidence; auto: terms while they repeat enough. */
  readonly storage: 'terms' | 'spans' | 'auto';
}

/** Parse the records that start in [start, softEnd) of the file. */
export interface ChunkJob {
  readonly id: number;
  readonly start: number;
  readonly softEnd: number;
  /** Offset of the header of another table to which what begins at `start` belongs; null where it belongs to none. */
  readonly otherTableAt: number | null;
}

/** What became of a chunk. */
export interface ChunkResult {
  readonly id: number;
  readonly start: number;
  /** Offset behind the last record that started in the chunk. */
  readonly end: number;
  /** As in the job, for what begins at `end`. */
  readonly otherTableAt: number | null;
  readonly parts: readonly ChunkPart[];
}

/** At most maxRows records as columns, and what was refused between them. */
export interface ChunkPart {
  readonly rowCount: number;
  /** Records read in this part, refused ones included. */
  readonly recordCount: number;
  /** Record number within the part, 0-based, by row; null when no record was refused before the last row. */
  readonly records: Uint32Array | null;
  /** Offset in the file of the part's first row; offsets below are relative to it. */
  readonly baseOffset: number;
  readonly offsets: Uint32Array;
  readonly lengths: Uint32Array;
  readonly micros: Float64Array;
  /** timeFlags and recordFlags by row; null when none is set. */
  readonly flags: Uint8Array | null;
  /** Two 32-bit hashes by row. */
  readonly keys: Uint32Array;
  readonly columns: readonly ChunkCells[];
  readonly rejects: RejectList;
  /** Bytes of blank lines. */
  readonly blankBytes: number;
  /** Bytes of good records, line ends included. */
  readonly recordBytes: number;
  readonly rejectedBytes: number;
  /** Offset in the file of the first line that looks like the header of another table; null where there is none. */
  readonly otherHeaderAt: number | null;
}

export type ChunkCells = ChunkTerms | ChunkSpans;

/** Codes into the part's own dictionary: term i is arena[ends[i - 1], ends[i]), 0 is no cell. */
export interface ChunkTerms {
  readonly kind: 'terms';
  readonly codes: Int32Array;
  readonly arena: Uint8Array;
  readonly ends: Uint32Array;
  readonly hashes: Uint32Array;
}

/**
 * By row: start of the cell's content from the record's offset, and length × 2 + 1 where it holds doubled quotes. A
 * length of 0 with doubled quotes (1) is no cell.
 */
export interface ChunkSpans {
  readonly kind: 'spans';
  readonly starts: Uint32Array;
  readonly lengths: Uint32Array;
}
