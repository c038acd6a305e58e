import { type CellClass, fitsClass } from './cell-classes.ts';

/**
 * Whether a record with too few cells can be one whose last cells its exporter left out: all it has fit their columns,
 * and no column of times is missing. A record that lost a cell in the middle seldom passes; a line that was cut off does not.
 */
export function missesOnlyTrailing(cells: readonly string[], classes: readonly CellClass[]): boolean {
  if (classes.lastIndexOf('time') >= cells.length) return false;
  return cells.every((cell, column) => fitsClass(cell, classes[column] ?? 'text'));
}

/** Of the records, how many must lack cells for that to be the way of the exporter and not damage. */
const leastShare = 0.1;

/**
 * Whether the exporter of these records leaves out empty cells at their end: many lack some, what those have fits the
 * columns, and no whole record ends with an empty cell.
 */
export function leaveOutTrailing(
  records: readonly (readonly string[])[],
  classes: readonly CellClass[],
): boolean {
  const short = records.filter(({ length }) => length > 0 && length < classes.length);
  if (short.length < 2 || short.length < records.length * leastShare) return false;
  if (records.some((cells) => cells.length === classes.length && cells.at(-1) === '')) return false;
  return short.every((cells) => missesOnlyTrailing(cells, classes));
}
