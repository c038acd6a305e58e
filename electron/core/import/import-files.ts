import { basename } from 'node:path';
import { AppError } from '../../../shared/contract/errors.ts';
import type { SourceRecord } from '../../../shared/contract/records.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { type JobContext, throwIfCancelled } from '../job.ts';
import { importFile } from './import-file.ts';
import type { ImportRequest } from './import-request.ts';
import { endsAll, refusedSource } from './refused-source.ts';

/** Imports files one after the other. A file that is refused does not stop the others; cancelling does. */
export async function importFiles(
  caseFile: CaseFile,
  request: ImportRequest,
  job: JobContext,
): Promise<{ sources: SourceRecord[] }> {
  if (request.kind !== 'events') {
    throw new AppError('not-available', `importing a table of ${request.kind} is not available yet`);
  }
  if (!request.dryRun) caseFile.requireWritable();
  const sources: SourceRecord[] = [];
  for (const path of request.files) {
    try {
      throwIfCancelled(job);
      sources.push(...(await importFile(caseFile, path, basename(path), request, job)));
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      if (endsAll.includes(thrown.code)) throw withImported(thrown, sources);
      if (!request.dryRun) noteRefusal(caseFile, path, request, thrown);
      sources.push(refusedSource(basename(path), thrown));
    }
  }
  return { sources };
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

function noteRefusal(caseFile: CaseFile, path: string, request: ImportRequest, error: AppError): void {
  caseFile.change(() =>
    caseFile.log(caseFile.examiner(request.examiner), 'import.refused', {
      file: basename(path),
      code: error.code,
      message: error.message,
    }),
  );
}
