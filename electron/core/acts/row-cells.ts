import type { CellState } from '../../../shared/vocabulary/cell-states.ts';
import { isHidden } from '../../../shared/vocabulary/cell-states.ts';
import { sliceOfRow } from '../events/slice-of-row.ts';
import type { EventTable, TermDictionary } from '../events/table.ts';
import { hashText } from '../events/text-hash.ts';
import { cellState } from '../import/cells/cell-state.ts';

/** What a cell is for a comparison: its column is missing, blank, hidden, or says something. */
export const cellKinds = { notExported: 0, blank: 1, hidden: 2, value: 3 } as const;

/** Cells of one column at chosen rows, by position in the list of rows. */
export interface RowCells {
  /** Equal texts have equal numbers; 0 = no cell. */
  readonly hashes: Float64Array;
  /** cellKinds */
  readonly kinds: Uint8Array;
}

/** Reads a column at the given rows, which ascend: sequential reading whatever the number of rows. */
export function cellsOfRows(table: EventTable, rows: Int32Array, name: string): RowCells {
  const hashes = new Float64Array(rows.length);
  const kinds = new Uint8Array(rows.length);
  const known = new Map<TermDictionary, Map<number, { hash: number; kind: number }>>();
  let at = 0;
  for (let index = sliceOfRow(table, rows[0] ?? 0); index < table.sliceCount && at < rows.length; index++) {
    const slice = table.slice(index);
    const end = slice.firstRow + slice.rowCount;
    if (rows[at]! >= end) continue;
    const column = slice.column(name);
    for (; at < rows.length && rows[at]! < end; at++) {
      if (column === undefined || column.kind === 'time') continue;
      const i = rows[at]! - slice.firstRow;
      if (column.kind === 'inline') {
        const text = column.text(i);
        if (text !== undefined) hashes[at] = hashText(text);
        kinds[at] = text === undefined ? cellKinds.blank : kindOf(text, cellState(text, name));
        continue;
      }
      const term = column.codes[i]!;
      if (term === 0) {
        kinds[at] = cellKinds.blank;
        continue;
      }
      let terms = known.get(column.dictionary);
      if (!terms) {
        terms = new Map();
        known.set(column.dictionary, terms);
      }
      let cell = terms.get(term);
      if (!cell) {
        const text = column.dictionary.text(term);
        cell = { hash: hashText(text), kind: kindOf(text, column.dictionary.state(term)) };
        terms.set(term, cell);
      }
      hashes[at] = cell.hash;
      kinds[at] = cell.kind;
    }
  }
  return { hashes, kinds };
}

/** A mask with something beside it says less than the whole: it may be the same cell. */
function kindOf(text: string, state: CellState): number {
  if (text === '' || state === 'empty') return cellKinds.blank;
  return isHidden(state) ? cellKinds.hidden : cellKinds.value;
}

/** How two cells of a column compare. */
export type Comparison = 'equal' | 'hidden' | 'unknown' | 'different';

/** `hidden`: one side masks what the other may say; `unknown`: one side has no such column. */
export function compareCells({ hashes, kinds }: RowCells, a: number, b: number): Comparison {
  const [left, right] = [kinds[a]!, kinds[b]!];
  if (left === cellKinds.notExported || right === cellKinds.notExported) return 'unknown';
  if (left === cellKinds.blank && right === cellKinds.blank) return 'equal';
  if (hashes[a] === hashes[b]) return 'equal';
  if (left === cellKinds.hidden || right === cellKinds.hidden) return 'hidden';
  return 'different';
}
