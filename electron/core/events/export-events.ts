import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../../shared/contract/errors.ts';
import type { MethodArgs } from '../../../shared/contract/methods.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { syncFolder } from '../case-file/durable.ts';
import { describeWriteFault } from '../case-file/write-fault.ts';
import { type JobContext, throwIfCancelled } from '../job.ts';
import { writeCsv } from './export-csv.ts';
import { writeSqlite } from './export-sqlite.ts';
import { withEvents } from './query.ts';

/** Events handed on between two turns of the event loop. */
const batchRows = 2000;

/** Writes all or filtered events in canonical order as CSV or as plain SQLite tables. Refuses a path that is taken. */
export async function exportEvents(
  caseFile: CaseFile,
  request: MethodArgs<'export'>,
  job: JobContext,
): Promise<{ path: string; rows: number }> {
  const { out, format, where } = request;
  if (existsSync(out)) throw new AppError('exists', `${out} is there already; name a new file`, { out });
  if (!existsSync(dirname(out)))
    throw new AppError('not-found', `there is no folder ${dirname(out)}`, { out });
  const partial = `${out}.${randomUUID()}.partial`;
  const openSink = () => {
    try {
      return format === 'csv' ? writeCsv(partial) : writeSqlite(partial, caseFile);
    } catch (thrown) {
      throw describeWriteFault(out, thrown);
    }
  };
  const rows = await withEvents(caseFile, where, async ({ rows, read }) => {
    const sink = openSink();
    try {
      for (let from = 0; from < rows.length; from += batchRows) {
        throwIfCancelled(job);
        sink.write(read(rows.subarray(from, from + batchRows)));
        job.report({ done: from, total: rows.length, unit: 'rows', stage: `writing ${format}` });
        await new Promise(setImmediate);
      }
      sink.end();
    } catch (thrown) {
      sink.abandon();
      rmSync(partial, { force: true });
      throw describeWriteFault(out, thrown);
    }
    return rows.length;
  });
  renameSync(partial, out);
  syncFolder(dirname(out));
  if (!caseFile.readOnly) {
    const by = caseFile.examiner(request.examiner);
    caseFile.change(() => caseFile.log(by, 'export', { path: out, format, where, rows }));
  }
  return { path: out, rows };
}
