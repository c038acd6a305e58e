import { createHash, randomUUID } from 'node:crypto';
import { chmodSync, createReadStream, existsSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { SourceRecord } from '../../../shared/contract/records.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { describeDatabaseError } from '../case-file/database.ts';
import { requireSpace, syncFolder } from '../case-file/durable.ts';
import { storedRowCount } from '../events/store-writer.ts';
import { type JobContext, throwIfCancelled } from '../job.ts';
import { parsingPlan } from './chunk-plan.ts';
import type { DeliveredTable } from './delivery/delivered-table.ts';
import type { ImportRequest } from './import-files.ts';
import { type ImportPlan, planImport } from './plan-import.ts';
import { readRecords } from './read-records.ts';
import { receiptOf } from './receipt.ts';
import { readSource } from './source-record.ts';
import { DryRun, openSource, type RecordStore } from './store-records.ts';
import { undoInterruptedImport } from './undo.ts';

/** Beside the file's own bytes the case grows by about this share of them: columns, keys, hashes. */
const storeShare = 1.2;

/** Imports one file, or, as a dry run, says what an import would do. What refuses it is thrown; the case stays whole. */
export async function importFile(
  caseFile: CaseFile,
  path: string,
  request: ImportRequest,
  job: JobContext,
): Promise<SourceRecord> {
  const plan = planImport(path, {
    profile: request.profile,
    timezone: request.timezone,
    caseTimezone: caseFile.record().timezone,
  });
  const known = await sameSource(caseFile, path, plan, job);
  if (known !== null) return known;
  if (!request.dryRun) {
    const needed = Math.ceil(plan.sizeBytes * (1 + storeShare));
    requireSpace(caseFile.dir, needed, `importing ${basename(path)} (${plan.sizeBytes} bytes)`);
  }
  const table: DeliveredTable = { file: basename(path), member: null, sheet: null, reading: null };
  const store: RecordStore = request.dryRun
    ? new DryRun(caseFile.db, table)
    : openSource(caseFile, table, plan, request);
  return readInto(caseFile, path, plan, table, request, store, job);
}

async function readInto(
  caseFile: CaseFile,
  path: string,
  plan: ImportPlan,
  table: DeliveredTable,
  request: ImportRequest,
  store: RecordStore,
  job: JobContext,
): Promise<SourceRecord> {
  const file = basename(path);
  const copyPath = request.dryRun ? null : join(caseFile.evidenceDir, `${randomUUID()}.partial`);
  const rowsBefore = storedRowCount(caseFile.db);
  try {
    const { chunk, written } = parsingPlan(plan, copyPath ?? path, caseFile.hashSeeds);
    store.begin(written);
    const { sha256, totals } = await readRecords(
      { sourcePath: path, copyPath, plan: chunk, dataOffset: plan.shape.dataOffset, label: file },
      (parts, recordsBefore) => store.add(parts, recordsBefore),
      job,
    );
    job.report({ done: totals.rows, total: totals.rows, unit: 'rows', stage: `checking ${file}` });
    const findings = store.check(sha256);
    const receipt = receiptOf({
      plan,
      request,
      table,
      delivered: null,
      sha256,
      totals,
      found: findings,
      hasOwnIds: chunk.keyPosition !== null,
    });
    if (copyPath !== null) keep(copyPath, caseFile.evidencePath(sha256), caseFile.evidenceDir);
    return store.finish(sha256, receipt);
  } catch (thrown) {
    if (!request.dryRun) cleanUp(caseFile, copyPath, rowsBefore);
    throw describeDatabaseError(caseFile.databasePath, thrown);
  }
}

/** Gives the sealed copy its name and takes away the right to write. */
function keep(copyPath: string, path: string, folder: string): void {
  chmodSync(copyPath, 0o400);
  renameSync(copyPath, path);
  syncFolder(folder);
}

/** On a full disk even undoing may fail: then opening the case does it. */
function cleanUp(caseFile: CaseFile, copyPath: string | null, rowsBefore: number): void {
  if (copyPath !== null) rmSync(copyPath, { force: true });
  try {
    undoInterruptedImport(caseFile.db);
  } catch {
    if (storedRowCount(caseFile.db) < rowsBefore) throw new Error('undoing an import took rows of another');
  }
}

/** The source that holds the very same bytes, if the case has it; only a file of the same size is hashed for that. */
async function sameSource(
  caseFile: CaseFile,
  path: string,
  plan: ImportPlan,
  job: JobContext,
): Promise<SourceRecord | null> {
  const candidates = caseFile.db
    .prepare("SELECT source_id, sha256 FROM source WHERE size_bytes = ? AND state = 'imported'")
    .all(plan.sizeBytes) as { source_id: number; sha256: string }[];
  if (candidates.length === 0 || !existsSync(path)) return null;
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path, { highWaterMark: 4 << 20 })) {
    throwIfCancelled(job);
    hash.update(bytes as Buffer);
  }
  const sha256 = hash.digest('hex');
  const same = candidates.find((candidate) => candidate.sha256 === sha256);
  return same ? { ...readSource(caseFile.db, same.source_id), state: 'already-imported' } : null;
}
