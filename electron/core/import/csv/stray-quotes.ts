import type { CsvDialect } from './scanner.ts';

/**
 * Reads a record in which quotes stand inside quotes without being doubled, as exporters write that do not know of
 * doubling: a quote closes its cell only where a delimiter or the end of the record follows. True where that gives just
 * as many cells as there should be, and no such quote could open a cell; they go to starts and ends from `at`, marked
 * as holding doubled quotes.
 */
export function placeStrayQuotes(
  bytes: Buffer,
  position: number,
  contentEnd: number,
  { delimiter, quote, lineEnd }: CsvDialect,
  expectedCells: number,
  starts: Int32Array,
  ends: Int32Array,
  at: number,
): boolean {
  let p = position;
  let cells = 0;
  for (;;) {
    let start = p;
    let end: number;
    if (p < contentEnd && bytes[p] === quote) {
      start = ++p;
      let inside = 0;
      while (p < contentEnd) {
        if (bytes[p] !== quote) p++;
        else if (bytes[p + 1] === quote && p + 1 < contentEnd) {
          inside++;
          p += 2;
        } else if (p + 1 === contentEnd || bytes[p + 1] === delimiter) break;
        else if (bytes[p - 1] === delimiter) return false;
        else {
          inside++;
          p++;
        }
      }
      if (p >= contentEnd) return false;
      end = inside > 0 ? ~p : p;
      p++;
    } else {
      while (p < contentEnd && bytes[p] !== delimiter) {
        // A line end outside quotes would be the end of the record.
        if (bytes[p] === lineEnd) return false;
        p++;
      }
      end = p;
    }
    if (cells === expectedCells) return false;
    starts[at + cells] = start;
    ends[at + cells] = end;
    cells++;
    if (p >= contentEnd) return cells === expectedCells;
    p++;
  }
}
