import type {
  ColumnSlice,
  EventSlice,
  EventTable,
  TermDictionary,
} from '../../../../electron/core/events/table.ts';
import { cellState } from '../../../../electron/core/import/cells/cell-state.ts';

/** Events of one source as plain objects. */
export interface PlainSource {
  /** 64 hex digits in a case; empty for loose events. */
  readonly sha256: string;
  readonly columns: readonly string[];
  readonly events: readonly {
    readonly cells: Readonly<Record<string, string>>;
    readonly micros: number | undefined;
    /** false: repeats another event. */
    readonly counted?: boolean;
  }[];
  /** Columns kept as text instead of terms. */
  readonly inline?: readonly string[];
}

/** Several sources as a case's table has them, in slices of a size to be chosen. */
export function tableOf(sources: readonly PlainSource[], sliceRows: number): EventTable {
  const dictionaries = new Map<string, Dictionary>();
  const dictionaryOf = (name: string) => {
    const known = dictionaries.get(name) ?? new Dictionary(name);
    dictionaries.set(name, known);
    return known;
  };
  const rows = sources.flatMap((source) =>
    source.events.map((event, index) => ({ source, event, record: index + 1 })),
  );
  const slices: EventSlice[] = [];
  let firstRow = 0;
  for (const source of sources) {
    for (let from = 0; from < source.events.length; from += sliceRows) {
      const events = source.events.slice(from, from + sliceRows);
      const columns = new Map<string, ColumnSlice>();
      for (const name of source.columns) {
        if (name === 'at') {
          const micros = Float64Array.from(events, (event) => event.micros ?? Number.NaN);
          columns.set(name, { kind: 'time', micros });
        } else if (source.inline?.includes(name)) {
          columns.set(name, { kind: 'inline', text: (index) => events[index]!.cells[name] });
        } else {
          const dictionary = dictionaryOf(name);
          const codes = Int32Array.from(events, ({ cells }) => dictionary.code(cells[name]));
          columns.set(name, { kind: 'terms', codes, dictionary });
        }
      }
      slices.push({
        firstRow: firstRow + from,
        rowCount: events.length,
        sourceSha256: source.sha256,
        counted: Uint8Array.from(events, ({ counted }) => (counted === false ? 0 : 1)),
        records: Uint32Array.from(events, (_, index) => from + index + 1),
        column: (name) => columns.get(name),
      });
    }
    firstRow += source.events.length;
  }
  const micros = (row: number) => rows[row]!.event.micros ?? Number.NaN;
  return {
    rowCount: rows.length,
    columnNames: () => [...new Set(sources.flatMap(({ columns }) => columns))],
    sliceCount: slices.length,
    slice: (index) => slices[index]!,
    micros: (wanted) => Float64Array.from(wanted, micros),
    inCanonicalOrder: (wanted) =>
      Int32Array.from(
        [...wanted].sort((a, b) => {
          const byTime = micros(a) - micros(b);
          if (byTime !== 0 && !Number.isNaN(byTime)) return byTime;
          const [first, second] = [rows[a]!, rows[b]!];
          if (first.source.sha256 !== second.source.sha256)
            return first.source.sha256 < second.source.sha256 ? -1 : 1;
          return first.record - second.record;
        }),
      ),
  };
}

class Dictionary implements TermDictionary {
  readonly #field: string;
  readonly #texts: string[] = [''];
  readonly #codes = new Map<string, number>();

  constructor(field: string) {
    this.#field = field;
  }

  code(text: string | undefined): number {
    if (text === undefined) return 0;
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    this.#codes.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }

  get size(): number {
    return this.#texts.length - 1;
  }

  text(term: number): string {
    return this.#texts[term]!;
  }

  state(term: number) {
    return cellState(this.text(term), this.#field);
  }
}
