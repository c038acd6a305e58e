import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { type JobContext, throwIfCancelled } from '../../job.ts';

/**
 * Zips files of a folder under one top folder, by path, all with the same time, so that the same files give the same
 * bytes; durable when it returns. Gives the SHA-256 of the zip, lower-case hex.
 */
export async function writeZip(
  zipPath: string,
  folder: string,
  topName: string,
  paths: readonly string[],
  at: Date,
  job: JobContext,
): Promise<string> {
  const zip = new ZipFile();
  const hash = createHash('sha256');
  const output = zip.outputStream.pipe(new PassThrough());
  zip.on('error', (error: Error) => output.destroy(error));
  output.on('data', (chunk: Buffer) => hash.update(chunk));
  const options = { mtime: asLocal(at), mode: 0o100644, forceDosTimestamp: true };
  for (const path of [...paths].sort()) zip.addFile(join(folder, path), `${topName}/${path}`, options);
  zip.end();
  try {
    await pipeline(output, createWriteStream(zipPath, { flags: 'wx', mode: 0o600, flush: true }), {
      signal: job.signal,
    });
  } catch (thrown) {
    throwIfCancelled(job);
    throw thrown;
  }
  return hash.digest('hex');
}

/** A zip holds local time without a zone: this one reads as UTC wherever it is written. */
function asLocal(at: Date): Date {
  return new Date(
    at.getUTCFullYear(),
    at.getUTCMonth(),
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
  );
}
