import { open as openFile } from 'node:fs/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { AppError } from '../../../../../shared/contract/errors.ts';
import { fileFailure, unsound } from './refusals.ts';

/** A file within a workbook, which is a zip. */
export interface ZipPart {
  /** As written, without a slash in front. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly compressedBytes: number;
  readonly isDeflated: boolean;
  readonly crc32: number;
  /** Offset of its compressed bytes in the file. */
  readonly dataStart: number;
}

export interface ZipDirectory {
  readonly path: string;
  /** What the file is called to people. */
  readonly label: string;
  readonly fileBytes: number;
  /** By name in lower case: names of parts differ by more than case (ECMA-376 part 2, 6.2.2.3). */
  readonly parts: ReadonlyMap<string, ZipPart>;
}

const entryCap = 10_000;
/** Real workbooks unpack to 5 to 40 times their size; deflate makes 1,032 at most. */
const ratioCap = 200;
const partBombBytes = 10 * 2 ** 20;
const totalBombBytes = 2 ** 30;
const totalCap = 64 * 2 ** 30;

/**
 * Reads the directory of a zip and unpacks nothing. Throws `input-format` for what is damaged, encrypted, a bomb, or could
 * show another program other parts: names that leave the folder or repeat, headers that disagree, entries that overlap.
 */
export async function readZipDirectory(path: string, label: string): Promise<ZipDirectory> {
  const zip = await openPromise(path, { autoClose: false }).catch((thrown: NodeJS.ErrnoException) => {
    throw thrown.code === undefined ? unsound(label, zipProblem(thrown)) : fileFailure(label, thrown);
  });
  try {
    if (zip.entryCount > entryCap) {
      throw unsound(label, `it says that it holds ${zip.entryCount} parts, more than ${entryCap}`);
    }
    const directoryStart = zip.readEntryCursor as unknown as number;
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) {
      requireReadable(label, entry);
      entries.push(entry);
    }
    const parts = await locate(zip, path, label, entries, directoryStart);
    requireNoBomb(label, zip.fileSize, parts);
    return {
      path,
      label,
      fileBytes: zip.fileSize,
      parts: byName(label, parts),
    };
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw unsound(label, zipProblem(thrown as Error));
  } finally {
    zip.close();
  }
}

function requireReadable(label: string, entry: Entry): void {
  if (entry.isEncrypted()) {
    throw new AppError(
      'input-format',
      `${label} has a password (its part ${entry.fileName} is encrypted). Ask for it without one, or save a copy without one and keep the original beside it`,
      { path: label },
    );
  }
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    throw unsound(
      label,
      `${entry.fileName} is compressed by method ${entry.compressionMethod}, which no workbook uses`,
    );
  }
  if (entry.fileName.includes('\0')) throw unsound(label, 'the name of a part has a zero byte');
}

/** Finds the bytes of each entry by its own header, which must agree with the directory; no two may share bytes. */
async function locate(
  zip: ZipFile,
  path: string,
  label: string,
  entries: readonly Entry[],
  directoryStart: number,
): Promise<ZipPart[]> {
  const file = await openFile(path, 'r');
  try {
    const header = Buffer.alloc(30);
    const parts: ZipPart[] = [];
    const spans: { start: number; end: number; name: string }[] = [];
    for (const entry of entries) {
      const start = entry.relativeOffsetOfLocalHeader;
      const { bytesRead } = await file.read(header, 0, 30, start);
      if (bytesRead < 30 || header.readUInt32LE(0) !== 0x04034b50) {
        throw unsound(label, `${entry.fileName} is not where the directory of the zip says`);
      }
      const nameLength = header.readUInt16LE(26);
      const name = Buffer.alloc(nameLength);
      await file.read(name, 0, nameLength, start + 30);
      const dataStart = start + 30 + nameLength + header.readUInt16LE(28);
      if (!name.equals(entry.fileNameRaw) || header.readUInt16LE(8) !== entry.compressionMethod) {
        throw unsound(label, `${entry.fileName} is described in two ways`);
      }
      const end = dataStart + entry.compressedSize;
      if (end > zip.fileSize) throw unsound(label, `it is cut off within ${entry.fileName}`);
      spans.push({ start, end, name: entry.fileName });
      parts.push({
        name: entry.fileName,
        sizeBytes: entry.uncompressedSize,
        compressedBytes: entry.compressedSize,
        isDeflated: entry.compressionMethod === 8,
        crc32: entry.crc32,
        dataStart,
      });
    }
    spans.push({
      start: directoryStart,
      end: zip.fileSize,
      name: 'the directory of the zip',
    });
    spans.sort((a, b) => a.start - b.start || a.end - b.end);
    for (let i = 1; i < spans.length; i++) {
      if (spans[i]!.start < spans[i - 1]!.end) {
        throw unsound(label, `${spans[i - 1]!.name} and ${spans[i]!.name} overlap, as in a zip bomb`);
      }
    }
    return parts;
  } finally {
    await file.close();
  }
}

function requireNoBomb(label: string, fileBytes: number, parts: readonly ZipPart[]): void {
  let total = 0;
  for (const part of parts) {
    total += part.sizeBytes;
    // An empty picture may be packed as tightly as a bomb; it is never unpacked.
    if (/\.(xml|rels|vml)$/i.test(part.name)) requireModestPart(label, part);
  }
  if (total > totalCap || (total > totalBombBytes && total > fileBytes * ratioCap)) {
    throw unsound(label, `it would unpack from ${fileBytes} to ${total} bytes, as in a zip bomb`);
  }
}

/** Throws `input-format` for a part that would unpack to far more than any real one. */
export function requireModestPart(label: string, { name, sizeBytes, compressedBytes }: ZipPart): void {
  if (sizeBytes > partBombBytes && sizeBytes > compressedBytes * ratioCap) {
    throw unsound(
      label,
      `${name} would unpack from ${compressedBytes} to ${sizeBytes} bytes, as in a zip bomb`,
    );
  }
}

function byName(label: string, parts: readonly ZipPart[]): Map<string, ZipPart> {
  const named = new Map<string, ZipPart>();
  for (const part of parts) {
    const key = part.name.toLowerCase();
    if (named.has(key)) throw unsound(label, `it holds ${part.name} twice`);
    named.set(key, part);
  }
  return named;
}

/** yauzl's messages, without advice for programmers. */
function zipProblem({ message }: Error): string {
  if (message.startsWith('End of central directory')) return 'it is no zip, or cut off';
  if (message.startsWith('strong encryption')) return 'it is encrypted';
  return message.split('.')[0]!.slice(0, 200);
}
