import { createHash } from 'node:crypto';
import type { LogEntry } from '../../../shared/contract/records.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { CaseDatabase } from './database.ts';

/** `previous` of the first entry. */
const chainStart = '0'.repeat(64);

interface ActivityRow {
  seq: number;
  at: string;
  actor: string;
  action: string;
  details: string;
  previous: string;
  hash: string;
}

/** Hash of an entry: SHA-256 of its fields as one JSON array, the hash before it first (docs/case-format.md). */
function hashEntry(row: Omit<ActivityRow, 'hash'>): string {
  const text = JSON.stringify([row.previous, row.seq, row.at, row.actor, row.action, row.details]);
  return createHash('sha256').update(text).digest('hex');
}

/** Appends an entry; call it inside the transaction that does what it records. Returns its hash. */
export function appendActivity(
  db: CaseDatabase,
  entry: { actor: string; action: string; details: Record<string, unknown>; at?: string },
): string {
  const last = db.prepare('SELECT seq, hash FROM activity ORDER BY seq DESC LIMIT 1').get() as
    | { seq: number; hash: string }
    | undefined;
  const row = {
    seq: (last?.seq ?? 0) + 1,
    at: entry.at ?? new Date().toISOString(),
    actor: entry.actor,
    action: entry.action,
    // Canonical, so that the hash can be worked out anew from any copy of the log.
    details: canonicalJson(entry.details),
    previous: last?.hash ?? chainStart,
  };
  const hash = hashEntry(row);
  db.prepare(
    `INSERT INTO activity (seq, at, actor, action, details, previous, hash)
     VALUES (@seq, @at, @actor, @action, @details, @previous, @hash)`,
  ).run({ ...row, hash });
  return hash;
}

/** Hash of the last entry: with it, a copy of the log can be shown to be shorter or different. */
export function activityHead(db: CaseDatabase): string {
  const row = db.prepare('SELECT hash FROM activity ORDER BY seq DESC LIMIT 1').get() as
    | { hash: string }
    | undefined;
  return row?.hash ?? chainStart;
}

export function readActivity(db: CaseDatabase): LogEntry[] {
  const rows = db.prepare('SELECT * FROM activity ORDER BY seq').all() as ActivityRow[];
  return rows.map((row) => ({ ...row, details: JSON.parse(row.details) as Record<string, unknown> }));
}

/** First thing wrong with the chain, or null. */
export function checkActivity(db: CaseDatabase): { entries: number; problem: string | null } {
  let previous = chainStart;
  let seq = 0;
  for (const row of db.prepare('SELECT * FROM activity ORDER BY seq').iterate() as Iterable<ActivityRow>) {
    seq++;
    if (row.seq !== seq)
      return { entries: seq, problem: `entry ${seq} is missing: entry ${row.seq} follows` };
    if (row.previous !== previous)
      return { entries: seq, problem: `entry ${seq} does not follow the one before it` };
    if (hashEntry(row) !== row.hash) return { entries: seq, problem: `entry ${seq} was changed` };
    previous = row.hash;
  }
  return { entries: seq, problem: null };
}
