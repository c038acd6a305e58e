import { hash } from 'node:crypto';
import type { CaseDatabase } from '../case-file/database.ts';
import { encodeIntegers } from './block-codec.ts';
import { columnId } from './columns.ts';

/**
 * Stores which row stands for its event, as the difference to the row itself; a slice in which every row stands for
 * itself has no such block. A derived column: it changes when a file with a lower SHA-256 brings the same events.
 */
export function writeEventRows(db: CaseDatabase, eventRows: Int32Array): void {
  const column = columnId(db, 'structure', 'eventRow');
  const slices = db.prepare('SELECT slice_id, first_row, row_count FROM slice ORDER BY first_row').all() as {
    slice_id: number;
    first_row: number;
    row_count: number;
  }[];
  const stored = db.prepare('SELECT sha256 FROM block WHERE slice_id = ? AND column_id = ?');
  const remove = db.prepare('DELETE FROM block WHERE slice_id = ? AND column_id = ?');
  const insert = db.prepare(
    'INSERT INTO block (slice_id, column_id, encoding, sha256, data) VALUES (?, ?, ?, ?, ?)',
  );
  for (const { slice_id: slice, first_row: firstRow, row_count: rowCount } of slices) {
    const before = stored.get(slice, column) as { sha256: Buffer } | undefined;
    const differences = new Int32Array(rowCount);
    let repeats = false;
    for (let i = 0; i < rowCount; i++) {
      const difference = eventRows[firstRow + i]! - (firstRow + i);
      differences[i] = difference;
      if (difference !== 0) repeats = true;
    }
    if (!repeats) {
      if (before) remove.run(slice, column);
      continue;
    }
    const { encoding, data } = encodeIntegers(differences);
    const sha256 = hash('sha256', data, 'buffer');
    if (before?.sha256.equals(sha256)) continue;
    if (before) remove.run(slice, column);
    insert.run(slice, column, encoding, sha256, data);
  }
}
