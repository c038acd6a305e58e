import type { EventRecord } from '../../../shared/contract/records.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { withFacts } from '../knowledge/facts/fact-table.ts';
import type { ExportedEvent } from './export-sink.ts';
import { indexOccurrences } from './occurrences.ts';
import { openEvents } from './open-events.ts';
import { EventReader } from './read-events.ts';
import { StoreTable } from './store-table.ts';
import { filterRows, readConditions } from './where.ts';

export interface EventsInHand {
  /** Rows that stand for the events found, in canonical order. */
  readonly rows: Int32Array;
  read(rows: Int32Array): ExportedEvent[];
}

/**
 * Finds the events that meet all conditions and lets `use` read them while the store is open: one of its own, so that
 * long work sees the same events to its end whatever is imported meanwhile.
 */
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
      reader.read(some).map((record, i) => ({
        record,
        sourceId: store.place(some[i]!).sourceId,
        occurrences: occurrences(some[i]!).map((repeat) => {
          const { sourceId, record: number } = store.place(repeat);
          return { sourceId, record: number };
        }),
      }));
    return await use({ rows, read });
  } finally {
    store.close();
  }
}

/** A page of events in canonical order. An event that the case has several times says where else. */
export function listEvents(
  caseFile: CaseFile,
  where: readonly string[],
  limit: number,
  offset: number,
): { total: number; events: EventRecord[] } {
  const events = openEvents(caseFile);
  const rows = events.rows(where);
  return { total: rows.length, events: events.read(rows.subarray(offset, offset + limit)) };
}
