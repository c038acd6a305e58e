import { looksLikeNames } from './cell-classes.ts';

/** What a line that looks like a header is to the table it stands in. */
export type HeaderKind =
  /** The table's own header again. */
  | 'repeated'
  /** Names of the table in another order or number: another export of the same log. */
  | 'same-names'
  /** Other names: another table. */
  | 'other-names';

/** Whether the cells of a line are names of columns, and of which table; null if they are not. */
export function headerKind(cells: readonly string[], headers: readonly string[]): HeaderKind | null {
  const names = cells.map((cell) => cell.trim());
  while (names.length > 0 && names.at(-1) === '') names.pop();
  if (names.length < 2) return null;
  if (names.length === headers.length && names.every((name, i) => name === headers[i])) return 'repeated';
  if (!looksLikeNames(names)) return null;
  const known = new Set(headers.map(nameKey));
  const filled = names.filter((name) => name !== '');
  const shared = filled.filter((name) => known.has(nameKey(name))).length;
  if (shared >= 2 && shared * 2 >= filled.length) return 'same-names';
  return filled.length === names.length ? 'other-names' : null;
}

export function nameKey(name: string): string {
  return name.trim().toLowerCase();
}

interface SampledLine {
  readonly cells: readonly string[];
  /** A blank line stands before it. */
  readonly isBehindGap: boolean;
}

/** The first line behind which another table begins, as far as a sample shows. */
export function findOtherTable<Line extends SampledLine>(
  lines: readonly Line[],
  headers: readonly string[],
  width: number,
): Line | null {
  for (const [i, line] of lines.entries()) {
    const kind = headerKind(line.cells, headers);
    if (kind === 'same-names') return line;
    if (kind === 'other-names' && beginsOtherTable(line, lines.slice(i + 1, i + 4), width)) return line;
  }
  return null;
}

/** A line of other names begins a table where a blank line stands before it and records of its own width behind it. */
export function beginsOtherTable(line: SampledLine, behind: readonly SampledLine[], width: number): boolean {
  const own = line.cells.length;
  if (!line.isBehindGap || behind.length === 0) return false;
  return own !== width && behind.every(({ cells }) => cells.length === own);
}
