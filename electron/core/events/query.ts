import type { EventRecord } from '../../../shared/contract/records.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { withFacts } from '../knowledge/facts/fact-table.ts';
import type { ExportedEvent } from './export-sink.ts';
import { indexOccurrences } from './occurrences.ts';
import { EventReader } from './read-events.ts';
import { StoreTable } from './store-table.ts';
import { filterRows, readConditions } from './where.ts';

export interface EventsInHand {
  /** Rows that stand for the events found, in canonical order. */
  readonly rows: Int32Array;
  read(rows: Int32Array): ExportedEvent[];
}

/** Finds the events that meet all conditions and lets `use` read them while the store is open. */
export async function withEvents<T>(
  caseFile: CaseFile,
  where: readonly string[],
  use: (events: EventsInHand) => T | Promise<T>,
): Promise<T> {
  const store = new StoreTable(caseFile);
  try {
    const table = withFacts(store, caseFile.record().timezone);
    const conditions = readConditions(where, table.columnNames());
    const rows = store.inCanonicalOrder(filterRows(table, conditions));
    const reader = new EventReader(caseFile.db, store, table);
    const occurrences = indexOccurrences(store);
    const read = (some: Int32Array): ExportedEvent[] =>
      Array.from(some, (row) => ({
        record: reader.read(row),
        sourceId: store.place(row).sourceId,
        occurrences: occurrences(row).map((repeat) => {
          const { sourceId, record } = store.place(repeat);
          return { sourceId, record };
        }),
      }));
    return await use({ rows, read });
  } finally {
    store.close();
  }
}

/** A page of events in canonical order. An event that the case has several times says where else. */
export async function listEvents(
  caseFile: CaseFile,
  where: readonly string[],
  limit: number,
  offset: number,
): Promise<{ total: number; events: EventRecord[] }> {
  const files = new Map(
    (
      caseFile.db.prepare('SELECT source_id, file FROM source').all() as { source_id: number; file: string }[]
    ).map(({ source_id, file }) => [source_id, file]),
  );
  return withEvents(caseFile, where, ({ rows, read }) => ({
    total: rows.length,
    events: read(rows.subarray(offset, offset + limit)).map(({ record, occurrences }) =>
      occurrences.length === 0
        ? record
        : {
            ...record,
            occurrences: occurrences.map(({ sourceId, record: row }) => ({
              file: files.get(sourceId)!,
              row,
            })),
          },
    ),
  }));
}
