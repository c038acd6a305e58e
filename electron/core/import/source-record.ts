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
  readonly source_id: number;
  readonly file: string;
  readonly receipt: string;
  readonly state: 'imported' | 'withdrawn';
  readonly rows_imported: number;
  readonly rows_duplicate: number;
  readonly imported_at: string;
  readonly imported_by: string;
  readonly withdrawn_at: string | null;
  readonly withdrawn_by: string;
  readonly withdrawn_reason: string;
  readonly replaced_by: number | null;
}

export interface StoredSource {
  readonly record: SourceRecord;
  readonly receipt: Receipt;
  readonly importedAt: string;
  readonly importedBy: string;
}

const columns = `source_id, file, receipt, state, rows_imported, rows_duplicate, imported_at, imported_by,
  withdrawn_at, withdrawn_by, withdrawn_reason, replaced_by`;

export function readSource(db: CaseDatabase, sourceId: number): SourceRecord {
  return storedSource(
    db.prepare(`SELECT ${columns} FROM source WHERE source_id = ?`).get(sourceId) as SourceRow,
  ).record;
}

/** All sources in use, in the order they came in. */
export function readSources(db: CaseDatabase): StoredSource[] {
  return readAllSources(db).filter(({ record }) => record.state === 'imported');
}

/** The same with those that were withdrawn, whose counts are those of their receipt. */
export function readAllSources(db: CaseDatabase): StoredSource[] {
  const rows = db
    .prepare(`SELECT ${columns} FROM source WHERE state IN ('imported', 'withdrawn') ORDER BY source_id`)
    .all() as SourceRow[];
  return rows.map(storedSource);
}

function storedSource(row: SourceRow): StoredSource {
  const receipt = JSON.parse(row.receipt) as Receipt;
  const asImported = sourceRecord(`S${row.source_id}`, row.file, receipt);
  return {
    record: row.state === 'withdrawn' ? withdrawnRecord(asImported, row) : currentRecord(asImported, row),
    receipt,
    importedAt: row.imported_at,
    importedBy: row.imported_by,
  };
}

function withdrawnRecord(record: SourceRecord, row: SourceRow): SourceRecord {
  return {
    ...record,
    state: 'withdrawn',
    withdrawn: {
      at: row.withdrawn_at!,
      by: row.withdrawn_by,
      reason: row.withdrawn_reason,
      ...(row.replaced_by === null ? {} : { replacedBy: `S${row.replaced_by}` }),
    },
  };
}

/** Which records are repeats changes when the source they repeat is withdrawn; the receipt stays as it was drawn up. */
function currentRecord(record: SourceRecord, row: SourceRow): SourceRecord {
  const { rows_imported: rowsImported, rows_duplicate: rowsDuplicate } = row;
  if (rowsDuplicate === record.rowsDuplicate) return record;
  const message = `repeats when it was imported: ${record.rowsDuplicate}; since a source with the same events was withdrawn: ${rowsDuplicate}`;
  return {
    ...record,
    rowsImported,
    rowsDuplicate,
    integrity: [...record.integrity, { check: 'repeats-since', severity: 'info', message }],
  };
}
