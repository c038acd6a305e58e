import { visibleText } from './visible-text.ts';

const widest = 60;
const ellipsis = '…';

/** Rows of cells as lines with aligned columns; long cells are cut, control characters made visible. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const shown = [headings, ...rows].map((cells) => cells.map((cell) => clip(cell)));
  const widths = headings.map(() => 0);
  for (const cells of shown) {
    for (const [column, cell] of cells.entries())
      widths[column] = Math.max(widths[column]!, [...cell].length);
  }
  return shown.map((cells) =>
    cells
      .map((cell, column) => pad(cell, widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}

/** A label and a value a line, the values below each other; values that are not there are left out. */
export function pairs(entries: readonly (readonly [string, string | number | null | undefined])[]): string[] {
  const there = entries.filter(([, value]) => value !== null && value !== undefined && value !== '');
  const width = Math.max(0, ...there.map(([label]) => label.length)) + 2;
  return there.map(
    ([label, value]) => `${label.padEnd(width)}${typeof value === 'number' ? grouped(value) : value}`,
  );
}

/** 1,234,567 */
export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}

/** `1 event`, `2,000 events` */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${grouped(value)} ${value === 1 ? one : many}`;
}

/** The lines, each moved in. */
export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function clip(cell: string): string {
  // Made visible before it is cut, so that a cell of a thousand controls does not become long again.
  const characters = [...visibleText(cell.slice(0, widest * 2))];
  return characters.length > widest
    ? `${characters.slice(0, widest - 1).join('')}${ellipsis}`
    : characters.join('');
}

function pad(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - [...cell].length));
}
