import type {
  ColumnSlice,
  EventSlice,
  EventTable,
  TermDictionary,
} from '../../../electron/core/events/table.ts';
import { cellState } from '../../../electron/core/import/cells/cell-state.ts';
import type { CellState } from '../../../shared/vocabulary/cell-states.ts';

/** A record of a source: cells by field, null for no cell; `at` in RFC 3339. */
export type MemoryRecord = Readonly<Record<string, string | null>> & { readonly at: string };

export interface MemorySource {
  readonly sha256: string;
  readonly records: readonly MemoryRecord[];
  /** Columns of the source; by default those its records have. */
  readonly columns?: readonly string[];
  /** Records (1-based) that repeat an event. */
  readonly repeats?: readonly number[];
}

class MemoryDictionary implements TermDictionary {
  readonly #field: string;
  readonly #texts = [''];
  readonly #numbers = new Map<string, number>();

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

  number(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#texts.push(text) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }
}

export interface MemoryOptions {
  readonly sliceRows?: number;
  /** Columns that hold their text in place instead of terms. */
  readonly inline?: readonly string[];
}

/** Events of several sources in memory, as the store in a case would give them. */
export function memoryTable(
  sources: readonly MemorySource[],
  { sliceRows = 65_536, inline = [] }: MemoryOptions = {},
): EventTable {
  const dictionaries = new Map<string, MemoryDictionary>();
  const rows = sources.flatMap((source) =>
    source.records.map((record, index) => ({ source, record, number: index + 1 })),
  );
  const micros = Float64Array.from(rows, ({ record }) => Date.parse(record.at) * 1000);
  const columnsOf = ({ columns, records }: MemorySource) =>
    new Set(columns ?? records.flatMap((record) => Object.keys(record)));
  const slices: EventSlice[] = [];
  let firstRow = 0;
  for (const source of sources) {
    const names = columnsOf(source);
    for (let from = 0; from < source.records.length; from += sliceRows) {
      const records = source.records.slice(from, from + sliceRows);
      const start = firstRow;
      const column = (name: string): ColumnSlice | undefined => {
        if (name === 'at') return { kind: 'time', micros: micros.subarray(start, start + records.length) };
        if (!names.has(name)) return undefined;
        if (inline.includes(name))
          return { kind: 'inline', text: (index) => records[index]![name] ?? undefined };
        let dictionary = dictionaries.get(name);
        if (dictionary === undefined) {
          dictionary = new MemoryDictionary(name);
          dictionaries.set(name, dictionary);
        }
        const codes = Int32Array.from(records, (record) => {
          const text = record[name];
          return text === undefined || text === null ? 0 : dictionary.number(text);
        });
        return { kind: 'terms', codes, dictionary };
      };
      slices.push({
        firstRow,
        rowCount: records.length,
        sourceSha256: source.sha256,
        counted: Uint8Array.from(records, (_, index) => (source.repeats?.includes(from + index + 1) ? 0 : 1)),
        records: Uint32Array.from(records, (_, index) => from + index + 1),
        column,
      });
      firstRow += records.length;
    }
  }
  return {
    rowCount: rows.length,
    columnNames: () => [...new Set(['at', ...sources.flatMap((source) => [...columnsOf(source)])])],
    sliceCount: slices.length,
    slice: (index) => slices[index]!,
    micros: (wanted) => Float64Array.from(wanted, (row) => micros[row]!),
    inCanonicalOrder: (wanted) =>
      Int32Array.from(wanted).sort((a, b) => {
        const [left, right] = [rows[a]!, rows[b]!];
        if (micros[a] !== micros[b]) return micros[a]! - micros[b]!;
        if (left.source.sha256 !== right.source.sha256)
          return left.source.sha256 < right.source.sha256 ? -1 : 1;
        return left.number - right.number;
      }),
  };
}
