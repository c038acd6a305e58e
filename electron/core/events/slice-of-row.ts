import type { EventTable } from './table.ts';

/** Index of the slice that holds a row; slices stand in order of their rows. */
export function sliceOfRow(table: EventTable, row: number): number {
  let low = 0;
  let high = table.sliceCount - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (table.slice(middle).firstRow <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}
