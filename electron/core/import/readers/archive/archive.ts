import { randomUUID } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { IntegrityNote } from '../../../../../shared/contract/records.ts';
import { type JobContext, throwIfCancelled } from '../../../job.ts';
import { visibleText } from '../../../report/document/visible-characters.ts';
import { type FileKind, kindOf } from '../../file-kind.ts';
import { zipKind } from '../../file-kinds/zip-kind.ts';
import type { ByteSource } from '../table-reader.ts';
import { fileSlice } from './chunk-reader.ts';
import { type Content, readHead } from './content.ts';
import { gzipContent } from './gzip-content.ts';
import { type ArchiveLimits, archiveLimits, Expansion } from './limits.ts';
import { leftover, type SetAside } from './set-aside.ts';
import { spool } from './spool.ts';
import { entryContent, refusedEntry } from './zip-content.ts';
import { readZipDirectory, zipNames } from './zip-directory.ts';

/** A file inside an archive, however deep; an archive inside is not a member, what it holds is. */
export interface ArchiveMember {
  /** Names inside, outermost first; the last is the member's own. As the archives have them: never paths to write to. */
  readonly way: readonly string[];
  readonly name: string;
  /** Null where only reading it all tells: a gzip file does not say. */
  readonly sizeBytes: number | null;
  /** What it takes in the archive that holds it. */
  readonly compressedBytes: number;
  /** As the archive has it: without a zone where it is the writer's local time; null where not given. */
  readonly modified: string | null;
  readonly kind: FileKind;
  /** Checked against the archive's CRC and length: reading throws where they differ. */
  readonly source: ByteSource;
  /** A file that holds its bytes for as long as the archive is open: for workbooks, which need random access. */
  readonly path: string | null;
  /** What was found out by reading; complete once `source` was read to its end. */
  notes(): readonly IntegrityNote[];
}

export interface Archive {
  readonly form: 'zip' | 'gzip';
  /** In the order of the archive. */
  readonly members: readonly ArchiveMember[];
  /** Folders and what systems leave behind. */
  readonly setAside: readonly SetAside[];
  readonly notes: readonly IntegrityNote[];
  /** Removes the files it made. */
  close(): void;
}

interface ArchiveOptions {
  /** Folder for archives inside the archive, which must be whole to be read; emptied of them by `close`. */
  readonly spoolFolder: string;
  readonly job: JobContext;
  readonly limits?: ArchiveLimits;
}

const mostNames = 5000;

/**
 * What a file is, where a zip's names decide too: a zip that is a workbook, another known format, or an archive. Throws
 * input-format for a zip that cannot be opened.
 */
export async function kindOfZipFile(path: string, label: string): Promise<FileKind> {
  return zipKind(await zipNames(path, label, mostNames));
}

/**
 * Lists what a zip or gzip file holds, archives inside opened too. Throws input-format, naming the entry, for archives that
 * are damaged, unsafe or would exhaust the computer, and cancelled. The file must stay as it is until `close`.
 */
export async function openArchive(path: string, label: string, options: ArchiveOptions): Promise<Archive> {
  const sizeBytes = statSync(path).size;
  const listing: Listing = {
    label,
    ...options,
    expansion: new Expansion(label, sizeBytes, options.limits ?? archiveLimits),
    members: [],
    setAside: [],
    notes: [],
    spooled: [],
  };
  const close = (): void => {
    for (const file of listing.spooled.splice(0)) rmSync(file, { force: true });
  };
  const file: Content = {
    way: [],
    label,
    sizeBytes,
    compressedBytes: sizeBytes,
    modified: null,
    open: (meter) => fileSlice(path, 0, sizeBytes, meter, 1),
    notes: () => [],
  };
  try {
    const kind = kindOf(await readHead(file));
    if (kind.kind === 'gzip') await listGzip(listing, file, 1);
    else if (kind.kind === 'zip') await listZip(listing, path, file, 1, 1);
    else throw new Error(`${label} is no archive`);
    const { members, setAside, notes } = listing;
    return { form: kind.kind, members, setAside, notes, close };
  } catch (thrown) {
    close();
    throw thrown;
  }
}

