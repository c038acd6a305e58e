/** What is held of the bytes at once. */
export interface HeldBytes {
  /** Bytes of one record; a larger one is rejected and passed over without being held. */
  readonly largestRecord: number;
  /** Bytes that are fetched at least before reading goes on. */
  readonly fill: number;
}

export const heldBytes: HeldBytes = { largestRecord: 4 << 20, fill: 512 << 10 };

/** Columns of a table; what a record has beyond them goes into one more, as JSON text. */
export const mostColumns = 4096;
/** Characters of a column's name; a field whose name would be longer goes where those beyond the cap go. */
export const longestName = 1024;
/** Objects and elements inside one another that become columns; what lies deeper is JSON text. */
export const deepestColumn = 64;
/** Arrays of objects inside one another whose elements become columns; one that lies deeper is JSON text. */
export const deepestArray = 4;
/** Elements of an array of objects that get columns of their own; the rest is JSON text in one more. */
export const mostElements = 8;
/** Keys, array places and repeats that are remembered to find the column of a field. */
export const mostFields = 65_536;
