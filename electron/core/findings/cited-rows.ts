import type { EventTable } from '../events/table.ts';
import type { HitRows } from './hit-rows.ts';

/** `events` of a finding lists this many at most; all of them are cited. */
export const maxListed = 1000;

/** The records a finding rests on, in canonical order; arrays run in parallel. */
export interface CitedRows {
  /** SHA-256 of the sources. */
  readonly sources: readonly string[];
  /** Index into `sources`. */
  readonly sourceOf: Int32Array;
  /** 1-based record number in the source. */
  readonly records: Uint32Array;
  /** Of the first 1,000: microseconds since 1970-01-01 UTC, and the log's own id. */
  readonly listed: readonly { readonly micros: number; readonly nativeId: string | null }[];
}

/** `nativeIds` are by place. */
export function citeRows(
  places: Int32Array,
  hits: HitRows,
  nativeIds: ReadonlyMap<number, string>,
): CitedRows {
  const sources: string[] = [];
  const numberOf = new Map<number, number>();
  const sourceOf = new Int32Array(places.length);
  const records = new Uint32Array(places.length);
  for (let i = 0; i < places.length; i++) {
    const source = hits.sourceOf[places[i]!]!;
    let number = numberOf.get(source);
    if (number === undefined) {
      number = sources.push(hits.sources[source]!) - 1;
      numberOf.set(source, number);
    }
    sourceOf[i] = number;
    records[i] = hits.records[places[i]!]!;
  }
  const listed = Array.from(places.subarray(0, maxListed), (place) => ({
    micros: hits.micros[place]!,
    nativeId: nativeIds.get(place) ?? null,
  }));
  return { sources, sourceOf, records, listed };
}

/** A record by what outlives a run. */
export interface CitedRow {
  readonly sourceSha256: string;
  /** 1-based record number in the source. */
  readonly record: number;
}

/** The rows of a table that cited records are; -1 for one that is not there. In the order given. */
export function rowsOfCited(table: EventTable, cited: readonly CitedRow[]): Int32Array {
  const rows = new Int32Array(cited.length).fill(-1);
  const wanted = new Map<string, Map<number, number[]>>();
  for (const [index, { sourceSha256, record }] of cited.entries()) {
    let records = wanted.get(sourceSha256);
    if (records === undefined) {
      records = new Map();
      wanted.set(sourceSha256, records);
    }
    const places = records.get(record);
    if (places === undefined) records.set(record, [index]);
    else places.push(index);
  }
  for (let index = 0; index < table.sliceCount && wanted.size > 0; index++) {
    const slice = table.slice(index);
    const records = wanted.get(slice.sourceSha256);
    if (records === undefined) continue;
    const numbers = slice.records;
    for (let i = 0; i < slice.rowCount; i++) {
      for (const place of records.get(numbers[i]!) ?? []) rows[place] = slice.firstRow + i;
    }
  }
  return rows;
}
