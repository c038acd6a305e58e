import type { EventTable } from '../events/table.ts';
import { microsPerSecond } from '../import/dates/civil.ts';
import {
  fhirRequestReader,
  firstText,
  hasFhirEntities,
  type Marker,
  markerColumns,
  type ReadText,
} from './marker-columns.ts';
import { groupRows } from './row-groups.ts';

/** Texts of one slice by marker, and `actor`, `action`, `micros`. */
export type Readers = Readonly<Record<string, ReadText>>;
/** Texts by name and position in a group. */
export type GroupTexts = Readonly<Record<string, readonly (string | undefined)[]>>;

export interface JoinRequest {
  /** Markers that a slice must have a column for. */
  readonly by: readonly Marker[];
  /** Of one row of a slice; 0 = belongs to no group. */
  readonly keyOf: (source: string, readers: Readers, index: number) => number;
  /** Columns whose texts are wanted of each group. */
  readonly wanted: Readonly<Record<string, readonly string[]>>;
  /** Groups of more rows are left out. */
  readonly mostRows: number;
}

/** Groups rows (repeats left out) by what marker columns say; `use` gets each group in canonical order. */
export function* joinRows(
  table: EventTable,
  { by, keyOf, wanted, mostRows }: JoinRequest,
  use: (rows: Int32Array, micros: Float64Array, texts: GroupTexts) => void,
): Generator<void> {
  const columns = by.map((marker) => [marker, markerColumns(table, marker)] as const);
  const fhir = hasFhirEntities(table);
  const has = (marker: Marker, names: readonly string[]) =>
    names.length > 0 || (marker === 'request' && fhir);
  if (!columns.every(([marker, names]) => has(marker, names))) return;
  function* each(add: (key: number, row: number) => void): Generator<void> {
    for (let index = 0; index < table.sliceCount; index++) {
      const slice = table.slice(index);
      const at = slice.column('at');
      const readers: Record<string, ReadText> = {
        actor: firstText(slice, ['actor']),
        action: firstText(slice, ['action']),
        micros: (i) => (at?.kind === 'time' ? String(at.micros[i]!) : undefined),
      };
      let complete = true;
      for (const [marker, names] of columns) {
        const there = names.filter((name) => slice.column(name) !== undefined);
        const named = firstText(slice, there);
        const other = marker === 'request' && fhir ? fhirRequestReader(slice, table) : null;
        if (there.length === 0 && other === null) complete = false;
        readers[marker] = other === null ? named : (i) => named(i) ?? other(i);
      }
      if (!complete) continue;
      for (let i = 0; i < slice.rowCount; i++) {
        if (slice.counted[i] === 0) continue;
        const key = keyOf(slice.sourceSha256, readers, i);
        if (key !== 0) add(key, slice.firstRow + i);
      }
      yield;
    }
  }
  yield* groupRows(table.rowCount, mostRows, each, (groups) => {
    const texts = textsOf(table, groups, wanted);
    for (const group of groups) {
      const rows = table.inCanonicalOrder(Int32Array.from(group));
      const named = Object.keys(wanted).map((name) => [
        name,
        Array.from(rows, (row) => texts.get(row)?.[name]),
      ]);
      use(rows, table.micros(rows), Object.fromEntries(named));
    }
  });
}

function textsOf(
  table: EventTable,
  groups: readonly (readonly number[])[],
  wanted: JoinRequest['wanted'],
): Map<number, Record<string, string | undefined>> {
  const rows = Int32Array.from(groups.flat()).sort();
  const texts = new Map<number, Record<string, string | undefined>>();
  let at = 0;
  for (let index = 0; index < table.sliceCount && at < rows.length; index++) {
    const slice = table.slice(index);
    if (rows[at]! >= slice.firstRow + slice.rowCount) continue;
    const readers = Object.entries(wanted).map(([name, from]) => [name, firstText(slice, from)] as const);
    for (; at < rows.length && rows[at]! < slice.firstRow + slice.rowCount; at++) {
      const i = rows[at]! - slice.firstRow;
      texts.set(rows[at]!, Object.fromEntries(readers.map(([name, read]) => [name, read(i)])));
    }
  }
  return texts;
}

/** Positions of rows that follow each other closely enough, in runs. */
export function* runsWithin(micros: Float64Array, seconds: number): Generator<number[]> {
  let run: number[] = [];
  for (let at = 0; at < micros.length; at++) {
    const last = run.at(-1);
    if (last !== undefined && micros[at]! - micros[last]! > seconds * microsPerSecond) {
      yield run;
      run = [];
    }
    run.push(at);
  }
  if (run.length > 0) yield run;
}
