import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import Database from 'better-sqlite3';
import { fromFd } from 'yauzl';
import { ZipFile } from 'yazl';
import { AppError } from '../../../shared/contract/errors.ts';
import { type JobContext, throwIfCancelled } from '../job.ts';
import { type CaseFile, caseDatabaseName, evidenceFolderName, readingsFolderName } from './case-file.ts';
import { requireSpace, syncFolder } from './durable.ts';
import { describeWriteFault } from './write-fault.ts';

interface Member {
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
}

/**
 * Writes the case as it is now to one zip file: unpacked, it is a case folder again. The database is a consistent
 * copy; every member is read back and compared before the file gets its name. Refuses a path that is taken.
 */
export async function backupCase(
  caseFile: CaseFile,
  out: string,
  examiner: string | undefined,
  job: JobContext,
): Promise<{ path: string; sha256: string }> {
  if (existsSync(out)) throw new AppError('exists', `${out} is there already; name a new file`, { out });
  if (!existsSync(dirname(out)))
    throw new AppError('not-found', `there is no folder ${dirname(out)}`, { out });
  const by = caseFile.examiner(examiner);
  if (!caseFile.readOnly) caseFile.change(() => caseFile.log(by, 'case.backup', { path: out }));
  const token = randomUUID();
  const copy = `${out}.${token}.db`;
  const partial = `${out}.${token}.partial`;
  try {
    const evidence = caseFile.db.prepare('SELECT sha256, size_bytes FROM evidence ORDER BY sha256').all() as {
      sha256: string;
      size_bytes: number;
    }[];
    const readings = caseFile.db.prepare('SELECT sha256, size_bytes FROM reading ORDER BY sha256').all() as {
      sha256: string;
      size_bytes: number;
    }[];
    const databaseBytes = statSync(caseFile.databasePath).size;
    const total =
      [...evidence, ...readings].reduce((sum, { size_bytes }) => sum + size_bytes, 0) + databaseBytes;
    requireSpace(dirname(out), total + databaseBytes, 'the backup');
    await caseFile.db.backup(copy);
    closeCopy(copy);
    const folder = basename(out).replace(/\.zip$/i, '') || 'case';
    const members: Member[] = [
      { name: `${folder}/${caseDatabaseName}`, path: copy, sha256: await hashFile(copy, job) },
      ...evidence.map(({ sha256 }) => ({
        name: `${folder}/${evidenceFolderName}/${sha256}`,
        path: caseFile.evidencePath(sha256),
        sha256,
      })),
      ...readings.map(({ sha256 }) => ({
        name: `${folder}/${readingsFolderName}/${sha256}`,
        path: caseFile.readingPath(sha256),
        sha256,
      })),
    ];
    await writeZip(partial, folder, members, total, job);
    await requireSame(partial, members, job);
    const sha256 = await hashFile(partial, job);
    renameSync(partial, out);
    syncFolder(dirname(out));
    return { path: out, sha256 };
  } catch (thrown) {
    throw describeWriteFault(out, thrown);
  } finally {
    for (const path of [copy, partial]) rmSync(path, { force: true });
  }
}

/** Leaves the copy as a closed case's database is, and makes sure that it is whole. */
function closeCopy(path: string): void {
  const db = new Database(path);
  try {
    db.pragma('journal_mode = DELETE');
    const check = db.pragma('integrity_check(1)', { simple: true });
    if (check !== 'ok')
      throw new AppError('case-damaged', `the case is damaged: ${check}. Run \`case verify\``, {});
  } finally {
    db.close();
  }
}

async function writeZip(
  path: string,
  folder: string,
  members: readonly Member[],
  total: number,
  job: JobContext,
): Promise<void> {
  const zip = new ZipFile();
  zip.addEmptyDirectory(`${folder}/exports`);
  zip.addEmptyDirectory(`${folder}/${readingsFolderName}`);
  for (const { name, path: from } of members) {
    zip.addFile(from, name, { compress: false, mode: 0o100600, forceZip64Format: false });
  }
  zip.end();
  let done = 0;
  zip.outputStream.on('data', (bytes: Buffer) => {
    done += bytes.length;
    job.report({ done: Math.min(done, total), total, unit: 'bytes', stage: 'writing the backup' });
  });
  await pipeline(zip.outputStream, createWriteStream(path, { flags: 'wx', mode: 0o600 }), {
    signal: job.signal,
  });
  const fd = openSync(path, 'r');
  fsyncSync(fd);
  closeSync(fd);
}

/** Reads every member back out of the zip and compares its hash with that of what went in. */
async function requireSame(path: string, members: readonly Member[], job: JobContext): Promise<void> {
  const expected = new Map(members.map(({ name, sha256 }) => [name, sha256]));
  const zip = await new Promise<import('yauzl').ZipFile>((resolve, reject) =>
    fromFd(openSync(path, 'r'), { lazyEntries: true, autoClose: true }, (error, file) =>
      error ? reject(error) : resolve(file),
    ),
  );
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (entry) => {
      const wanted = expected.get(entry.fileName);
      if (wanted === undefined) return zip.readEntry();
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        hashStream(stream, job).then((found) => {
          expected.delete(entry.fileName);
          if (found === wanted) zip.readEntry();
          else
            reject(
              new AppError(
                'input-output',
                `the backup was not written as it should be: ${entry.fileName} differs; try another disk`,
                { path },
              ),
            );
        }, reject);
      });
    });
    zip.readEntry();
  });
  if (expected.size > 0)
    throw new AppError(
      'input-output',
      `the backup lacks ${[...expected.keys()].join(', ')}; try another disk`,
      { path },
    );
}

function hashFile(path: string, job: JobContext): Promise<string> {
  return hashStream(createReadStream(path, { highWaterMark: 4 << 20 }), job);
}

async function hashStream(stream: AsyncIterable<unknown>, job: JobContext): Promise<string> {
  const digest = createHash('sha256');
  for await (const bytes of stream) {
    throwIfCancelled(job);
    digest.update(bytes as Buffer);
  }
  return digest.digest('hex');
}
