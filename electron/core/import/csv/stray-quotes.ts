import type { CsvDialect } from './scanner.ts';

/** A record to be read, and where its cells go: from `at` of starts and ends. */
export interface StrayQuoted {
  readonly bytes: Buffer;
  readonly position: number;
  readonly contentEnd: number;
  readonly dialect: CsvDialect;
  readonly expectedCells: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly at: number;
}

/**
 * Reads a record in which quotes stand inside quotes without being doubled, as exporters write that do not know of
 * doubling: a quote closes its cell only where a delimiter or the end of the record follows. Two quotes in a row are
 * one, or else all quotes are text. True where that gives just as many cells as there should be, in one way; `~end`
 * marks cells with doubled quotes.
 */
export function placeStrayQuotes(record: StrayQuoted): boolean {
  const { starts, ends, at, expectedCells } = record;
  if (!place(record, false)) return place(record, true);
  const cells = starts.slice(at, at + expectedCells);
  const cellEnds = ends.slice(at, at + expectedCells);
  const isBoth = place(record, true);
  const isSame = cells.every((start, i) => start === starts[at + i]);
  starts.set(cells, at);
  ends.set(cellEnds, at);
  return !isBoth || isSame;
}

function place(
  { bytes, position, contentEnd, dialect, expectedCells, starts, ends, at }: StrayQuoted,
  isLiteral: boolean,
): boolean {
  const { delimiter, quote, lineEnd } = dialect;
  let p = position;
  let cells = 0;
  for (;;) {
    let start = p;
    let end: number;
    if (p < contentEnd && bytes[p] === quote) {
      start = ++p;
      let hasQuotes = false;
      while (p < contentEnd) {
        if (bytes[p] !== quote) p++;
        else if (!isLiteral && p + 1 < contentEnd && bytes[p + 1] === quote) {
          hasQuotes = true;
          p += 2;
        } else if (p + 1 === contentEnd || bytes[p + 1] === delimiter) break;
        // This one could open a cell: then there are two ways to read the record.
        else if (bytes[p - 1] === delimiter && p > start) return false;
        else {
          hasQuotes = true;
          p++;
        }
      }
      if (p >= contentEnd) return false;
      end = hasQuotes && !isLiteral ? ~p : p;
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
