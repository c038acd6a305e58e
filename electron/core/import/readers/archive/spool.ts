import { open } from 'node:fs/promises';
import { AppError } from '../../../../../shared/contract/errors.ts';
import { type JobContext, throwIfCancelled } from '../../../job.ts';
import type { Content } from './content.ts';

/** Writes content to a new file that only this user can read. `outerBytes` is what it took of the outermost file. */
export async function spool(
  content: Content,
  path: string,
  job: JobContext,
): Promise<{ sizeBytes: number; outerBytes: number }> {
  const meter = { outerBytes: 0 };
  const file = await open(path, 'wx', 0o600);
  let sizeBytes = 0;
  try {
    for await (const piece of content.open(meter)) {
      throwIfCancelled(job);
      await file.appendFile(piece);
      sizeBytes += piece.length;
    }
  } catch (thrown) {
    throw diskError(thrown, content.label, path);
  } finally {
    await file.close();
  }
  return { sizeBytes, outerBytes: meter.outerBytes };
}

function diskError(thrown: unknown, label: string, path: string): unknown {
  const { code, message } = thrown as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('disk-full', `no space left to unpack ${label} to ${path}: free some and try again`, {
      path,
    });
  }
  return thrown instanceof AppError || code === undefined
    ? thrown
    : new AppError('input-output', `${label} could not be unpacked to ${path}: ${message}`, { path });
}
