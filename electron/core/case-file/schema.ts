import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '../../../shared/contract/errors.ts';
import type { CaseDatabase } from './database.ts';

/** Version of the case format this program writes: the number of its last migration. */
export const formatVersion = migrations().length;

function migrations(): string[] {
  const folder = new URL('./migrations/', import.meta.url);
  return readdirSync(folder)
    .filter((name) => /^\d{4}-.*\.sql$/.test(name))
    .sort()
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
}

/** Brings the schema up to this program's version in one transaction; refuses a case from a newer program. */
export function migrate(db: CaseDatabase, path: string): void {
  const steps = migrations();
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > steps.length) {
    throw new AppError(
      'case-newer',
      `${path} was written by a newer Scrutineer (format ${version}, this one reads up to ${steps.length}); ` +
        'open it with that version',
      { path, formatVersion: version },
    );
  }
  if (version === steps.length) return;
  db.transaction(() => {
    for (const step of steps.slice(version)) db.exec(step);
    db.pragma(`user_version = ${steps.length}`);
  })();
}

/** SHA-256 over the schema's SQL: one added trigger, view or index changes it. */
export function schemaHash(db: CaseDatabase): string {
  const rows = db
    .prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name, tbl_name')
    .raw()
    .all() as unknown[][];
  const hash = createHash('sha256');
  for (const row of rows) hash.update(JSON.stringify(row)).update('\n');
  return hash.digest('hex');
}

let expected: Map<number, string> | null = null;

/** The hash an untouched case of the given format version has. */
export function expectedSchemaHash(version: number): string | undefined {
  if (!expected) {
    expected = new Map();
    const db = new Database(':memory:');
    for (const [index, step] of migrations().entries()) {
      db.exec(step);
      expected.set(index + 1, schemaHash(db));
    }
    db.close();
  }
  return expected.get(version);
}
