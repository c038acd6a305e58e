import type { CellState } from '../../../shared/vocabulary/cell-states.ts';
import { membersOf } from '../events/loose-table.ts';
import { sliceOfRow } from '../events/slice-of-row.ts';
import type { ColumnSlice, EventSlice, EventTable, TermDictionary } from '../events/table.ts';

/**
 * One row of a table as a table of its own: what the engine says of it there it says of it anywhere, without looking
 * at the other rows and terms. The row counts as an event even where it repeats one.
 */
export function rowAlone(table: EventTable, row: number): EventTable {
  const slice = table.slice(sliceOfRow(table, row));
  const index = row - slice.firstRow;
  const alone: EventSlice = {
    firstRow: 0,
    rowCount: 1,
    sourceSha256: slice.sourceSha256,
    counted: Uint8Array.of(1),
    records: Uint32Array.of(slice.records[index]!),
    column: (name) => {
      const column = slice.column(name);
      return column && cellAlone(column, index);
    },
  };
  return {
    rowCount: 1,
    columnNames: () => table.columnNames(),
    sliceCount: 1,
    slice: () => alone,
    micros: (rows) => table.micros(rows.map(() => row)),
    inCanonicalOrder: (rows) => rows.slice(),
  };
}

/** Whether the row stands for its event; rules look at no other. */
export function isCounted(table: EventTable, row: number): boolean {
  const slice = table.slice(sliceOfRow(table, row));
  return slice.counted[row - slice.firstRow] === 1;
}

function cellAlone(column: ColumnSlice, index: number): ColumnSlice {
  switch (column.kind) {
    case 'time':
      return { kind: 'time', micros: column.micros.slice(index, index + 1) };
    case 'inline':
      return { kind: 'inline', text: () => column.text(index) };
    case 'terms': {
      const code = column.codes[index]!;
      const dictionary = new OneTerm(column.dictionary, code);
      return { kind: 'terms', codes: Int32Array.of(code === 0 ? 0 : 1), dictionary };
    }
  }
}

/** The one term of a dictionary that is needed, as term 1, and the members of a list after it. */
class OneTerm implements TermDictionary {
  readonly #dictionary: TermDictionary;
  readonly #terms: readonly number[];

  constructor(dictionary: TermDictionary, code: number) {
    this.#dictionary = dictionary;
    this.#terms = code === 0 ? [] : [code, ...(membersOf(dictionary, code) ?? [])];
  }

  get size(): number {
    return this.#terms.length;
  }

  text(term: number): string {
    return this.#dictionary.text(this.#terms[term - 1]!);
  }

  state(term: number): CellState {
    return this.#dictionary.state(this.#terms[term - 1]!);
  }

  members(term: number): readonly number[] | undefined {
    return term === 1 && this.#terms.length > 1 ? this.#terms.slice(1).map((_, i) => i + 2) : undefined;
  }
}
