import { hash } from 'node:crypto';
import type { SourceRecord } from '../../../shared/contract/records.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import type { CaseDatabase } from '../case-file/database.ts';
import { columnId } from '../events/columns.ts';
import { writeEventRows } from '../events/event-rows.ts';
import { findRepeats, type KeyedRows, type Repeats, storedKeys } from '../events/repeats.ts';
import { sourceDigest, termsDigest } from '../events/store-digest.ts';
import { EventWriter, storedRowCount, type WrittenColumn } from '../events/store-writer.ts';
import { program } from '../program.ts';
import type { ChunkPart } from './csv/chunk.ts';
import type { DeliveredTable } from './delivery/delivered-table.ts';
import { originsOf, rejectsOf } from './delivery/origins.ts';
import type { ImportRequest } from './import-request.ts';
import { type ReplacedSource, recountSources, withdraw } from './mend/withdraw.ts';
import type { ImportPlan } from './plan-import.ts';
import type { Receipt } from './receipt.ts';
import { readSource, sourceRecord } from './source-record.ts';
import { RecordTally } from './tally.ts';
import { lastTerms, undoInterruptedImport } from './undo.ts';

/** What comparing the new rows with those before them found. */
export interface CheckedRecords {
  readonly tally: RecordTally;
  readonly rowsDuplicate: number;
  /** Rows whose id also stands at another time: kept as events of their own. */
  readonly idsAtOtherTimes: number;
}

/** Takes the records of one table, in the case or, for a dry run, nowhere. `sha256` is that of the text. */
export interface RecordStore {
  begin(columns: readonly WrittenColumn[]): void;
  add(parts: readonly ChunkPart[], recordsBefore: number): void;
  check(sha256: string): CheckedRecords;
  finish(sha256: string, receipt: Receipt): SourceRecord;
}

/**
 * Makes the source in the case, in the state `importing`: a kill from here on is undone when the case is opened.
 * `replaced`: the source that is withdrawn in the same transaction in which this one is complete.
 */
