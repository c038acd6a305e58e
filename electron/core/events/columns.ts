import type { CaseDatabase } from '../case-file/database.ts';

/** A column of the case: canonical and extra ones hold cells, structure columns say where a row comes from. */
export type ColumnKind = 'canonical' | 'extra' | 'structure';

/**
 * The structure columns (docs/case-format.md): record number, place of the record in the evidence, time, time flags,
 * key, the row that stands for the event (as a difference), and where the time was written. Of records cut from a reading
 * `offset` and `length` are places in that text, `originOffset` and `originLength` places in what it was made from, and
 * `sheetRow` the row of the sheet.
 */
export const structureColumns = [
  'record',
  'offset',
  'length',
  'at',
  'flags',
  'key',
  'eventRow',
  'timeText',
  'timeText2',
  'originOffset',
  'originLength',
  'sheetRow',
] as const;
export type StructureColumn = (typeof structureColumns)[number];

/** Number of the column, made on first use. */
export function columnId(db: CaseDatabase, kind: ColumnKind, name: string): number {
  db.prepare('INSERT INTO event_column (kind, name) VALUES (?, ?) ON CONFLICT DO NOTHING').run(kind, name);
  return (
    db.prepare('SELECT column_id FROM event_column WHERE kind = ? AND name = ?').get(kind, name) as {
      column_id: number;
    }
  ).column_id;
}
