import type { IntegrityNote } from '../../../../shared/contract/records.ts';
import type { CellClass } from './cell-classes.ts';
import type { CsvChoices } from './find-dialect.ts';

/**
 * Why names and cells cannot be matched by counting: the header has more names than any sampled record has cells, or
 * fewer. Which name or column is the odd one decides what every cell behind it means. Null where they match, where
 * only blank cells are over, where records differ in what they leave out at the end, and where the examiner said it.
 */
export function widthMismatch(
  names: readonly string[],
  classes: readonly CellClass[],
  widths: readonly number[],
  mayBeShort: boolean,
  choices: CsvChoices,
): IntegrityNote | null {
  if (choices.unnamedColumn !== undefined || choices.nameWithoutColumn !== undefined) return null;
  if (mayBeShort && variesAtEnd(widths)) return null;
  const most = widths.reduce((a, b) => Math.max(a, b), 0);
  if (most === 0) return null;
  const named = names.findLastIndex((name) => name !== '') + 1;
  if (named === 0) return null;
  const filled = classes.findLastIndex((kind) => kind !== 'blank') + 1;
  const message =
    named > most
      ? `the header has ${named} names and no record has more than ${most} cells: one name has no column, and which it is decides what the cells behind it are`
      : filled > names.length
        ? `the header has ${names.length} names and the records have content in ${filled} columns: one column has no name, and which it is decides what the cells behind it are`
        : null;
  return message === null ? null : { check: 'header-width', severity: 'warning', message };
}

/** Whether records differ in how many cells they have, as where an exporter leaves out what is empty at the end. */
function variesAtEnd(widths: readonly number[]): boolean {
  const counts = new Map<number, number>();
  for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  return [...counts.values()].filter((count) => count > 1).length > 1;
}
