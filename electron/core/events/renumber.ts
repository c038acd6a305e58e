import type { CaseDatabase } from '../case-file/database.ts';

/**
 * Takes the rows of a source out of the event store and moves those behind them up, so that rows stay numbered without
 * a gap. Call it inside a transaction; which row stands for an event is to be written anew after it. Returns the number
 * of rows taken out. No block of another source is touched.
 */
export function removeRows(db: CaseDatabase, sourceId: number): number {
  const { first_row: firstRow, row_count: rowCount } = db
    .prepare(
      `SELECT coalesce(min(first_row), 0) AS first_row, coalesce(sum(row_count), 0) AS row_count
       FROM slice WHERE source_id = ?`,
    )
    .get(sourceId) as { first_row: number; row_count: number };
  db.prepare('DELETE FROM block WHERE slice_id IN (SELECT slice_id FROM slice WHERE source_id = ?)').run(
    sourceId,
  );
  db.prepare('DELETE FROM slice WHERE source_id = ?').run(sourceId);
  if (rowCount === 0) return 0;
  // Ascending, one by one: a first row is unique at every moment.
  const behind = db
    .prepare('SELECT slice_id FROM slice WHERE first_row > ? ORDER BY first_row')
    .pluck()
    .all(firstRow) as number[];
  const move = db.prepare('UPDATE slice SET first_row = first_row - ? WHERE slice_id = ?');
  for (const slice of behind) move.run(rowCount, slice);
  db.prepare('UPDATE source SET first_row = first_row - ? WHERE first_row >= ?').run(
    rowCount,
    firstRow + rowCount,
  );
  return rowCount;
}
