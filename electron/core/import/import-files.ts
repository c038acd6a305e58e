import { basename } from 'node:path';
import { AppError, toErrorReport } from '../../../shared/contract/errors.ts';
import type { MethodArgs } from '../../../shared/contract/methods.ts';
import type { SourceRecord } from '../../../shared/contract/records.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { type JobContext, throwIfCancelled } from '../job.ts';
import { importFile } from './import-file.ts';

export type ImportRequest = MethodArgs<'import'>;

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
    throwIfCancelled(job);
    try {
      sources.push(await importFile(caseFile, path, request, job));
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code === 'cancelled' || thrown.code === 'disk-full') {
        throw thrown;
      }
      if (!request.dryRun) noteRefusal(caseFile, path, request, thrown);
      sources.push(refused(path, thrown));
    }
  }
  return { sources };
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

function refused(path: string, error: AppError): SourceRecord {
  return {
    id: '',
    file: basename(path),
    sha256: '',
    bytes: 0,
    kind: 'events',
    format: '',
    encoding: '',
    profile: null,
    state: 'refused',
    error: toErrorReport(error),
    rowsRead: 0,
    rowsImported: 0,
    rowsRejected: 0,
    rowsDuplicate: 0,
    firstEventAt: null,
    lastEventAt: null,
    timezoneBasis: { zone: 'unknown', basis: 'unknown' },
    mapping: {},
    rejected: [],
    rejectedTotal: 0,
    integrity: [],
  };
}
