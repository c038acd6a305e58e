import { type ColumnMapping, mapColumns } from '../../../../electron/core/import/mapping/map-columns.ts';
import { loadProfiles, matchProfile } from '../../../../electron/core/import/profiles/load.ts';
import type { Profile } from '../../../../electron/core/import/profiles/profile.ts';
import { sniffJson } from '../../../../electron/core/import/readers/json/sniff.ts';
import { collect } from '../readers/json/collect.ts';

export interface Table {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Rows written with | between cells, \n for a line end inside one; the first is the header. */
export function pipes(...lines: readonly string[]): Table {
  const [headers = [], ...rows] = lines.map((line) =>
    line.split('|').map((cell) => cell.replaceAll('\\n', '\n')),
  );
  return { headers, rows };
}

/** Objects as a table, by way of lines of JSON and their reader. */
export function json(records: readonly unknown[]): Promise<Table> {
  return jsonText(records.map((record) => JSON.stringify(record)).join('\n'));
}

/** A JSON text as a table: its shape is found and its records are read as in an import. */
export async function jsonText(text: string): Promise<Table> {
  const shape = sniffJson(Buffer.from(text), true);
  if (!shape) throw new Error('no JSON records');
  const { header, records } = await collect(shape, text);
  return { headers: header, rows: records.map((cells) => cells.map((cell) => cell ?? '')) };
}

export function samplesOf({ headers, rows }: Table): string[][] {
  return headers.map((_, column) => rows.map((row) => row[column] ?? ''));
}

export interface Read {
  readonly profile: Profile | null;
  readonly mapping: ColumnMapping;
  /** Field by header, of the columns that have one. */
  readonly fields: Readonly<Record<string, string>>;
}

/** What the profiles and the mapping make of a table. */
export function read(table: Table, profiles: readonly Profile[] = loadProfiles()): Read {
  const samples = samplesOf(table);
  const profile = matchProfile(table.headers, profiles, samples)?.profile ?? null;
  const mapping = mapColumns({ headers: table.headers, samples, profile: profile ?? undefined });
  const mapped = mapping.columns.filter(({ field }) => field !== null);
  return {
    profile,
    mapping,
    fields: Object.fromEntries(mapped.map(({ header, field }) => [header, field!])),
  };
}
