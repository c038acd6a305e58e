import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseDatabase } from '../case-file/database.ts';

/** What an import that did not end left behind in the database is taken out again, all or nothing. */
export function undoInterruptedImport(db: CaseDatabase): void {
  const sources = db.prepare("SELECT source_id, receipt FROM source WHERE state = 'importing'").all() as {
    source_id: number;
    receipt: string;
  }[];
  if (sources.length === 0) return;
  db.transaction(() => {
    for (const { source_id: id, receipt } of sources) {
      db.prepare('DELETE FROM block WHERE slice_id IN (SELECT slice_id FROM slice WHERE source_id = ?)').run(
        id,
      );
      for (const table of ['slice', 'rejected', 'source_column']) {
        db.prepare(`DELETE FROM ${table} WHERE source_id = ?`).run(id);
      }
      removeNewTerms(db, receipt);
      db.prepare('DELETE FROM source WHERE source_id = ?').run(id);
    }
    db.prepare(
      `DELETE FROM event_column WHERE column_id NOT IN (SELECT column_id FROM block)
         AND column_id NOT IN (SELECT column_id FROM source_column)
         AND column_id NOT IN (SELECT column_id FROM term_block)`,
    ).run();
  }).immediate();
}

/** While a source is being imported its receipt says how many terms each column had before. */
function removeNewTerms(db: CaseDatabase, receipt: string): void {
  const { lastTerms } = JSON.parse(receipt) as { lastTerms: Record<string, number> };
  const columns = db.prepare('SELECT DISTINCT column_id FROM term_block').all() as { column_id: number }[];
  for (const { column_id: column } of columns) {
    db.prepare('DELETE FROM term_block WHERE column_id = ? AND first_term > ?').run(
      column,
      lastTerms[column] ?? 0,
    );
  }
}

/** Number of the last term of each column. */
export function lastTerms(db: CaseDatabase): Record<string, number> {
  const rows = db
    .prepare('SELECT column_id, max(first_term + term_count - 1) AS last FROM term_block GROUP BY column_id')
    .all() as { column_id: number; last: number }[];
  return Object.fromEntries(rows.map(({ column_id, last }) => [String(column_id), last]));
}

/** Copies and readings that were not completed. The case must be locked: nobody is writing one. */
export function removePartialCopies(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (/^[0-9a-f-]{36}\.partial$/.test(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
