import type { EventTable } from '../events/table.ts';
import { type CellNumbers, identifies, none, renumber } from './correlation-cells.ts';
import type { CorrelationMatch } from './outcome.ts';

/** What a base rule found: events, or the matches of a correlation, each standing at its last event. */
export interface BaseHits {
  /** One row for each hit: ascending for a detection, in order of the matches for a correlation. */
  readonly rows: Int32Array;
  /** The match of each hit; undefined for a detection. */
  readonly matches: readonly CorrelationMatch[] | undefined;
}

/** All hits of the base rules of a correlation in canonical order. Arrays run in parallel, one place for each entry. */
export interface Entries {
  readonly count: number;
  readonly rows: Int32Array;
  readonly micros: Float64Array;
  /** Place of the entry's event in canonical order: entries of one event have the same. */
  readonly places: Int32Array;
  readonly bases: Uint8Array;
  /** Index of the hit among those of its base. */
  readonly hits: Int32Array;
  /** The entries in order of their rows: how columns are read. */
  readonly byRow: Int32Array;
  /** Hits left out because their event has no time. */
  readonly withoutTime: number;
}

export function gatherEntries(table: EventTable, bases: readonly BaseHits[]): Entries {
  const { rows: timed, withoutTime } = timedRows(table, distinctRows(bases));
  const ordered = table.inCanonicalOrder(timed);
  const micros = table.micros(ordered);
  const placeOfRow = new Int32Array(timed.length);
  for (let place = 0; place < ordered.length; place++) placeOfRow[indexOf(timed, ordered[place]!)] = place;

  const placesByBase = bases.map(({ rows }) =>
    rows.map((row) => {
      const index = indexOf(timed, row);
      return index < 0 ? none : placeOfRow[index]!;
    }),
  );
  const starts = new Int32Array(ordered.length + 1);
  for (const places of placesByBase) for (const place of places) if (place !== none) starts[place + 1]!++;
  for (let place = 0; place < ordered.length; place++) starts[place + 1]! += starts[place]!;
  const count = starts[ordered.length]!;
  const entries = {
    count,
    rows: new Int32Array(count),
    micros: new Float64Array(count),
    places: new Int32Array(count),
    bases: new Uint8Array(count),
    hits: new Int32Array(count),
    byRow: new Int32Array(count),
    withoutTime,
  };
  for (const [base, places] of placesByBase.entries()) {
    for (let hit = 0; hit < places.length; hit++) {
      const place = places[hit]!;
      if (place === none) continue;
      const entry = starts[place]!++;
      entries.rows[entry] = ordered[place]!;
      entries.micros[entry] = micros[place]!;
      entries.places[entry] = place;
      entries.bases[entry] = base;
      entries.hits[entry] = hit;
    }
  }
  // By now `starts` says where each place ends.
  let next = 0;
  for (const place of placeOfRow) {
    const first = place === 0 ? 0 : starts[place - 1]!;
    for (let entry = first; entry < starts[place]!; entry++) entries.byRow[next++] = entry;
  }
  return entries;
}

/** The rows of all bases, ascending, each once. */
function distinctRows(bases: readonly BaseHits[]): Int32Array {
  if (bases.length === 1 && bases[0]!.matches === undefined) return bases[0]!.rows;
  const all = new Int32Array(bases.reduce((sum, { rows }) => sum + rows.length, 0));
  let from = 0;
  for (const { rows } of bases) {
    all.set(rows, from);
    from += rows.length;
  }
  all.sort();
  let kept = 0;
  for (let i = 0; i < all.length; i++) if (i === 0 || all[i] !== all[i - 1]) all[kept++] = all[i]!;
  return all.slice(0, kept);
}

function timedRows(table: EventTable, rows: Int32Array): { rows: Int32Array; withoutTime: number } {
  const micros = table.micros(rows);
  const timed = rows.filter((_, index) => !Number.isNaN(micros[index]!));
  return { rows: timed, withoutTime: rows.length - timed.length };
}

function indexOf(ascending: Int32Array, row: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = ascending[middle]!;
    if (found === row) return middle;
    if (found < row) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

export interface Groups {
  /** Entries group by group, within a group in canonical order. */
  readonly order: Int32Array;
  /** Where each group begins in `order`; one more for the end. */
  readonly starts: Int32Array;
  /** Entries in no group, by the field that does not say whose they are. */
  readonly withoutGroup: number;
}

/** Cells have fewer numbers than this, so that two of them make one exact key. */
const numberRange = 2 ** 26;

/** Sorts entries into groups by the fields of their base. An entry for which a field says nothing is in no group. */
export function groupEntries(
  table: EventTable,
  entries: Entries,
  groupFields: readonly (readonly string[])[],
  numbers: CellNumbers,
  leaveOut: (entry: number) => boolean,
): Groups {
  let groupOf: Int32Array = new Int32Array(entries.count);
  let groupCount = 1;
  for (let position = 0; position < groupFields[0]!.length; position++) {
    const cells = readCells(table, entries, (base) => groupFields[base]![position]!, numbers);
    const { dense, count } = position === 0 ? renumber(cells, numbers.size) : joinNumbers(groupOf, cells);
    groupOf = dense;
    groupCount = count;
  }
  let withoutGroup = 0;
  for (let entry = 0; entry < entries.count; entry++) {
    if (groupOf[entry] === none) withoutGroup++;
    else if (leaveOut(entry)) groupOf[entry] = none;
  }
  return { ...sortByGroup(groupOf, groupCount), withoutGroup };
}

/** One number for each pair of numbers; `none` where either is. */
export function joinNumbers(first: Int32Array, second: Int32Array): { dense: Int32Array; count: number } {
  const known = new Map<number, number>();
  const dense = new Int32Array(first.length).fill(none);
  for (let i = 0; i < first.length; i++) {
    if (first[i] === none || second[i] === none) continue;
    const key = first[i]! * numberRange + second[i]!;
    let number = known.get(key);
    if (number === undefined) {
      number = known.size;
      known.set(key, number);
    }
    dense[i] = number;
  }
  return { dense, count: known.size };
}

/** The numbers of the entries' cells in the field that goes with each entry's base. */
export function readCells(
  table: EventTable,
  entries: Entries,
  fieldOf: (base: number) => string,
  numbers: CellNumbers,
  wish = identifies,
): Int32Array {
  const cells = new Int32Array(entries.count).fill(none);
  const order = entries.byRow;
  const rows = order.map((entry) => entries.rows[entry]!);
  const fields = new Set(basesIn(entries).map(fieldOf));
  for (const field of fields) {
    const ofField = numbers.read(table, rows, field, wish);
    for (let i = 0; i < order.length; i++) {
      const entry = order[i]!;
      if (fieldOf(entries.bases[entry]!) === field) cells[entry] = ofField[i]!;
    }
  }
  return cells;
}

function basesIn({ bases }: Entries): number[] {
  const found: number[] = [];
  for (let i = 0; i < bases.length; i++) if (!found.includes(bases[i]!)) found.push(bases[i]!);
  return found;
}

function sortByGroup(groupOf: Int32Array, groupCount: number): Pick<Groups, 'order' | 'starts'> {
  const starts = new Int32Array(groupCount + 1);
  for (const group of groupOf) if (group !== none) starts[group + 1]!++;
  for (let group = 0; group < groupCount; group++) starts[group + 1]! += starts[group]!;
  const order = new Int32Array(starts[groupCount]!);
  const next = starts.slice();
  for (let entry = 0; entry < groupOf.length; entry++) {
    if (groupOf[entry] !== none) order[next[groupOf[entry]!]!++] = entry;
  }
  return { order, starts };
}
