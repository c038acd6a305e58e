import type { SourceRecord } from '../../../shared/contract/records.ts';
import type { CaseDatabase } from '../case-file/database.ts';
import { rfc3339 } from '../events/rfc3339.ts';
import type { Receipt } from './receipt.ts';

/** A source as callers see it. */
export function sourceRecord(id: string, file: string, receipt: Receipt): SourceRecord {
  return {
    id,
    file,
    ...(receipt.member === null ? {} : { member: receipt.member }),
    ...(receipt.sheet === null ? {} : { sheet: receipt.sheet }),
    sha256: receipt.sha256,
    bytes: receipt.bytes,
    kind: 'events',
    format: receipt.format,
    encoding: receipt.encoding,
    profile: receipt.profile,
    state: 'imported',
    rowsRead: receipt.rowsRead,
    rowsImported: receipt.rowsImported,
    rowsRejected: receipt.rowsRejected,
    rowsDuplicate: receipt.rowsDuplicate,
    firstEventAt: receipt.firstEventMicros === null ? null : rfc3339(receipt.firstEventMicros),
    lastEventAt: receipt.lastEventMicros === null ? null : rfc3339(receipt.lastEventMicros),
    timezoneBasis: receipt.timezoneBasis,
    mapping: receipt.mapping,
    rejected: receipt.rejected,
    rejectedTotal: receipt.rejectedTotal,
    integrity: receipt.integrity,
  };
}

interface SourceRow {
  source_id: number;
  file: string;
  receipt: string;
  imported_at: string;
  imported_by: string;
}

export interface StoredSource {
  readonly record: SourceRecord;
  readonly receipt: Receipt;
  readonly importedAt: string;
  readonly importedBy: string;
}

export function readSource(db: CaseDatabase, sourceId: number): SourceRecord {
  return storedSource(
    db
      .prepare('SELECT source_id, file, receipt, imported_at, imported_by FROM source WHERE source_id = ?')
      .get(sourceId) as SourceRow,
  ).record;
}

/** All sources in the order they came in. */
export function readSources(db: CaseDatabase): StoredSource[] {
  const rows = db
    .prepare(
      `SELECT source_id, file, receipt, imported_at, imported_by FROM source
       WHERE state = 'imported' ORDER BY source_id`,
    )
    .all() as SourceRow[];
  return rows.map(storedSource);
}

function storedSource(row: SourceRow): StoredSource {
  const receipt = JSON.parse(row.receipt) as Receipt;
  return {
    record: sourceRecord(`S${row.source_id}`, row.file, receipt),
    receipt,
    importedAt: row.imported_at,
    importedBy: row.imported_by,
  };
}
