import { crc32 } from 'node:zlib';
import { AppError } from '../../../../../shared/contract/errors.ts';
import type { IntegrityNote } from '../../../../../shared/contract/records.ts';
import { visibleText } from '../../../report/document/visible-characters.ts';
import type { FileKind } from '../../file-kind.ts';
import { ChunkReader, fileSlice } from './chunk-reader.ts';
import type { Content } from './content.ts';
import { inflate } from './inflate.ts';
import type { Expansion } from './limits.ts';
import type { ZipEntry } from './zip-directory.ts';

const stored = 0;
const deflated = 8;
/** Source: APPNOTE 4.4.5. */
const methods: Readonly<Record<number, string>> = {
  1: 'Shrink',
  6: 'Implode',
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'xz',
  98: 'PPMd',
  99: 'AES encryption',
};

/** Why an entry cannot be unpacked; null if it can. */
export function refusedEntry({ isEncrypted, method }: ZipEntry): FileKind | null {
  if (isEncrypted || method === 99) {
    return {
      kind: 'refused',
      name: 'a file protected by a password',
      wayOut: 'unpack the archive with the password, and choose what is inside',
    };
  }
  if (method === stored || method === deflated) return null;
  return {
    kind: 'refused',
    name: `a file packed with ${methods[method] ?? `method ${method}`}`,
    wayOut: 'unpack the archive with the program that made it, or 7-Zip, and choose what is inside',
  };
}

/** The bytes of an entry, checked against length and CRC. `share`: bytes of the outermost file for a byte of the zip. */
export function entryContent(
  path: string,
  zip: Pick<Content, 'way' | 'label'>,
  entry: ZipEntry,
  share: number,
  expansion: Expansion,
): Content {
  const label = `${zip.label}/${visibleText(entry.name)}`;
  const seen = { bytes: 0 };
  let surplusBytes = 0;
  async function* unpack(meter: { outerBytes: number }): AsyncGenerator<Uint8Array> {
    const refused = refusedEntry(entry);
    if (refused?.kind === 'refused') {
      throw fault(label, `is ${refused.name}`, refused.wayOut);
    }
    const { dataStart, compressedBytes } = entry;
    const input = new ChunkReader(fileSlice(path, dataStart, dataStart + compressedBytes, meter, share));
    const count = expansion.counter(label, meter, seen);
    let crc = 0;
    let sizeBytes = 0;
    try {
      for await (const piece of entry.method === stored ? pieces(input) : inflate(input)) {
        crc = crc32(piece, crc);
        sizeBytes += piece.length;
        if (sizeBytes > entry.sizeBytes)
          throw fault(label, `unpacks to more than the ${entry.sizeBytes} bytes it declares`);
        count(piece.length);
        yield piece;
      }
    } catch (thrown) {
      throw thrown instanceof AppError ? thrown : fault(label, `is damaged (${(thrown as Error).message})`);
    } finally {
      await input.close();
    }
    if (sizeBytes !== entry.sizeBytes) {
      throw fault(label, `unpacks to ${sizeBytes} bytes and declares ${entry.sizeBytes}`);
    }
    if (crc !== entry.crc32) throw fault(label, 'does not unpack to what its checksum says');
    surplusBytes = compressedBytes - input.position;
  }
  return {
    way: [...zip.way, entry.name],
    label,
    sizeBytes: entry.sizeBytes,
    compressedBytes: entry.compressedBytes,
    modified: entry.modified,
    open: unpack,
    notes: () => surplusNotes(label, surplusBytes),
  };
}

async function* pieces(input: ChunkReader): AsyncGenerator<Buffer> {
  for (let piece = await input.next(); piece !== null; piece = await input.next()) yield piece;
}

function surplusNotes(label: string, bytes: number): IntegrityNote[] {
  if (bytes <= 0) return [];
  return [
    {
      check: 'archive-stray-bytes',
      severity: 'warning',
      message: `${label} has ${bytes} packed bytes behind its end that belong to nothing and were not read`,
    },
  ];
}

function fault(
  label: string,
  what: string,
  wayOut = 'ask for the archive again, with its SHA-256',
): AppError {
  return new AppError('input-format', `${label} ${visibleText(what)}: ${wayOut}`, { path: label });
}
