import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../shared/contract/errors.ts';
import type { IntegrityNote, SourceRecord } from '../../../shared/contract/records.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { requireSpace, syncFolder } from '../case-file/durable.ts';
import { type JobContext, throwIfCancelled } from '../job.ts';
import { listContents } from './delivery/contents.ts';
import type { TableCandidate } from './delivery/table-candidate.ts';
import type { ImportRequest } from './import-request.ts';
import { importTable } from './import-table.ts';
import { type Rereading, requireUnchanged, tableAgain } from './mend/rereading.ts';
import { planImport } from './plan-import.ts';
import { endsAll, refusedSource } from './refused-source.ts';
import { nameByHash, type SealedCopy, sealFile } from './seal-file.ts';
import { readSource } from './source-record.ts';

/** A reading and the columns made of it take about so many times the bytes of what is delivered. */
const growth = 3;

/**
 * Imports what is in a file that is not plain delimited text: tables of a workbook, JSON, members of an archive, text in
 * another encoding. Each table becomes a source; one that is refused does not stop the others. Throws where none can be
 * read, and then keeps nothing.
 */
export async function importContents(
  caseFile: CaseFile,
  path: string,
  name: string,
  request: ImportRequest,
  job: JobContext,
  again: Rereading | null = null,
): Promise<SourceRecord[]> {
  const { size } = statSync(path);
  const keepsCopy = !request.dryRun && again === null;
  if (!request.dryRun) requireSpace(caseFile.dir, size * growth, `importing ${name} (${size} bytes)`);
  const work = workFolder(caseFile, request.dryRun);
  let sealed: SealedCopy | null = null;
  try {
    // Looked at before anything is copied: a bomb, a picture, a locked workbook is refused at once.
    const first = await listContents(path, name, { choices: request.choices, workFolder: work, job });
    await first.close();
    sealed = await sealFile(caseFile, path, { sizeBytes: size, keep: keepsCopy, label: name }, job);
    if (again) requireUnchanged(again, sealed.sha256);
    const contents = await listContents(sealed.path, name, {
      choices: request.choices,
      workFolder: work,
      job,
    });
    try {
      return await importAll(caseFile, { name, sealed, work, contents, request, again }, job);
    } finally {
      await contents.close();
    }
  } finally {
    if (sealed !== null && keepsCopy) rmSync(sealed.path, { force: true });
    rmSync(work, { recursive: true, force: true });
  }
}

