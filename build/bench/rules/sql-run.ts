import '../../../electron/core/process/node-version.ts';
import Database from 'better-sqlite3';
import { benchRules } from './rule-set.ts';

/** The same rules as one SQL query each over a table of text, as Zircolite does; prints its figures as JSON. */
const [, , path, count] = process.argv as [string, string, string, string];
const db = new Database(path, { readonly: true });
db.pragma('mmap_size = 8000000000');
const hits: number[] = [];
const startedAt = performance.now();
for (const { sql } of benchRules(Number(count))) {
  // The rows themselves are what such a tool reads; counting alone would be unfair to ours.
  const rows = db.prepare(`SELECT rowid FROM log WHERE ${sql}`).pluck().all();
  hits.push(rows.length);
}
process.stdout.write(JSON.stringify({ ms: performance.now() - startedAt, hits }));
db.close();
