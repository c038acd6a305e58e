import { randomUUID } from 'node:crypto';
import { chmodSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseFile } from '../case-file/case-file.ts';
import { syncFolder } from '../case-file/durable.ts';
import { type JobContext, throwIfCancelled } from '../job.ts';
import { startSeal } from './seal.ts';

/** A copy of a delivered file in the evidence folder that has no name of its own yet. */
export interface SealedCopy {
  readonly sha256: string;
  readonly path: string;
  readonly sizeBytes: number;
}

/** Copies a file into the case and hashes it; a dry run (`keep` false) only hashes, and `path` is the file itself. */
export async function sealFile(
  caseFile: CaseFile,
  path: string,
  { sizeBytes, keep, label }: { readonly sizeBytes: number; readonly keep: boolean; readonly label: string },
  job: JobContext,
): Promise<SealedCopy> {
  const copyPath = keep ? join(caseFile.evidenceDir, `${randomUUID()}.partial`) : null;
  const seal = startSeal({ sourcePath: path, targetPath: copyPath, sizeBytes, cuts: null }, () => {});
  const onAbort = () => void seal.stop();
  job.signal.addEventListener('abort', onAbort);
  job.report({ done: 0, total: sizeBytes, unit: 'bytes', stage: `sealing ${label}` });
  try {
    const sha256 = await seal.done;
    return { sha256, path: copyPath ?? path, sizeBytes };
  } catch (thrown) {
    if (copyPath !== null) rmSync(copyPath, { force: true });
    throwIfCancelled(job);
    throw thrown;
  } finally {
    job.signal.removeEventListener('abort', onAbort);
    await seal.stop();
  }
}

/** Gives a file in the case its name by SHA-256 and takes away the right to write. */
export function nameByHash(copyPath: string, path: string, folder: string): void {
  chmodSync(copyPath, 0o400);
  renameSync(copyPath, path);
  syncFolder(folder);
}
