import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Entry {
  readonly files?: Record<string, Entry>;
  readonly size?: number;
  readonly offset?: string;
  readonly unpacked?: boolean;
  readonly integrity?: { algorithm: string; hash: string; blockSize: number; blocks: string[] };
}

export interface ArchivedFile {
  readonly path: string;
  /** Beside the archive, in app.asar.unpacked. */
  readonly unpacked: boolean;
  readonly bytes: Buffer;
  /** Whether every block and the whole have the hashes that the header gives. */
  readonly intact: boolean;
}

/** Reads an archive of Electron's (https://github.com/electron/asar#format) without the code that wrote it. */
export function readAsar(file: string): { header: string; files: ArchivedFile[] } {
  const archive = readFileSync(file);
  const bodyStart = 8 + archive.readUInt32LE(4);
  const header = archive.toString('utf8', 16, 16 + archive.readUInt32LE(12));
  const files: ArchivedFile[] = [];
  const walk = (entry: Entry, path: string) => {
    if (entry.files !== undefined) {
      for (const [name, child] of Object.entries(entry.files))
        walk(child, path === '' ? name : `${path}/${name}`);
      return;
    }
    const start = bodyStart + Number(entry.offset);
    const bytes = entry.unpacked
      ? readFileSync(join(`${file}.unpacked`, path))
      : archive.subarray(start, start + entry.size!);
    files.push({ path, unpacked: entry.unpacked === true, bytes, intact: isIntact(entry, bytes) });
  };
  walk(JSON.parse(header) as Entry, '');
  return { header, files };
}

/** Writes the files of an archive into a folder, where Node finds them without Electron's help. */
export function extract(files: readonly ArchivedFile[], folder: string): void {
  for (const { path, bytes } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

export function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function isIntact({ size, integrity }: Entry, bytes: Buffer): boolean {
  if (integrity === undefined || integrity.algorithm !== 'SHA256') return false;
  const blocks: string[] = [];
  for (let at = 0; at < bytes.length || at === 0; at += integrity.blockSize) {
    blocks.push(sha256(bytes.subarray(at, at + integrity.blockSize)));
  }
  return (
    bytes.length === size && sha256(bytes) === integrity.hash && blocks.join() === integrity.blocks.join()
  );
}
