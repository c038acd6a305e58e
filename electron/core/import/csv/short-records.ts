import { type CellClass, fitsClass } from './cell-classes.ts';

/**
 * Whether a record with too few cells can be one whose last cells its exporter left out: all it has fit their columns,
 * and no column of times is missing. A record that lost a cell in the middle seldom passes; a line that was cut off does not.
 */
export function missesOnlyTrailing(cells: readonly string[], classes: readonly CellClass[]): boolean {
  if (classes.lastIndexOf('time') >= cells.length) return false;
  return cells.every((cell, column) => fitsClass(cell, classes[column] ?? 'text'));
}
