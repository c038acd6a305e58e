import type { Flow } from './flow.ts';
import { breakLines, type Line, type Span } from './lines.ts';
import { bodyWidth, page } from './page.ts';
import { baselineShare, leading, styles } from './styles.ts';
import type { Tag } from './surface.ts';

export interface Column {
  readonly header: string;
  /** Points, padding included. All columns are stretched alike, so that a table is as wide as the text. */
  readonly width: number;
  readonly align?: 'right';
}

/** Paragraphs, one below the other. */
export type Cell = readonly (readonly Span[])[];

interface CellLine {
  readonly line: Line;
  readonly height: number;
  /** From its top to the baseline. */
  readonly above: number;
}

/** White space at the sides of what a cell holds, and above and below it. */
export const padding = { x: 4, y: 1.9 };

/** Rows up to this height move to the next page whole; higher ones go on there. */
const keptWholeHeight = 150;

/**
 * A table with ruled rows. Its head is repeated on every page; a row that does not fit goes on on the next page, so that
 * nothing is cut whatever a cell holds. Yields after each row.
 */
export function* table(
  flow: Flow,
  parent: Tag,
  given: readonly Column[],
  rows: Iterable<readonly Cell[]>,
): Generator<void> {
  const tag = parent.child('Table');
  const columns = stretched(given);
  const head = columns.map(({ header }): Cell => [[{ text: header, style: styles.cellHead }]]);
  const headLines = layCells(head, columns);
  flow.ensure(heightOf(headLines) + 60);
  paintHead(flow, columns, headLines, tag);
  const repeatHead = () => {
    flow.nextPage();
    paintHead(flow, columns, headLines, undefined);
  };
  for (const row of rows) {
    paintRow(flow, tag, columns, layCells(row, columns), repeatHead);
    yield;
  }
  tag.end();
  flow.gap(12);
}

function stretched(columns: readonly Column[]): Column[] {
  const stretch = bodyWidth / columns.reduce((sum, { width }) => sum + width, 0);
  return columns.map((column) => ({ ...column, width: column.width * stretch }));
}

/** A table of two columns: what is stated, and what is said of it. */
export function* facts(
  flow: Flow,
  parent: Tag,
  pairs: Iterable<readonly [label: string, value: Cell]>,
  labelWidth = 110,
): Generator<void> {
  const tag = parent.child('Table');
  const columns: Column[] = [
    { header: '', width: labelWidth },
    { header: '', width: bodyWidth - labelWidth },
  ];
  for (const [label, value] of pairs) {
    const cells = layCells([[[{ text: label, style: styles.label }]], value], columns);
    paintRow(flow, tag, columns, cells, () => flow.nextPage(), 'row-headed');
    yield;
  }
  tag.end();
  flow.gap(8);
}

function layCells(cells: readonly Cell[], columns: readonly Column[]): CellLine[][] {
  const firstHeight = Math.max(
    ...cells.flatMap((cell) => cell.slice(0, 1).map((spans) => leading(sizeOf(spans)))),
  );
  return cells.map((cell, index) =>
    cell.flatMap((spans, paragraph) => {
      const height = leading(sizeOf(spans));
      return breakLines(spans, columns[index]!.width - 2 * padding.x).map((line, place) => {
        // what stands side by side stands on one baseline
        const first = paragraph === 0 && place === 0;
        const above = baselineShare * (first ? firstHeight : height);
        return { line, above, height: above + (1 - baselineShare) * height };
      });
    }),
  );
}

const sizeOf = (spans: readonly Span[]): number => Math.max(...spans.map(({ style }) => style.size));

const cellHeight = (lines: readonly CellLine[]): number => lines.reduce((sum, { height }) => sum + height, 0);

const heightOf = (cells: readonly (readonly CellLine[])[]): number =>
  Math.max(...cells.map(cellHeight)) + 2 * padding.y;

function paintHead(
  flow: Flow,
  columns: readonly Column[],
  lines: readonly CellLine[][],
  tag: Tag | undefined,
): void {
  const height = heightOf(lines);
  const paintCell = (index: number) =>
    paintCellLines(flow, columns, index, lines[index]!, flow.y + padding.y);
  if (tag) {
    const row = tag.child('TR');
    columns.forEach((_, index) => {
      const cell = row.child('TH', 'Column');
      cell.content(() => paintCell(index));
      cell.end();
    });
    row.end();
  } else {
    flow.surface.artifact('Pagination', () => {
      for (const index of columns.keys()) paintCell(index);
    });
  }
  flow.y += height;
  ruleBelow(flow, columns, 0.9, styles.rule);
}

function paintRow(
  flow: Flow,
  tag: Tag,
  columns: readonly Column[],
  cells: readonly CellLine[][],
  nextPage: () => void,
  kind: 'plain' | 'row-headed' = 'plain',
): void {
  const height = heightOf(cells);
  if (height > flow.room && (height <= keptWholeHeight || flow.room < 40)) nextPage();
  const row = tag.child('TR');
  const cellTags = columns.map((_, index) =>
    kind === 'row-headed' && index === 0 ? row.child('TH', 'Row') : row.child('TD'),
  );
  const painted = columns.map(() => 0);
  const continued = layCells([[[{ text: '(continued)', style: styles.cellState }]]], columns)[0]!;
  for (;;) {
    const room = flow.room - 2 * padding.y;
    let used = 0;
    columns.forEach((_, index) => {
      const rest = cells[index]!.slice(painted[index]!);
      const slice = fittingLines(rest, room);
      if (slice.length > 0) {
        cellTags[index]!.content(() => paintCellLines(flow, columns, index, slice, flow.y + padding.y));
      }
      painted[index]! += slice.length;
      used = Math.max(used, cellHeight(slice));
    });
    flow.y += used + 2 * padding.y;
    ruleBelow(flow, columns, 0.35, styles.hairline);
    if (columns.every((_, index) => painted[index] === cells[index]!.length)) break;
    nextPage();
    if (painted[0] === cells[0]!.length) {
      flow.surface.artifact('Pagination', () =>
        paintCellLines(flow, columns, 0, continued, flow.y + padding.y),
      );
    }
  }
  for (const cell of cellTags) cell.end();
  row.end();
}

function fittingLines(lines: readonly CellLine[], room: number): CellLine[] {
  let height = 0;
  let count = 0;
  for (const line of lines) {
    height += line.height;
    if (height > room + 0.01) break;
    count++;
  }
  return lines.slice(0, count);
}

function paintCellLines(
  flow: Flow,
  columns: readonly Column[],
  index: number,
  lines: readonly CellLine[],
  top: number,
): void {
  const { width, align } = columns[index]!;
  const left = page.left + columns.slice(0, index).reduce((sum, column) => sum + column.width, 0) + padding.x;
  let y = top;
  for (const { line, height, above } of lines) {
    const x = align === 'right' ? left + width - 2 * padding.x - line.width : left;
    flow.surface.line(line, x, y + above);
    y += height;
  }
}

function ruleBelow(flow: Flow, columns: readonly Column[], thickness: number, color: string): void {
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  flow.surface.artifact('Layout', () => flow.surface.rule(page.left, flow.y, width, thickness, color));
}
