import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll } from 'vitest';
import { type Archive, openArchive } from '../../../../../electron/core/import/readers/archive/archive.ts';
import {
  type ArchiveLimits,
  archiveLimits,
} from '../../../../../electron/core/import/readers/archive/limits.ts';
import type { ByteSource } from '../../../../../electron/core/import/readers/table-reader.ts';
import { unwatchedJob } from '../../../../../electron/core/job.ts';

/** A folder for one test file, with an empty one inside for what archives spool. */
export function testFolder(): { folder: string; spoolFolder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'scrutineer-archive-'));
  const spoolFolder = join(folder, 'spool');
  mkdirSync(spoolFolder);
  afterAll(() => rmSync(folder, { recursive: true }));
  return { folder, spoolFolder };
}

const { folder, spoolFolder } = testFolder();

export { folder, spoolFolder };

let count = 0;

export function written(name: string, bytes: Uint8Array | string): string {
  const inner = join(folder, `${count++}`);
  mkdirSync(inner);
  writeFileSync(join(inner, name), bytes);
  return join(inner, name);
}

/** A zip of entries as they are given: nothing about them is checked. */
export function zipOf(
  entries: readonly { name: string; data: Buffer; sizeBytes?: number; mode?: number; behind?: Buffer }[],
): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, sizeBytes = data.length, mode = 0, behind = Buffer.alloc(0) } of entries) {
    const packed = Buffer.concat([deflateRawSync(data), behind]);
    const raw = Buffer.from(name, 'latin1');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(sizeBytes, 18);
    common.writeUInt16LE(raw.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, raw, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(mode * 2 ** 16, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), common, rest, raw]));
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

/** Runs Python with the path of a new file as `path`; returns the path. */
export function byPython(name: string, script: string): string {
  const path = written(name, '');
  execFileSync('python3', [
    '-c',
    `import sys,zipfile,gzip,io,struct,zlib\npath=sys.argv[1]\n${script}`,
    path,
  ]);
  return path;
}

export function opened(path: string, limits: Partial<ArchiveLimits> = {}): Promise<Archive> {
  return openArchive(path, path.split('/').at(-1)!, {
    spoolFolder,
    job: unwatchedJob(),
    limits: { ...archiveLimits, ...limits },
  });
}

export async function bytesOf(source: ByteSource): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const piece of source.open()) parts.push(piece);
  return Buffer.concat(parts);
}

/** Ways, joined, and texts of all members. */
export async function textsOf(archive: Archive): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const { way, source } of archive.members) texts[way.join('/')] = String(await bytesOf(source));
  return texts;
}

/** Fails unless the archive is refused with such a message, on opening or reading. */
export async function refusalOf(path: string, limits: Partial<ArchiveLimits> = {}): Promise<Error> {
  let archive: Archive | undefined;
  try {
    archive = await opened(path, limits);
    for (const { source } of archive.members) for await (const _ of source.open());
  } catch (thrown) {
    return thrown as Error;
  } finally {
    archive?.close();
  }
  throw new Error(`${path} was read`);
}
