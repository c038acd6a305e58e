import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceRecord } from '../../../shared/contract/records.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { describeDatabaseError } from '../case-file/database.ts';
import { storedRowCount } from '../events/store-writer.ts';
import type { JobContext } from '../job.ts';
import { parsingPlan } from './chunk-plan.ts';
import type { DeliveredTable } from './delivery/delivered-table.ts';
import type { ImportRequest } from './import-request.ts';
import { type Rereading, requireUnchanged } from './mend/rereading.ts';
import type { ImportPlan } from './plan-import.ts';
import { readRecords } from './read-records.ts';
import { type ReadingFacts, receiptOf } from './receipt.ts';
import { nameByHash } from './seal-file.ts';
import { DryRun, openSource, type RecordStore } from './store-records.ts';
import { undoInterruptedImport } from './undo.ts';

/** A table ready to be cut into records. */
export interface TableToImport {
  readonly table: DeliveredTable;
  /** The file its text is in: the delivered one, or a reading already in the case. */
  readonly textPath: string;
  readonly plan: ImportPlan;
  /** Null: the text is the delivered file, which is sealed while it is parsed. */
  readonly delivered: ReadingFacts | null;
  /** Gives the evidence and the reading their names, once nothing can refuse the table any more. */
  keep(textSha256: string): void;
}

/** Imports one table, or, as a dry run, says what an import would do. What refuses it is thrown; the case stays whole. */
export async function importTable(
  caseFile: CaseFile,
  { table, textPath, plan, delivered, keep }: TableToImport,
  request: ImportRequest,
  job: JobContext,
  again: Rereading | null = null,
): Promise<SourceRecord> {
  const isSealedHere = delivered === null && !request.dryRun && again === null;
  const copyPath = isSealedHere ? join(caseFile.evidenceDir, `${randomUUID()}.partial`) : null;
  const label = [table.file, table.member, table.sheet].filter((name) => name !== null).join(' › ');
  const rowsBefore = storedRowCount(caseFile.db);
  try {
    const store: RecordStore = request.dryRun
      ? new DryRun(caseFile.db, table)
      : openSource(caseFile, table, plan, request, again?.replaced);
    const { chunk, written } = parsingPlan(plan, copyPath ?? textPath, caseFile.hashSeeds);
    store.begin(written);
    const { sha256, totals } = await readRecords(
      { sourcePath: textPath, copyPath, plan: chunk, dataOffset: plan.shape.dataOffset, label },
      (parts, recordsBefore) => store.add(parts, recordsBefore),
      job,
    );
    if (again && delivered === null) requireUnchanged(again, sha256);
    job.report({ done: totals.rows, total: totals.rows, unit: 'rows', stage: `checking ${label}` });
    const found = store.check(sha256);
    const hasOwnIds = chunk.keyPosition !== null;
    const receipt = receiptOf({ plan, request, table, delivered, sha256, totals, found, hasOwnIds });
    if (copyPath !== null) nameByHash(copyPath, caseFile.evidencePath(sha256), caseFile.evidenceDir);
    if (!request.dryRun) keep(sha256);
    return store.finish(sha256, receipt);
  } catch (thrown) {
    if (!request.dryRun) cleanUp(caseFile, copyPath, rowsBefore);
    throw describeDatabaseError(caseFile.databasePath, thrown);
  } finally {
    table.reading?.origins?.close();
  }
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