/** Where readings are made: in the case, so that naming one is a rename; a dry run leaves the case alone. */
function workFolder(caseFile: CaseFile, isDryRun: boolean): string {
  if (isDryRun) return mkdtempSync(join(tmpdir(), 'scrutineer-'));
  const folder = join(caseFile.readingsDir, `${randomUUID()}.partial`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

interface Delivered {
  readonly name: string;
  readonly sealed: SealedCopy;
  readonly work: string;
  readonly contents: Awaited<ReturnType<typeof listContents>>;
  readonly request: ImportRequest;
  readonly again: Rereading | null;
}

async function importAll(caseFile: CaseFile, delivered: Delivered, job: JobContext): Promise<SourceRecord[]> {
  const { name, contents, again } = delivered;
  if (again) return [await importCandidate(caseFile, delivered, tableAgain(again, contents), job)];
  const sources: SourceRecord[] = contents.refused.map(({ member, error }) => {
    if (!(error instanceof AppError)) throw error;
    return refusedSource(name, error, { member });
  });
  const passedOver: { candidate: TableCandidate; error: AppError }[] = [];
  const done: SourceRecord[] = [];
  for (const candidate of contents.candidates) {
    throwIfCancelled(job);
    try {
      const known = sameTable(caseFile, delivered, candidate);
      done.push(known ?? (await importCandidate(caseFile, delivered, candidate, job)));
    } catch (thrown) {
      if (!(thrown instanceof AppError) || endsAll.includes(thrown.code)) throw thrown;
      if (candidate.mayBeNoLog) passedOver.push({ candidate, error: thrown });
      else sources.push(refusedSource(name, thrown, candidate));
    }
  }
  if (done.length === 0) throw nothingRead(delivered, sources, passedOver);
  // A sheet without times beside one that is a log is no refused log.
  return [...done, ...sources];
}

/** The source already made of this table of this very file, if the case has it. */
function sameTable(
  caseFile: CaseFile,
  { sealed }: Delivered,
  { member, sheet }: TableCandidate,
): SourceRecord | null {
  const found = caseFile.db
    .prepare(
      `SELECT source_id FROM source WHERE state = 'imported' AND evidence_sha256 = ? AND member IS ? AND sheet IS ?`,
    )
    .get(sealed.sha256, member, sheet) as { source_id: number } | undefined;
  return found ? { ...readSource(caseFile.db, found.source_id), state: 'already-imported' } : null;
}

async function importCandidate(
  caseFile: CaseFile,
  { name, sealed, work, contents, request, again }: Delivered,
  candidate: TableCandidate,
  job: JobContext,
): Promise<SourceRecord> {
  const { member, sheet, made } = candidate;
  const textPath = join(work, randomUUID());
  try {
    const text = await candidate.make({ textPath, job });
    const sameText = caseFile.db
      .prepare("SELECT source_id FROM source WHERE state = 'imported' AND sha256 = ?")
      .get(text.sha256) as { source_id: number } | undefined;
    if (sameText && sameText.source_id !== again?.replaced.sourceId) {
      return { ...readSource(caseFile.db, sameText.source_id), state: 'already-imported' };
    }
    const label = [name, member, sheet].filter((part) => part !== null).join(' › ');
    const plan = planImport(textPath, {
      profile: request.profile,
      timezone: request.timezone,
      choices: request.choices,
      caseTimezone: caseFile.record().timezone,
      rendered: text.isRendered,
      label,
    });
    const delivered = {
      sha256: sealed.sha256,
      bytes: sealed.sizeBytes,
      format: candidate.format ?? (text.writtenFrom === null ? null : 'delimited text'),
      encoding: candidate.encoding,
      accountOf: candidate.accountOf,
      account: text.account,
      notes: [...candidate.notes, ...text.notes, ...notReadNotes(contents.notRead)],
      rejected: text.rejected.length,
    };
    const reading = {
      made: { ...made, isRendered: text.isRendered },
      origins: text.openOrigins?.() ?? null,
      rejected: text.rejected,
    };
    const keep = (textSha256: string) => {
      if (!existsSync(caseFile.evidencePath(sealed.sha256))) {
        nameByHash(sealed.path, caseFile.evidencePath(sealed.sha256), caseFile.evidenceDir);
      }
      nameByHash(textPath, caseFile.readingPath(textSha256), caseFile.readingsDir);
    };
    const table = { file: name, member, sheet, reading };
    return await importTable(caseFile, { table, textPath, plan, delivered, keep }, request, job, again);
  } finally {
    rmSync(textPath, { force: true });
    syncFolder(work);
  }
}

function notReadNotes(notRead: Delivered['contents']['notRead']): IntegrityNote[] {
  if (notRead.length === 0) return [];
  const listed = notRead
    .slice(0, 30)
    .map(({ name, sizeBytes, why }) => `${name} (${sizeBytes} bytes): ${why}`);
  const more = notRead.length > listed.length ? ` and ${notRead.length - listed.length} more` : '';
  return [
    {
      check: 'not-read',
      severity: 'notice',
      message: `also in the file and not read: ${listed.join('; ')}${more}`,
    },
  ];
}

function nothingRead(
  { name, contents }: Delivered,
  refused: readonly SourceRecord[],
  passedOver: readonly { candidate: TableCandidate; error: AppError }[],
): AppError {
  const [only] = passedOver;
  if (only && passedOver.length === 1 && refused.length === 0) return only.error;
  const reasons = [
    ...passedOver.map(({ candidate, error }) => `${candidate.sheet ?? candidate.member}: ${error.message}`),
    ...refused.map(({ member, error }) => `${member}: ${error?.message}`),
    ...contents.notRead.map(({ name: part, why }) => `${part}: ${why}`),
  ];
  const code = passedOver[0]?.error.code ?? refused[0]?.error?.code ?? 'input-format';
  const details = passedOver[0]?.error.details ?? refused[0]?.error?.details ?? {};
  const what = reasons.length === 0 ? 'it is empty' : reasons.slice(0, 10).join('. ');
  return new AppError(code, `${name}: nothing in it can be read as a log. ${what}`, {
    ...details,
    file: name,
  });
}
