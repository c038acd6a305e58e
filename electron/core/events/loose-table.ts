import type { CellState } from '../../../shared/vocabulary/cell-states.ts';
import { cellState } from '../import/cells/cell-state.ts';
import type { ColumnSlice, EventSlice, EventTable, TermDictionary } from './table.ts';

/** The cells of one loose event by field; a list holds several cells of one field. No entry = no cell. */
export interface LooseEvent {
  readonly cells: ReadonlyMap<string, string | readonly string[]>;
  /** Microseconds since 1970-01-01 UTC; NaN = no time known. */
  readonly micros: number;
}

/** A dictionary some of whose terms are lists: every member is a term of the same dictionary. */
interface ListDictionary extends TermDictionary {
  members(term: number): readonly number[] | undefined;
}

/** The terms of a list of cells; undefined where the term is a cell of its own. */
export function membersOf(dictionary: TermDictionary, term: number): readonly number[] | undefined {
  return 'members' in dictionary ? (dictionary as ListDictionary).members(term) : undefined;
}

const defaultSliceRows = 65_536;

/**
 * Events that belong to no case, in memory: row n is event n. Every field that any event has is a column of every
 * slice. `at` is a time column wherever an event has a time; `sliceRows` is for tests of what must not depend on it.
 */
export function createLooseTable(events: readonly LooseEvent[], sliceRows = defaultSliceRows): EventTable {
  const columns = buildColumns(events);
  const times = Float64Array.from(events, ({ micros }) => micros);
  const timed = times.some((micros) => !Number.isNaN(micros));
  const names = [...new Set([...columns.keys(), ...(timed ? ['at'] : [])])].sort();
  const slice = (index: number): EventSlice => {
    const firstRow = index * sliceRows;
    const rowCount = Math.min(sliceRows, events.length - firstRow);
    const end = firstRow + rowCount;
    return {
      firstRow,
      rowCount,
      sourceSha256: '',
      counted: new Uint8Array(rowCount).fill(1),
      records: Uint32Array.from({ length: rowCount }, (_, i) => firstRow + i + 1),
      column: (name): ColumnSlice | undefined => {
        if (name === 'at' && timed) return { kind: 'time', micros: times.subarray(firstRow, end) };
        const column = columns.get(name);
        if (column === undefined) return undefined;
        return {
          kind: 'terms',
          codes: column.codes.subarray(firstRow, end),
          dictionary: column.dictionary,
        };
      },
    };
  };
  return {
    rowCount: events.length,
    columnNames: () => names,
    sliceCount: Math.ceil(events.length / sliceRows),
    slice,
    micros: (rows) => Float64Array.from(rows, (row) => times[row]!),
    inCanonicalOrder: (rows) =>
      Int32Array.from(rows).sort((a, b) => compareTimes(times[a]!, times[b]!) || a - b),
  };
}

/** Rows without a time come last. */
function compareTimes(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a - b;
}

interface LooseColumn {
  readonly codes: Int32Array;
  readonly dictionary: LooseDictionary;
}

function buildColumns(events: readonly LooseEvent[]): Map<string, LooseColumn> {
  const columns = new Map<string, LooseColumn>();
  for (const [row, { cells }] of events.entries()) {
    for (const [name, cell] of cells) {
      let column = columns.get(name);
      if (column === undefined) {
        column = { codes: new Int32Array(events.length), dictionary: new LooseDictionary(name) };
        columns.set(name, column);
      }
      column.codes[row] =
        typeof cell === 'string' ? column.dictionary.intern(cell) : column.dictionary.internList(cell);
    }
  }
  return columns;
}

class LooseDictionary implements ListDictionary {
  readonly #field: string;
  readonly #terms = new Map<string, number>();
  readonly #lists = new Map<string, number>();
  readonly #texts: string[] = [''];
  readonly #members = new Map<number, readonly number[]>();

  constructor(field: string) {
    this.#field = field;
  }

  get size(): number {
    return this.#texts.length - 1;
  }

  text(term: number): string {
    return this.#texts[term]!;
  }

  state(term: number): CellState {
    return cellState(this.text(term), this.#field);
  }

  members(term: number): readonly number[] | undefined {
    return this.#members.get(term);
  }

  intern(text: string): number {
    return this.#add(this.#terms, text, text);
  }

  internList(texts: readonly string[]): number {
    const members = texts.map((text) => this.intern(text));
    const term = this.#add(this.#lists, members.join(','), JSON.stringify(texts));
    this.#members.set(term, members);
    return term;
  }

  #add(terms: Map<string, number>, key: string, text: string): number {
    const known = terms.get(key);
    if (known !== undefined) return known;
    const term = this.#texts.push(text) - 1;
    terms.set(key, term);
    return term;
  }
}