interface Listing extends ArchiveOptions {
  readonly label: string;
  readonly expansion: Expansion;
  readonly members: ArchiveMember[];
  readonly setAside: SetAside[];
  readonly notes: IntegrityNote[];
  readonly spooled: string[];
}

async function listGzip(listing: Listing, packed: Content, depth: number): Promise<void> {
  const content = await gzipContent(packed, listing.expansion);
  listing.expansion.addEntries(1);
  await classify(listing, content, depth);
}

/** `share`: bytes of the outermost file for a byte of this zip. */
async function listZip(
  listing: Listing,
  path: string,
  zip: Content,
  share: number,
  depth: number,
): Promise<void> {
  const { expansion } = listing;
  const directory = await readZipDirectory(
    path,
    zip.label,
    (count) => expansion.addEntries(count),
    (name, sizeBytes, compressedBytes) => {
      throwIfCancelled(listing.job);
      expansion.declare(JSON.stringify(visibleText(name)), sizeBytes, compressedBytes * share);
    },
  );
  noteDirectory(listing, zip.label, directory);
  const total = directory.entries.length;
  for (const [done, entry] of directory.entries.entries()) {
    throwIfCancelled(listing.job);
    listing.job.report({ done, total, unit: 'files', stage: `looking into ${zip.label}` });
    const content = entryContent(path, zip, entry, share, expansion);
    const refused = refusedEntry(entry);
    if (entry.isFolder) listing.setAside.push({ way: content.way, sizeBytes: 0, why: 'a folder' });
    else if (refused) listing.members.push(toMember(content, refused, null));
    else await classify(listing, content, depth);
  }
}

/** Lists a file of an archive: as a member, set aside, or as the archive that it is. */
async function classify(listing: Listing, content: Content, depth: number): Promise<void> {
  const head = await readHead(content);
  const name = content.way.at(-1)!;
  const why = leftover(name, head);
  if (why !== null) {
    listing.setAside.push({ way: content.way, sizeBytes: content.sizeBytes ?? head.length, why });
    return;
  }
  const kind = kindOf(head);
  if (kind.kind === 'gzip') {
    listing.expansion.addNestedArchive(content.label, depth + 1);
    await listGzip(listing, content, depth + 1);
  } else if (kind.kind === 'zip') {
    await classifyZip(listing, content, depth);
  } else {
    listing.members.push(toMember(content, kind, null));
  }
}

async function classifyZip(listing: Listing, content: Content, depth: number): Promise<void> {
  const path = join(listing.spoolFolder, `${randomUUID()}.zip`);
  listing.spooled.push(path);
  const { sizeBytes, outerBytes } = await spool(content, path, listing.job);
  const kind = await kindOfZipFile(path, content.label);
  if (kind.kind !== 'zip') {
    listing.members.push(toMember(content, kind, path));
    return;
  }
  listing.expansion.addNestedArchive(content.label, depth + 1);
  await listZip(listing, path, content, outerBytes / sizeBytes, depth + 1);
}

function toMember(content: Content, kind: FileKind, path: string | null): ArchiveMember {
  const { way, label, sizeBytes, compressedBytes, modified } = content;
  return {
    way,
    name: way.at(-1)!,
    sizeBytes,
    compressedBytes,
    modified,
    kind,
    source: { label, sizeBytes, open: () => content.open({ outerBytes: 0 }) },
    path,
    notes: content.notes,
  };
}

function noteDirectory(
  { notes }: Listing,
  label: string,
  { strayBytes, comment }: { strayBytes: number; comment: string },
): void {
  if (strayBytes > 0) {
    notes.push({
      check: 'archive-stray-bytes',
      severity: 'warning',
      message: `${label} has ${strayBytes} bytes that belong to none of its entries and were not read`,
    });
  }
  if (comment !== '') {
    const short = comment.length > 200 ? `${comment.slice(0, 200)}…` : comment;
    notes.push({ check: 'archive-comment', severity: 'info', message: `${label} has a comment: ${short}` });
  }
}
