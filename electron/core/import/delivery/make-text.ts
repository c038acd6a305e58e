import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { IntegrityNote } from '../../../../shared/contract/records.ts';
import { throwIfCancelled } from '../../job.ts';
import type { ByteSource, ReadTable } from '../readers/table-reader.ts';
import { openPlaces } from './places.ts';
import type { MadeText, MakeRequest } from './table-candidate.ts';
import { TextWriter } from './text-writer.ts';

/** Bytes of a member that a preview looks at. */
const previewBytes = 4 << 20;

/** Writes what a reader finds as a table of text, with the place of every record beside it. */
export async function renderTable(
  read: ReadTable,
  source: ByteSource,
  { textPath, job, limit }: MakeRequest,
): Promise<MadeText> {
  const placesPath = `${textPath}.places`;
  const writer = new TextWriter(textPath, placesPath);
  try {
    const account = await read(source, writer, job, limit);
    const written = writer.finish();
    return {
      ...written,
      isRendered: true,
      writtenFrom: null,
      account,
      notes: [],
      openOrigins: () => openPlaces(placesPath),
    };
  } catch (thrown) {
    writer.close();
    throw thrown;
  }
}

/** Copies the bytes of a member as they are; places in the copy are places in the member. */
export async function copyText(
  source: ByteSource,
  { textPath, job, limit }: MakeRequest,
  notes: () => readonly IntegrityNote[],
): Promise<MadeText> {
  const fd = openSync(textPath, 'wx', 0o600);
  const hash = createHash('sha256');
  const total = source.sizeBytes;
  let sizeBytes = 0;
  try {
    for await (const bytes of source.open()) {
      throwIfCancelled(job);
      hash.update(bytes);
      for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
      sizeBytes += bytes.length;
      const stage = `unpacking ${source.label}`;
      job.report({ done: sizeBytes, total: total ?? sizeBytes, unit: 'bytes', stage });
      if (limit !== undefined && sizeBytes >= previewBytes) break;
    }
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  const sha256 = hash.digest('hex');
  return {
    isRendered: false,
    writtenFrom: null,
    sha256,
    sizeBytes,
    account: null,
    notes: notes(),
    rejected: [],
    openOrigins: null,
  };
}
