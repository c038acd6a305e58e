import type { CellState } from '../../../shared/vocabulary/cell-states.ts';

/**
 * How the rest of core sees events: columns in slices of at most 65,536 rows. The store in the case file and the
 * in-memory table for loose events both provide it, so rules, findings and filters know only this.
 *
 * A row number is the position of a stored record, 0-based, over all sources in the order they came in. It is
 * internal: what outlives a run is (source SHA-256, record number). Repeats of an event are stored rows too;
 * `counted` tells which row of several occurrences stands for the event.
 */
export interface EventTable {
  /** Stored rows, repeats included. */
  readonly rowCount: number;
  /** Columns some slice has: canonical, derived and the sources' own (by header). */
  columnNames(): readonly string[];
  readonly sliceCount: number;
  slice(index: number): EventSlice;
  /** Microseconds since 1970-01-01 UTC of each given row. */
  micros(rows: Int32Array): Float64Array;
  /** The given rows by time, ties by source SHA-256 and record number: the canonical order. Returns a new array. */
  inCanonicalOrder(rows: Int32Array): Int32Array;
  /** By row of a slice: the row that stands for the event minus the row itself; undefined where all are 0. */
  eventRowDifferences?(index: number): Int32Array | undefined;
  /** Two words by row of a slice: a hash of the log's own id or, without one, of the whole record. */
  keys?(index: number): Uint32Array;
}

/** A run of rows of one source. */
export interface EventSlice {
  readonly firstRow: number;
  readonly rowCount: number;
  /** SHA-256 of the source, lower-case hex; empty for loose events. */
  readonly sourceSha256: string;
  /** 1 where the row stands for its event, 0 where it repeats one; rules look at 1 only. */
  readonly counted: Uint8Array;
  /** 1-based record number in the source, by row of the slice. */
  readonly records: Uint32Array;
  /** The column's cells here; undefined where the source has no such column (not-exported). */
  column(name: string): ColumnSlice | undefined;
}

export type ColumnSlice = TermColumn | InlineColumn | TimeColumn;

/** Cells as numbers of terms: a predicate on the cell is decided once per distinct term. */
export interface TermColumn {
  readonly kind: 'terms';
  /** 0 = no cell (absent or null); otherwise a term of the dictionary. */
  readonly codes: Int32Array;
  readonly dictionary: TermDictionary;
}

/** Cells as text, for columns with nearly as many values as rows. */
export interface InlineColumn {
  readonly kind: 'inline';
  /** undefined = no cell (absent or null). */
  text(indexInSlice: number): string | undefined;
}

/** Microseconds since 1970-01-01 UTC; NaN = none. */
export interface TimeColumn {
  readonly kind: 'time';
  readonly micros: Float64Array;
}

/** The distinct cells of a column over the whole case. One object per column for as long as the table lives. */
export interface TermDictionary {
  /** Highest term number; terms are 1..size. */
  readonly size: number;
  /** The cell exactly as the log has it, quotes of the format removed. */
  text(term: number): string;
  state(term: number): CellState;
}
