import { type ColumnMapping, mapColumns } from '../../../../electron/core/import/mapping/map-columns.ts';
import { loadProfiles, matchProfile } from '../../../../electron/core/import/profiles/load.ts';
import type { Profile } from '../../../../electron/core/import/profiles/profile.ts';

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

/** Objects as a table: nested keys joined by dots, arrays of objects by index, arrays of other things as JSON. */
export function flattened(records: readonly unknown[]): Table {
  const flat = records.map((record) => {
    const cells = new Map<string, string>();
    flatten(record, '', cells);
    return cells;
  });
  const headers = [...new Set(flat.flatMap((cells) => [...cells.keys()]))];
  return { headers, rows: flat.map((cells) => headers.map((header) => cells.get(header) ?? '')) };
}

function flatten(value: unknown, path: string, cells: Map<string, string>): void {
  if (Array.isArray(value)) {
    if (value.some((item) => typeof item === 'object' && item !== null)) {
      value.forEach((item, index) => {
        flatten(item, `${path}[${index}]`, cells);
      });
    } else cells.set(path, value.length === 1 ? String(value[0]) : JSON.stringify(value));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value))
      flatten(item, path === '' ? key : `${path}.${key}`, cells);
  } else if (value !== null && value !== undefined) cells.set(path, String(value));
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
