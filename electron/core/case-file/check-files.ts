import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type JobContext, throwIfCancelled } from '../job.ts';
import type { CaseFile } from './case-file.ts';

/** What came of looking at the files of one folder; `problem` null: all is as it should be. */
export interface FolderCheck {
  readonly problem: string | null;
  readonly detail: string;
}

interface ListedFile {
  readonly sha256: string;
  readonly size_bytes: number;
}

/** Hashes the sealed files and the readings, and looks whether every source in use has the text it was cut from. */
export async function checkFiles(
  caseFile: CaseFile,
  job: JobContext,
): Promise<{ readonly evidence: FolderCheck; readonly readings: FolderCheck }> {
  const { db } = caseFile;
  const evidence = db
    .prepare('SELECT sha256, size_bytes FROM evidence ORDER BY sha256')
    .all() as ListedFile[];
  const readings = db.prepare('SELECT sha256, size_bytes FROM reading ORDER BY sha256').all() as ListedFile[];
  const total = [...evidence, ...readings].reduce((sum, { size_bytes }) => sum + size_bytes, 0);
  let done = 0;
  const onBytes = (bytes: number) => {
    throwIfCancelled(job);
    done += bytes;
    job.report({ done, total, unit: 'bytes', stage: 'hashing the sealed files' });
  };
  const known = new Set([...evidence, ...readings].map(({ sha256 }) => sha256));
  const sources = db
    .prepare(
      "SELECT source_id, sha256, evidence_sha256 FROM source WHERE state <> 'importing' ORDER BY source_id",
    )
    .all() as { source_id: number; sha256: string; evidence_sha256: string }[];
  const lacking = sources
    .filter(({ sha256, evidence_sha256: sealed }) => !known.has(sha256) || !known.has(sealed))
    .map(({ source_id: id }) => `the file of source S${id} is not listed`);
  return {
    evidence: await checkFolder(caseFile.evidenceDir, evidence, 'sealed files', onBytes, lacking),
    readings: await checkFolder(caseFile.readingsDir, readings, 'readings of sealed files', onBytes, []),
  };
}

async function checkFolder(
  folder: string,
  listed: readonly ListedFile[],
  what: string,
  onBytes: (bytes: number) => void,
  known: readonly string[],
): Promise<FolderCheck> {
  const problems = [...known];
  for (const { sha256, size_bytes: size } of listed) {
    const path = join(folder, sha256);
    if (!existsSync(path)) {
      problems.push(`${sha256} is missing`);
      continue;
    }
    const { size: found } = statSync(path);
    if (found !== size) problems.push(`${sha256} has ${found} bytes, it had ${size}`);
    const digest = createHash('sha256');
    for await (const bytes of createReadStream(path, { highWaterMark: 4 << 20 })) {
      digest.update(bytes as Buffer);
      onBytes((bytes as Buffer).length);
    }
    const hash = digest.digest('hex');
    if (hash !== sha256) problems.push(`${sha256} was changed: its SHA-256 is now ${hash}`);
  }
  const names = new Set(listed.map(({ sha256 }) => sha256));
  const others = existsSync(folder) ? readdirSync(folder).filter((name) => !names.has(name)) : [];
  const rest =
    others.length === 0
      ? ''
      : `; ${others.length} other files lie in ${basename(folder)}/, left by an interrupted import or put there by someone`;
  return {
    problem: problems.length > 0 ? problems.join('; ') : null,
    detail: `${listed.length} ${what} are unchanged${rest}`,
  };
}
