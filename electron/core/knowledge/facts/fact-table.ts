import { actsOf } from '../../acts/act-index.ts';
import type { ColumnSlice, EventSlice, EventTable } from '../../events/table.ts';
import { type ActFact, actColumns, actFacts } from './act-columns.ts';
import { caseColumns, clockColumns, type FactColumn, reasonColumns, stateColumn } from './fact-columns.ts';
import { createLocalClock } from './local-clock.ts';

/** Codes of derived columns that are kept: what is read again right away, not whole tables. */
const cacheBytes = 32 << 20;

/** A table with derived columns. */
export interface FactTable extends EventTable {
  /**
   * Rows of one source with their derived columns, worked out anew each time: for few rows, such as a page's. Without the
   * facts of acts, which depend on all other rows.
   */
  describe(rows: EventSlice): EventSlice;
}

/**
 * The table with the derived columns of shared/vocabulary/fields.ts, worked out slice by slice when asked for. Without
 * a zone there is no local time, so that rules which ask for it are not applicable rather than wrong. A fact is absent
 * where its source lacks the columns it comes from; states of cells are there always. A column of the table itself
 * goes before a derived one of the same name. Throws timezone-unknown.
 */
export function withFacts(table: EventTable, zone: string | null): FactTable {
  const own = new Set(table.columnNames());
  const facts = new Map(createFacts(zone).map((fact) => [fact.name, fact]));
  for (const name of own) facts.delete(name);
  const cache = new CodeCache();
  const names = [...own];
  for (const { name, needs } of facts.values()) if (needs.every((need) => own.has(need))) names.push(name);
  const ofActs = new Set<string>(actFacts.filter((name) => !own.has(name) && own.has('at')));
  names.push(...ofActs);
  const actColumn = actColumns(table, () => actsOf(table));

  const withColumns = (
    base: EventSlice,
    codesOf: (fact: FactColumn) => Int32Array,
    columnOfAct: (name: string) => ColumnSlice | undefined,
  ): EventSlice => ({
    firstRow: base.firstRow,
    rowCount: base.rowCount,
    sourceSha256: base.sourceSha256,
    counted: base.counted,
    get records() {
      return base.records;
    },
    column: (name): ColumnSlice | undefined => {
      const fact = facts.get(name);
      if (fact === undefined) return ofActs.has(name) ? columnOfAct(name) : base.column(name);
      if (fact.needs.some((need) => base.column(need) === undefined)) return undefined;
      return { kind: 'terms', codes: codesOf(fact), dictionary: fact.dictionary };
    },
  });
  const slice = (index: number): EventSlice => {
    const base = table.slice(index);
    return withColumns(
      base,
      (fact) => cache.get(`${index} ${fact.name}`, () => fact.codes(base)),
      (name) => actColumn(base, name as ActFact),
    );
  };
  return {
    rowCount: table.rowCount,
    sliceCount: table.sliceCount,
    columnNames: () => names,
    slice,
    describe: (rows) =>
      withColumns(
        rows,
        (fact) => fact.codes(rows),
        () => undefined,
      ),
    micros: (rows) => table.micros(rows),
    inCanonicalOrder: (rows) => table.inCanonicalOrder(rows),
  };
}

function createFacts(zone: string | null): FactColumn[] {
  return [
    ...(zone === null ? [] : clockColumns(createLocalClock(zone))),
    stateColumn('actorState', 'actor'),
    stateColumn('targetState', 'target'),
    stateColumn('reasonState', 'reason'),
    stateColumn('caseNumberState', 'caseNumber'),
    ...reasonColumns(),
    ...caseColumns(),
  ];
}

/** Keeps what was asked for last, up to a size. */
class CodeCache {
  readonly #codes = new Map<string, Int32Array>();
  #bytes = 0;

  get(key: string, make: () => Int32Array): Int32Array {
    const known = this.#codes.get(key);
    if (known !== undefined) return known;
    const codes = make();
    this.#codes.set(key, codes);
    this.#bytes += codes.byteLength;
    for (const [oldest, { byteLength }] of this.#codes) {
      if (this.#bytes <= cacheBytes || oldest === key) break;
      this.#codes.delete(oldest);
      this.#bytes -= byteLength;
    }
    return codes;
  }
}
