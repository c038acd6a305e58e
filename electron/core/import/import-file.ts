import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import type { SourceRecord } from '../../../shared/contract/records.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { requireSpace } from '../case-file/durable.ts';
import { type JobContext, throwIfCancelled } from '../job.ts';
import { importContents } from './import-contents.ts';
import type { ImportRequest } from './import-request.ts';
import { importTable } from './import-table.ts';
import type { Rereading } from './mend/rereading.ts';
import { planImport } from './plan-import.ts';
import { readSource } from './source-record.ts';
import { isPlainText } from './survey-file.ts';

/** Beside the file's own bytes the case grows by about this share of them: columns, keys, hashes. */
const storeShare = 1.2;

/**
 * Imports one delivered file, or, as a dry run, says what an import would do: one source for each table in it. `name` is
 * what the file is called. What refuses all of it is thrown; the case stays whole. `again`: the file is sealed already,
 * and one table of it is read in place of a source.
 */
export async function importFile(
  caseFile: CaseFile,
  path: string,
  name: string,
  request: ImportRequest,
  job: JobContext,
  again: Rereading | null = null,
): Promise<SourceRecord[]> {
  if (!isPlainText(path, request.choices)) return importContents(caseFile, path, name, request, job, again);
  const plan = planImport(path, {
    profile: request.profile,
    timezone: request.timezone,
    choices: request.choices,
    caseTimezone: caseFile.record().timezone,
    ...(again ? { label: name } : {}),
  });
  const known = again ? null : await sameSource(caseFile, path, plan.sizeBytes, job);
  if (known !== null) return [known];
  if (!request.dryRun) {
    const needed = Math.ceil(plan.sizeBytes * (1 + storeShare));
    requireSpace(caseFile.dir, needed, `importing ${name} (${plan.sizeBytes} bytes)`);
  }
  const table = { file: name, member: null, sheet: null, reading: null };
  const source = { table, textPath: path, plan, delivered: null, keep: () => {} };
  return [await importTable(caseFile, source, request, job, again)];
}

/** The source that holds the very same bytes, if the case has it; only a file of the same size is hashed for that. */
async function sameSource(
  caseFile: CaseFile,
  path: string,
  sizeBytes: number,
  job: JobContext,
): Promise<SourceRecord | null> {
  const candidates = caseFile.db
    .prepare("SELECT source_id, sha256 FROM source WHERE size_bytes = ? AND state = 'imported'")
    .all(sizeBytes) as { source_id: number; sha256: string }[];
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
