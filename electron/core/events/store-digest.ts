import { createHash } from 'node:crypto';
import type { CaseDatabase } from '../case-file/database.ts';
import { structureId } from './blocks.ts';

/**
 * SHA-256 over the SHA-256 of a source's blocks in the order they were written, the derived `eventRow` apart. The
 * activity log keeps it of every import, so that blocks exchanged together with their hashes do not go unnoticed.
 */
export function sourceDigest(db: CaseDatabase, sourceId: number): string {
  return digestOf(
    db
      .prepare(
        `SELECT block.sha256 FROM block JOIN slice USING (slice_id)
         WHERE source_id = ? AND column_id <> ? ORDER BY block_id`,
      )
      .raw()
      .iterate(sourceId, structureId(db, 'eventRow')),
  );
}

/** The same over all term blocks by column and first term: terms are only ever added. */
export function termsDigest(db: CaseDatabase): string {
  return digestOf(db.prepare('SELECT sha256 FROM term_block ORDER BY column_id, first_term').raw().iterate());
}

function digestOf(rows: IterableIterator<unknown>): string {
  const digest = createHash('sha256');
  for (const [sha256] of rows as IterableIterator<[Buffer]>) digest.update(sha256);
  return digest.digest('hex');
}
