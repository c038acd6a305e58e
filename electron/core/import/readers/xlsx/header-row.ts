import { cellTypes } from './cell-values.ts';
import type { SheetRow } from './sheet-scanner.ts';

/** What a row says by the kinds of its cells alone. */
export interface RowOutline {
  readonly sheetRow: number;
  readonly columns: readonly number[];
  /** Of each cell: whether it is text, as names of columns are. */
  readonly isText: readonly boolean[];
}

export function outlineOf(row: SheetRow): RowOutline {
  return {
    sheetRow: row.sheetRow,
    columns: row.columns.slice(0, row.cellCount),
    isText: row.types
      .slice(0, row.cellCount)
      .map((type) => type === cellTypes.shared || type === cellTypes.text),
  };
}

export interface TableFound {
  /** Null: the rows begin with records, without names of columns. */
  readonly headerRow: number | null;
  /** First row of the table, header or record. */
  readonly firstRow: number;
}

const headerSight = 50;

/**
 * Looks for a row of names with rows of several columns right under it, in the first rows that are not blank. Null where
 * there is no such pattern. Kinds of cells decide: names are text, and where records hold numbers or dates the last row of
 * nothing but text above them is the header.
 */
export function findTable(rows: readonly RowOutline[]): TableFound | null {
  const widths = rows.map(({ columns }) => columns.length).filter((width) => width > 1);
  if (widths.length < 2) return null;
  const typical = widths.toSorted((a, b) => a - b)[(widths.length - 1) >> 1]!;
  const wide = Math.max(2, Math.ceil(typical * 0.6));
  for (let i = afterNotes(rows, typical, wide); i < Math.min(rows.length - 1, headerSight); i++) {
    const width = rows[i]!.columns.length;
    const mayHaveGap = typical > 3 && width >= typical;
    if (width < wide || !(mayHaveGap || isFollowed(rows, i))) continue;
    if (isNames(rows[i]!)) {
      const headerRow = rows[lastOfNames(rows, i)]!.sheetRow;
      return { headerRow, firstRow: headerRow };
    }
    const { sheetRow } = rows[i]!;
    return { headerRow: looksLikeNext(rows, i) ? null : sheetRow, firstRow: sheetRow };
  }
  return null;
}

/** Skips blocks of rows that are all narrower than the table, as long as a row of names follows their blank row. */
function afterNotes(rows: readonly RowOutline[], typical: number, wide: number): number {
  let start = 0;
  for (let i = 0; i < Math.min(rows.length - 1, headerSight); i++) {
    if (rows[i]!.columns.length >= typical) break;
    const next = rows[i + 1]!;
    if (!isFollowed(rows, i) && isNames(next) && next.columns.length >= wide) start = i + 1;
  }
  return start;
}

function isNames({ isText }: RowOutline): boolean {
  return isText.every(Boolean);
}

/** No blank row is between it and the next: under a title there often is one, under a header hardly ever. */
function isFollowed(rows: readonly RowOutline[], index: number): boolean {
  return rows[index + 1]!.sheetRow === rows[index]!.sheetRow + 1;
}

/** Rows of text may stand above the header: its last one wins if it is the wider and records below are not all text. */
function lastOfNames(rows: readonly RowOutline[], first: number): number {
  let last = first;
  while (
    last + 2 < rows.length &&
    last - first < 10 &&
    isNames(rows[last + 1]!) &&
    isFollowed(rows, last) &&
    isFollowed(rows, last + 1)
  ) {
    last++;
  }
  if (last === first || rows[last]!.columns.length <= rows[first]!.columns.length) return first;
  const below = rows.slice(last + 1);
  const mixed = below.filter((row) => !isNames(row)).length;
  return mixed >= below.length * 0.8 ? last : first;
}

/** Numbers and dates where the rows below have them too: a record, not names that happen to be numbers. */
function looksLikeNext(rows: readonly RowOutline[], index: number): boolean {
  const { columns, isText } = rows[index]!;
  const below = rows.slice(index + 1, index + 11);
  const numbers = columns.filter((_, i) => !isText[i]);
  const texts = columns.filter((_, i) => isText[i]);
  const isNumberBelow = (column: number) =>
    below.some((row) => row.isText[row.columns.indexOf(column)] === false);
  // "Id | 2024" above "17 | 3": the years are names, for a name stands above numbers.
  const textAboveNumbers = texts.some(isNumberBelow);
  return numbers.every(isNumberBelow) && !textAboveNumbers;
}
