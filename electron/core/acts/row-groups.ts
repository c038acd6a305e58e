import { NumberIndex } from '../events/number-index.ts';

/** Rows looked at together: bounds memory, whatever the size of the case. */
const rowsPerPass = 2_000_000;
/** Rows given to `use` at once, at most (a group more). */
const rowsPerBatch = 100_000;

/** Calls its argument with every row and its key, in ascending order of rows; a key is a whole number above 0. */
export type EachKey = (add: (key: number, row: number) => void) => Generator<void>;

/**
 * Finds the rows that share a key. `use` gets them in batches of whole groups, each in ascending order; a group of more
 * than `mostRows` is left out, as what so many share tells nothing. `each` is walked once for every two million rows.
 */
export function* groupRows(
  rowCount: number,
  mostRows: number,
  each: EachKey,
  use: (groups: readonly (readonly number[])[]) => void,
): Generator<void> {
  const passes = Math.max(1, Math.ceil(rowCount / rowsPerPass));
  for (let pass = 0; pass < passes; pass++) {
    const firsts = new NumberIndex(Math.min(rowCount, rowsPerPass));
    const firstRows: number[] = [];
    const others = new Map<number, number[]>();
    yield* each((key, row) => {
      if (passes > 1 && Math.floor(key / 64) % passes !== pass) return;
      const before = firsts.size;
      const entry = firsts.add(key);
      if (entry === before) {
        firstRows.push(row);
        return;
      }
      const more = others.get(entry);
      if (more === undefined) others.set(entry, [row]);
      else if (more.length < mostRows) more.push(row);
    });
    let batch: (readonly number[])[] = [];
    let rows = 0;
    for (const [entry, more] of others) {
      if (more.length >= mostRows) continue;
      batch.push([firstRows[entry]!, ...more]);
      rows += more.length + 1;
      if (rows < rowsPerBatch) continue;
      use(batch);
      yield;
      batch = [];
      rows = 0;
    }
    if (batch.length > 0) use(batch);
    yield;
  }
}

/** The rows of groups, ascending, each once; and the place of a row among them. */
export function rowsOfGroups(groups: readonly (readonly number[])[]): {
  rows: Int32Array;
  place: (row: number) => number;
} {
  const rows = Int32Array.from(new Set(groups.flat())).sort();
  return {
    rows,
    place: (row) => {
      let low = 0;
      let high = rows.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (rows[middle]! < row) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}