export function openSource(
  caseFile: CaseFile,
  table: DeliveredTable,
  plan: ImportPlan,
  request: ImportRequest,
  replaced: ReplacedSource | null = null,
): RecordStore {
  const { db } = caseFile;
  const { file, reading } = table;
  undoInterruptedImport(db);
  const by = caseFile.examiner(request.examiner);
  const firstRow = storedRowCount(db);
  const tally = new RecordTally(reading?.rejected ?? []);
  const sourceId = caseFile.change(() => insertSource(db, table, plan, by, firstRow));
  let writer: EventWriter | null = null;
  let repeats: Repeats | null = null;
  let rowCount = 0;
  const insertRejected = db.prepare(
    'INSERT INTO rejected (source_id, record, byte_offset, byte_length, reason) VALUES (?, ?, ?, ?, ?)',
  );

  return {
    begin(columns) {
      const constants: Record<string, string> = plan.profile?.system ? { system: plan.profile.system } : {};
      caseFile.change(() => {
        writer = new EventWriter(db, sourceId, columns, constants, caseFile.hashSeeds.term);
        writeColumns(db, sourceId, plan, columns);
        for (const { record, place, reason } of reading?.rejected ?? []) {
          insertRejected.run(sourceId, record, place.offset, place.length, reason);
        }
      });
    },
    add(parts, recordsBefore) {
      caseFile.change(() => {
        let before = recordsBefore;
        for (const part of parts) {
          const origins = reading?.origins ? originsOf(reading.origins, part, before) : null;
          const rejects = rejectsOf(part, before, origins);
          tally.add(part, rejects);
          writer!.append(part, before, origins?.rows ?? null);
          for (const { record, offset, length, reason } of rejects) {
            insertRejected.run(sourceId, record, offset, length, reason);
          }
          before += part.recordCount;
        }
        writer!.flushTerms();
      });
    },
    check(sha256) {
      // The source's place among the others decides which occurrence of an event counts.
      const view = { arriving: { sourceId, sha256 }, without: replaced?.sourceId };
      const rowsBefore = firstRow - (replaced?.rowCount ?? 0);
      rowCount = storedRowCount(db) - firstRow;
      repeats = findRepeats(rowsBefore + rowCount, () => storedKeys(db, view));
      return { tally, ...countNew(repeats, rowsBefore) };
    },
    finish(sha256, receipt) {
      caseFile.change(() => {
        if (replaced) withdraw(caseFile, replaced, { by, replacedBy: sourceId });
        writeEventRows(db, repeats!.eventRows);
        db.prepare(
          'INSERT INTO evidence (sha256, size_bytes, stored_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        ).run(receipt.sha256, receipt.bytes, new Date().toISOString());
        if (reading) {
          db.prepare(
            'INSERT INTO reading (sha256, size_bytes, evidence_sha256, made) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
          ).run(sha256, plan.sizeBytes, receipt.sha256, JSON.stringify(reading.made));
        }
        finishSource(db, sourceId, receipt, rowCount);
        if (replaced) recountSources(db, repeats!.repeatsEarlier);
        caseFile.log(by, 'import', {
          id: `S${sourceId}`,
          ...(replaced ? { replaces: `S${replaced.sourceId}`, choices: receipt.choices } : {}),
          file,
          ...(table.member === null ? {} : { member: table.member }),
          ...(table.sheet === null ? {} : { sheet: table.sheet }),
          sha256: receipt.sha256,
          bytes: receipt.bytes,
          profile: receipt.profile,
          timezoneBasis: receipt.timezoneBasis,
          rowsRead: receipt.rowsRead,
          rowsImported: receipt.rowsImported,
          rowsRejected: receipt.rowsRejected,
          rowsDuplicate: receipt.rowsDuplicate,
          delivery: receipt.delivery,
          receiptSha256: hash('sha256', JSON.stringify(receipt)),
          storeSha256: sourceDigest(db, sourceId),
          termsSha256: termsDigest(db),
        });
      });
      return readSource(db, sourceId);
    },
  };
}

/** Reads and checks like an import and keeps nothing. */
export class DryRun implements RecordStore {
  readonly #db: CaseDatabase;
  readonly #table: DeliveredTable;
  readonly #tally: RecordTally;
  readonly #runs: Omit<KeyedRows, 'sourceRank'>[] = [];
  readonly #firstRow: number;
  #nextRow: number;

  constructor(db: CaseDatabase, table: DeliveredTable) {
    this.#db = db;
    this.#table = table;
    this.#tally = new RecordTally(table.reading?.rejected ?? []);
    this.#firstRow = storedRowCount(db);
    this.#nextRow = this.#firstRow;
  }

  begin(): void {}

  add(parts: readonly ChunkPart[], recordsBefore: number): void {
    let before = recordsBefore;
    for (const part of parts) {
      const { reading } = this.#table;
      const origins = reading?.origins ? originsOf(reading.origins, part, before) : null;
      this.#tally.add(part, rejectsOf(part, before, origins));
      this.#runs.push({ firstRow: this.#nextRow, keys: part.keys, micros: part.micros });
      this.#nextRow += part.rowCount;
      before += part.recordCount;
    }
  }

  check(): CheckedRecords {
    const repeats = findRepeats(this.#nextRow, () => this.#allKeys());
    return { tally: this.#tally, ...countNew(repeats, this.#firstRow) };
  }

  finish(_: string, receipt: Receipt): SourceRecord {
    return sourceRecord('', this.#table.file, receipt);
  }

  *#allKeys(): Iterable<KeyedRows> {
    yield* storedKeys(this.#db);
    for (const run of this.#runs) yield { ...run, sourceRank: 0 };
  }
}

function countNew({ repeatsEarlier, idAtOtherTime }: Repeats, firstRow: number) {
  let rowsDuplicate = 0;
  let idsAtOtherTimes = 0;
  for (let row = firstRow; row < repeatsEarlier.length; row++) {
    rowsDuplicate += repeatsEarlier[row]!;
    idsAtOtherTimes += idAtOtherTime[row]!;
  }
  return { rowsDuplicate, idsAtOtherTimes };
}

function insertSource(
  db: CaseDatabase,
  { file, member, sheet }: DeliveredTable,
  plan: ImportPlan,
  by: string,
  firstRow: number,
): number {
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO source (sha256, evidence_sha256, file, member, sheet, size_bytes, kind, format, encoding, profile, state, first_row, row_count,
         rows_read, rows_imported, rows_rejected, rows_duplicate, first_event_micros, last_event_micros,
         timezone, timezone_basis, delivery, receipt, imported_at, imported_by, program)
       VALUES ('importing ' || hex(randomblob(16)), '', @file, @member, @sheet, @size, 'events', '', '', NULL, 'importing', @firstRow, 0,
         0, 0, 0, 0, NULL, NULL, '', '', '{}', @receipt, @at, @by, @program)`,
    )
    .run({
      file,
      member,
      sheet,
      size: plan.sizeBytes,
      firstRow,
      receipt: JSON.stringify({ lastTerms: lastTerms(db) }),
      at: new Date().toISOString(),
      by,
      program,
    });
  return Number(lastInsertRowid);
}

function writeColumns(
  db: CaseDatabase,
  sourceId: number,
  { mapping }: ImportPlan,
  columns: readonly WrittenColumn[],
): void {
  const insert = db.prepare(
    'INSERT INTO source_column (source_id, position, header, column_id) VALUES (?, ?, ?, ?)',
  );
  mapping.columns.forEach(({ index, header }, i) => {
    const { kind, name } = columns[i]!;
    insert.run(sourceId, index, header, columnId(db, kind, name));
  });
}

function finishSource(db: CaseDatabase, sourceId: number, receipt: Receipt, rowCount: number): void {
  db.prepare(
    `UPDATE source SET state = 'imported', sha256 = @textSha256, evidence_sha256 = @sha256, format = @format, encoding = @encoding,
       profile = @profile, row_count = @rowCount, rows_read = @rowsRead, rows_imported = @rowsImported,
       rows_rejected = @rowsRejected, rows_duplicate = @rowsDuplicate, first_event_micros = @first,
       last_event_micros = @last, timezone = @zone, timezone_basis = @basis, delivery = @delivery,
       receipt = @receipt
     WHERE source_id = @sourceId`,
  ).run({
    sourceId,
    sha256: receipt.sha256,
    textSha256: receipt.textSha256,
    format: receipt.format,
    encoding: receipt.encoding,
    profile: receipt.profile,
    rowCount,
    rowsRead: receipt.rowsRead,
    rowsImported: receipt.rowsImported,
    rowsRejected: receipt.rowsRejected,
    rowsDuplicate: receipt.rowsDuplicate,
    first: receipt.firstEventMicros,
    last: receipt.lastEventMicros,
    zone: receipt.timezoneBasis.zone,
    basis: receipt.timezoneBasis.basis,
    delivery: JSON.stringify(receipt.delivery),
    receipt: JSON.stringify(receipt),
  });
}
