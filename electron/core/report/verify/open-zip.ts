import { isUtf8 } from 'node:buffer';
import { type Entry, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from 'yauzl';
import { AppError } from '../../../../shared/contract/errors.ts';
import { type JobContext, throwIfCancelled } from '../../job.ts';
import { visibleText } from '../document/visible-characters.ts';
import { caseKey } from '../package/names.ts';
import { type Container, type ContainerFile, filesCap } from './container.ts';

const totalBytesCap = 256 * 2 ** 30;
/** Deflate makes at most 1032 bytes of one. */
const deflateRatioCap = 1100;
/** What may follow an entry's data: its data descriptor. */
const descriptorBytesCap = 24;
/** The end record without its comment, and what stands before it in a large zip. */
const endBytes = 22;
const zip64EndBytes = 56 + 20;

/**
 * Lists a package in a zip without unpacking it. Throws `package` for a zip that is damaged, or in which two programs could
 * see different files: names that leave the folder or repeat, headers that disagree, entries that overlap, hidden stretches.
 */
export async function openZip(path: string, job: JobContext): Promise<Container> {
  const zip = await openPromise(path, { autoClose: false, decodeStrings: false }).catch((thrown: unknown) => {
    throw damaged(path, thrown);
  });
  try {
    return await listEntries(zip, path, job);
  } catch (thrown) {
    zip.close();
    throw thrown instanceof AppError ? thrown : damaged(path, thrown);
  }
}

async function listEntries(zip: ZipFile, path: string, job: JobContext): Promise<Container> {
  const refuse = (why: string): AppError => new AppError('package', `${path}: ${why}`, { path });
  if (zip.entryCount > filesCap) throw refuse('holds more files than any package of this program');
  const directoryStart = directoryCursor(zip);
  const files = new Map<string, ContainerFile>();
  const seen = new Set<string>();
  const spans: Span[] = [];
  let topName: string | undefined;
  let totalBytes = 0;
  for await (const entry of zip.eachEntry()) {
    throwIfCancelled(job);
    const name = nameOf(entry);
    if (name === undefined) throw refuse(`${visibleText(entry.fileNameRaw.toString())} has two names`);
    const problem = validateFileName(name) ?? problemOfEntry(entry, name);
    if (problem) throw refuse(`${visibleText(name)}: ${problem}`);
    totalBytes += entry.uncompressedSize;
    if (totalBytes > totalBytesCap) throw refuse('would unpack to more than any package of this program');
    spans.push(await spanOf(zip, entry, name, refuse));

    const [top = '', ...rest] = name.split('/');
    topName ??= top;
    if (top !== topName || rest.length === 0) throw refuse('does not hold exactly one folder at its top');
    const inner = rest.join('/');
    if (inner.endsWith('/') || inner === '') continue;
    if (seen.has(caseKey(inner))) throw refuse(`${visibleText(name)} is in it twice`);
    seen.add(caseKey(inner));
    files.set(inner, { sizeBytes: entry.uncompressedSize, read: () => slices(zip, entry) });
  }
  if (!isSeamless(zip, spans, directoryStart))
    throw refuse('its entries overlap, or it has stretches that belong to none');
  return { files, oddities: new Map(), close: () => zip.close() };
}

/**
 * macOS and others write UTF-8 without saying so, which by the book would be the code page of the first PC. Undefined for
 * an entry with two names.
 */
function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string | undefined {
  const saysUtf8 = isUtf8(fileNameRaw) ? 0x800 : generalPurposeBitFlag;
  const name = getFileNameLowLevel(saysUtf8, fileNameRaw, extraFields, true);
  return isUtf8(fileNameRaw) && name !== fileNameRaw.toString() ? undefined : name;
}

function problemOfEntry(entry: Entry, name: string): string | undefined {
  if (entry.isEncrypted()) return 'is encrypted; unpack it with the password and verify the folder';
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    return `is compressed by method ${entry.compressionMethod}, which this version does not read`;
  }
  if (entry.uncompressedSize > entry.compressedSize * deflateRatioCap) return 'claims an impossible size';
  const isUnix = entry.versionMadeBy >>> 8 === 3;
  const type = isUnix ? (entry.externalFileAttributes >>> 28) & 0xf : 0;
  const isFolder = name.endsWith('/');
  if (isFolder && entry.uncompressedSize > 0) return 'is a folder with content';
  if (type === 0 || type === (isFolder ? 4 : 8)) return undefined;
  return type === 10 ? 'is a symbolic link' : 'is neither a file nor a folder';
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where an entry lies, once its own header says the same as the directory of the zip. */
async function spanOf(
  zip: ZipFile,
  entry: Entry,
  name: string,
  refuse: (why: string) => AppError,
): Promise<Span> {
  const header = await zip.readLocalFileHeaderPromise(entry);
  const sizesFollow = (header.generalPurposeBitFlag & 8) !== 0;
  const isSame = (own: number, listed: number): boolean =>
    own === listed || (own === 0 && sizesFollow) || own === 0xffffffff;
  const agrees =
    header.fileName.equals(entry.fileNameRaw) &&
    header.compressionMethod === entry.compressionMethod &&
    header.generalPurposeBitFlag === entry.generalPurposeBitFlag &&
    isSame(header.compressedSize, entry.compressedSize) &&
    isSame(header.uncompressedSize, entry.uncompressedSize) &&
    isSame(header.crc32, entry.crc32);
  if (!agrees) throw refuse(`${visibleText(name)} is described in two ways`);
  return { start: entry.relativeOffsetOfLocalHeader, end: header.fileDataStart + entry.compressedSize };
}

/** True if entries and directory follow each other from the first byte to the last, with nothing between. */
function isSeamless(zip: ZipFile, spans: readonly Span[], directoryStart: number): boolean {
  const directory = { start: directoryStart, end: directoryCursor(zip) };
  let end = 0;
  let gapCap = 0;
  for (const span of [...spans.toSorted((a, b) => a.start - b.start), directory]) {
    if (span.start < end || span.start > end + gapCap) return false;
    end = span.end;
    gapCap = descriptorBytesCap;
  }
  const closing = zip.fileSize - end - zip.comment.length;
  return closing === endBytes || closing === endBytes + zip64EndBytes;
}

/** Where the next entry of the directory is read, and the directory ends when all are; the type package takes it for a flag. */
const directoryCursor = (zip: ZipFile): number => zip.readEntryCursor as unknown as number;

async function* slices(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>;
}

function damaged(path: string, thrown: unknown): AppError {
  const { code, message } = thrown as NodeJS.ErrnoException;
  if (code === 'EACCES') return new AppError('input-unreadable', `${path}: ${message}`);
  return new AppError('package', `${path}: not a whole zip: ${visibleText(message)}`, { path });
}
