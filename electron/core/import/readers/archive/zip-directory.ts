import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { AppError } from '../../../../../shared/contract/errors.ts';
import { visibleText } from '../../../report/document/visible-characters.ts';
import { entryName, unsafeName } from './member-name.ts';

/** An entry of a zip, and where its packed bytes lie. */
export interface ZipEntry {
  readonly name: string;
  readonly isFolder: boolean;
  readonly sizeBytes: number;
  readonly compressedBytes: number;
  readonly crc32: number;
  /** 0 = stored, 8 = deflate; others are not read. */
  readonly method: number;
  readonly isEncrypted: boolean;
  /** As the archive has it: without a zone where it gives the writer's local time; null where it is no time. */
  readonly modified: string | null;
  readonly dataStart: number;
}

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  /** Bytes between entries, before the first or behind the directory, that belong to none. */
  readonly strayBytes: number;
  readonly comment: string;
}

/** A data descriptor behind an entry's data, with mark and 64-bit sizes (APPNOTE 4.3.9). */
const descriptorBytes = 24;
const endBytes = 22;
const zip64EndBytes = 56 + 20;

/**
 * Reads the directory of a zip and every entry's own header. Throws input-format, naming the entry, for a zip that is
 * damaged or in which two programs could see different files: unsafe and repeated names, overlapping entries, headers that
 * disagree. `count` is told the number of entries before they are read, and `see` each entry as its directory has it.
 */
export async function readZipDirectory(
  path: string,
  label: string,
  count: (entries: number) => void,
  see: (name: string, sizeBytes: number, compressedBytes: number) => void,
): Promise<ZipDirectory> {
  const zip = await openZip(path, label);
  try {
    return await readEntries(zip, label, count, see);
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : zipFault(label, thrown);
  } finally {
    zip.close();
  }
}

/** Names inside a zip as its directory has them, to tell what kind of file it is. Throws input-format. */
export async function zipNames(path: string, label: string, cap: number): Promise<string[]> {
  const zip = await openZip(path, label);
  const names: string[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (names.push(entryName(entry)) >= cap) break;
    }
  } catch (thrown) {
    throw zipFault(label, thrown);
  } finally {
    zip.close();
  }
  return names;
}

async function openZip(path: string, label: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { autoClose: false, decodeStrings: false });
  } catch (thrown) {
    throw zipFault(label, thrown);
  }
}

async function readEntries(
  zip: ZipFile,
  label: string,
  count: (entries: number) => void,
  see: (name: string, sizeBytes: number, compressedBytes: number) => void,
): Promise<ZipDirectory> {
  const refuse = (name: string, why: string): AppError =>
    new AppError(
      'input-format',
      `${label} has an entry ${JSON.stringify(visibleText(name.slice(0, 200)))} with ${why}: nothing of it was read. ` +
        'Unpack it with a tool you trust and choose the logs inside',
      { path: label, member: name },
    );
  count(zip.entryCount);
  const directoryStart = directoryCursor(zip);
  const entries: ListedEntry[] = [];
  const spans: Span[] = [];
  const names = new Set<string>();
  for await (const entry of zip.eachEntry()) {
    const name = entryName(entry);
    const unsafe = unsafeName(name) ?? specialFile(entry, name);
    if (unsafe) throw refuse(name, unsafe);
    if (names.has(name)) throw refuse(name, 'the name of another one');
    names.add(name);
    see(name, entry.uncompressedSize, entry.compressedSize);
    // Enough to find entries that overlap before any of their headers is read.
    spans.push({ name, start: entry.relativeOffsetOfLocalHeader, end: leastEnd(entry), descriptor: false });
    entries.push(toEntry(entry, name));
  }
  requireApart(spans, directoryStart, refuse);
  return {
    entries: await readHeaders(zip, entries, spans, directoryStart, refuse),
    strayBytes: strayBytes(zip, spans, directoryStart),
    comment: visibleText(commentOf(zip)),
  };
}

/** An entry before its own header is read. */
interface ListedEntry extends ZipEntry {
  readonly raw: Entry;
}

interface Span {
  readonly name: string;
  readonly start: number;
  end: number;
  descriptor: boolean;
}

type Refuse = (name: string, why: string) => AppError;

const leastEnd = (entry: Entry): number =>
  entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameRaw.length + entry.compressedSize;

function requireApart(spans: readonly Span[], directoryStart: number, refuse: Refuse): void {
  const ordered = spans.toSorted((a, b) => a.start - b.start);
  for (const [i, { name, end }] of ordered.entries()) {
    if (end > (ordered[i + 1]?.start ?? directoryStart))
      throw refuse(name, 'bytes that belong to another one too');
  }
}

