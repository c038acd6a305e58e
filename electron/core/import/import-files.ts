import { AppError } from '../../../shared/contract/errors.ts';
import type { DeliveryTotals, SourceRecord } from '../../../shared/contract/records.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { type JobContext, throwIfCancelled } from '../job.ts';
import { deliveredFiles } from './delivered-files.ts';
import { importFile } from './import-file.ts';
import type { ImportRequest } from './import-request.ts';
import { endsAll, refusedSource } from './refused-source.ts';

/**
 * Imports files, and all files of folders, one after the other, as one delivery. A file that is refused does not stop the
 * others; cancelling does.
 */
export async function importFiles(
  caseFile: CaseFile,
  request: ImportRequest,
  job: JobContext,
): Promise<{ sources: SourceRecord[]; delivery: DeliveryTotals }> {
  if (request.kind !== 'events') {
    throw new AppError('not-available', `importing a table of ${request.kind} is not available yet`);
  }
  if (!request.dryRun) caseFile.requireWritable();
  const sources: SourceRecord[] = [];
  const files = request.files.flatMap(deliveredFiles);
  for (const { path, name } of files) {
    try {
      throwIfCancelled(job);
      sources.push(...(await importFile(caseFile, path, name, request, job)));
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      if (endsAll.includes(thrown.code)) throw withImported(thrown, sources);
      if (!request.dryRun) noteRefusal(caseFile, name, request, thrown);
      sources.push(refusedSource(name, thrown));
    }
  }
  const delivery = totalsOf(files.length, sources);
  if (!request.dryRun && files.length > 1) {
    caseFile.change(() =>
      caseFile.log(caseFile.examiner(request.examiner), 'import.delivery', { ...delivery }),
    );
  }
  return { sources, delivery };
}

/** One account of all files that came together. */
function totalsOf(files: number, sources: readonly SourceRecord[]): DeliveryTotals {
  const sum = (of: (source: SourceRecord) => number) => sources.reduce((total, one) => total + of(one), 0);
  const count = (state: SourceRecord['state']) => sources.filter((one) => one.state === state).length;
  const times = (of: (source: SourceRecord) => string | null) =>
    sources.flatMap((one) => of(one) ?? []).sort();
  return {
    files,
    sources: sources.flatMap(({ id }) => (id === '' ? [] : [id])),
    imported: count('imported'),
    alreadyImported: count('already-imported'),
    refused: count('refused'),
    rowsRead: sum(({ rowsRead }) => rowsRead),
    rowsImported: sum(({ rowsImported }) => rowsImported),
    rowsRejected: sum(({ rowsRejected }) => rowsRejected),
    rowsDuplicate: sum(({ rowsDuplicate }) => rowsDuplicate),
    firstEventAt: times(({ firstEventAt }) => firstEventAt)[0] ?? null,
    lastEventAt: times(({ lastEventAt }) => lastEventAt).at(-1) ?? null,
  };
}

/** Says which files were already in the case when a later one stopped the import. */
function withImported(error: AppError, sources: readonly SourceRecord[]): AppError {
  const imported = sources.filter(({ state }) => state === 'imported').map(({ file }) => file);
  if (imported.length === 0) return error;
  const message =
    error.code === 'cancelled'
      ? 'stopped at your request; the file that was being read is not in the case'
      : error.message;
  return new AppError(error.code, `${message}. Imported before it and kept: ${imported.join(', ')}`, {
    ...error.details,
    imported,
  });
}

function noteRefusal(caseFile: CaseFile, file: string, request: ImportRequest, error: AppError): void {
  caseFile.change(() =>
    caseFile.log(caseFile.examiner(request.examiner), 'import.refused', {
      file,
      code: error.code,
      message: error.message,
    }),
  );
}
