import type { CellState } from '../../../shared/vocabulary/cell-states.ts';
import type { EventSlice, EventTable } from '../events/table.ts';
import { cellState } from '../import/cells/cell-state.ts';

export interface RowCell {
  readonly text: string;
  readonly state: CellState;
}

/** Reads single cells of a table by row, wherever they are. A column that is not there is `not-exported`. */
export function createCellReader(table: EventTable): (row: number, field: string) => RowCell {
  const firstRows = Int32Array.from({ length: table.sliceCount }, (_, index) => table.slice(index).firstRow);
  let current = -1;
  let slice: EventSlice | undefined;
  return (row, field) => {
    const index = sliceOf(firstRows, row);
    if (index !== current) {
      current = index;
      slice = table.slice(index);
    }
    const column = slice!.column(field);
    if (column === undefined || column.kind === 'time') return { text: '', state: 'not-exported' };
    const at = row - slice!.firstRow;
    if (column.kind === 'inline') {
      const text = column.text(at);
      return text === undefined ? { text: '', state: 'empty' } : { text, state: cellState(text, field) };
    }
    const code = column.codes[at]!;
    if (code === 0) return { text: '', state: 'empty' };
    return { text: column.dictionary.text(code), state: column.dictionary.state(code) };
  };
}

function sliceOf(firstRows: Int32Array, row: number): number {
  let low = 0;
  let high = firstRows.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (firstRows[middle]! <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}