/** Reads each entry's own header, which says where its data begin; completes the spans. */
async function readHeaders(
  zip: ZipFile,
  entries: readonly ListedEntry[],
  spans: readonly Span[],
  directoryStart: number,
  refuse: Refuse,
): Promise<ZipEntry[]> {
  const complete: ZipEntry[] = [];
  for (const [i, { raw, ...entry }] of entries.entries()) {
    const header = await zip.readLocalFileHeaderPromise(raw);
    if (!header.fileName.equals(raw.fileNameRaw) || header.compressionMethod !== raw.compressionMethod) {
      throw refuse(entry.name, 'two descriptions that differ');
    }
    const span = spans[i]!;
    span.end = header.fileDataStart + raw.compressedSize;
    span.descriptor = (header.generalPurposeBitFlag & 8) !== 0;
    complete.push({ ...entry, dataStart: header.fileDataStart });
  }
  requireApart(spans, directoryStart, refuse);
  return complete;
}

function strayBytes(zip: ZipFile, spans: readonly Span[], directoryStart: number): number {
  let stray = 0;
  let end = 0;
  let allowed = 0;
  for (const span of [
    ...spans.toSorted((a, b) => a.start - b.start),
    { start: directoryStart, end: 0, descriptor: false },
  ]) {
    const gap = span.start - end;
    if (gap > allowed) stray += gap;
    end = span.end;
    allowed = span.descriptor ? descriptorBytes : 0;
  }
  const closing = zip.fileSize - directoryCursor(zip) - commentBytes(zip).length;
  if (closing !== endBytes && closing !== endBytes + zip64EndBytes) stray += Math.max(0, closing - endBytes);
  return stray;
}

function toEntry(entry: Entry, name: string): ListedEntry {
  return {
    raw: entry,
    name,
    isFolder: name.endsWith('/'),
    sizeBytes: entry.uncompressedSize,
    compressedBytes: entry.compressedSize,
    crc32: entry.crc32,
    method: entry.compressionMethod,
    isEncrypted: entry.isEncrypted(),
    modified: modifiedTime(entry),
    dataStart: 0,
  };
}

/** Time zones are not in DOS times; the fields of other systems are in UTC. */
function modifiedTime(entry: Entry): string | null {
  const isZoned = entry.extraFields.some(({ id }) => id === 0x5455 || id === 0x000a);
  const date = entry.getLastModDate({ timezone: 'UTC' });
  if (Number.isNaN(date.getTime())) return null;
  const text = date.toISOString().replace(/\.\d+Z$/, '');
  return isZoned ? `${text}Z` : text;
}

/** Links and devices lead elsewhere: their content is not a file's. */
function specialFile(entry: Entry, name: string): string | null {
  const isUnix = entry.versionMadeBy >>> 8 === 3;
  const type = isUnix ? entry.externalFileAttributes >>> 28 : 0;
  if (name.endsWith('/') && entry.uncompressedSize > 0) return 'the name of a folder and content';
  if (type === 0 || type === 4 || type === 8) return null;
  return type === 10 ? 'a symbolic link in it' : 'neither a file nor a folder in it';
}

/** Where the next entry of the directory is read, and the directory ends when all are; the type package takes it for a flag. */
const directoryCursor = (zip: ZipFile): number => zip.readEntryCursor as unknown as number;

/** With `decodeStrings: false` yauzl leaves the comment as it is. */
const commentBytes = (zip: ZipFile): Buffer => zip.comment as unknown as Buffer;

const commentOf = (zip: ZipFile): string => commentBytes(zip).toString('latin1');

/** yauzl's and the disk's errors in words that say what to do. */
function zipFault(label: string, thrown: unknown): AppError {
  const { code, message } = thrown as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') {
    return new AppError('input-unreadable', `${label} cannot be opened: ${message}`, { path: label });
  }
  if (/strong encryption/.test(message)) {
    return new AppError(
      'input-format',
      `${label} is protected by a password: unpack it with the password first`,
      {
        path: label,
      },
    );
  }
  if (/[Mm]ulti-disk/.test(message)) {
    return new AppError(
      'input-format',
      `${label} is a part of a split ZIP archive: put the parts together first`,
      {
        path: label,
      },
    );
  }
  return new AppError(
    'input-format',
    `${label} is not a whole ZIP archive (${visibleText(message)}): ask for it again, with its SHA-256`,
    { path: label },
  );
}
