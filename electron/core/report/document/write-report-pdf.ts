import { once } from 'node:events';
import { type FileHandle, open, rm } from 'node:fs/promises';
import type { JobContext } from '../../job.ts';
import type { ReportModel } from '../model.ts';
import { diskError } from '../package/disk-error.ts';
import { layOut, type Paging } from './layout.ts';
import { pdfSurface } from './pdf-surface.ts';
import { measurePages, runLayout } from './run-layout.ts';

/**
 * Writes the report as a new file at `path`: a tagged PDF, PDF/A-3a and PDF/UA-1, US Letter. The same model gives the same bytes.
 * Pages go to disk as they are made. Throws `exists`, `not-found`, `disk-full`, `input-output`, `cancelled`; then no file is left.
 */
export async function writeReportPdf(
  model: ReportModel,
  path: string,
  job: JobContext,
): Promise<{ pages: number; bytes: number }> {
  const paging = await measurePages(model, job);
  const doing = `cannot write the report ${path}`;
  const file = await open(path, 'wx', 0o600).catch((thrown) => {
    throw diskError(thrown, doing);
  });
  try {
    const bytes = await writePages(model, paging, file, job);
    await file.sync();
    await file.close();
    return { pages: paging.pages, bytes };
  } catch (thrown) {
    await file.close();
    await rm(path, { force: true });
    throw diskError(thrown, doing);
  }
}

async function writePages(
  model: ReportModel,
  paging: Paging,
  file: FileHandle,
  job: JobContext,
): Promise<number> {
  const surface = pdfSurface(model);
  let chunks: Uint8Array[] = [];
  let bytes = 0;
  surface.bytes.on('data', (chunk: Uint8Array) => {
    chunks.push(chunk);
  });
  const drain = async () => {
    const waiting = Buffer.concat(chunks);
    chunks = [];
    bytes += waiting.length;
    await file.writeFile(waiting);
  };
  const { pages } = await runLayout(
    layOut(model, surface, paging),
    job,
    { stage: 'writing the report', total: paging.pages },
    drain,
  );
  if (pages !== paging.pages)
    throw new Error(`the report was laid out on ${paging.pages} pages, then on ${pages}`);
  const ended = once(surface.bytes, 'end');
  surface.end();
  await ended;
  await drain();
  return bytes;
}
