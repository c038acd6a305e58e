import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { AppError } from '../../../../../shared/contract/errors.ts';
import { fileFailure, partFailure, unsound } from './refusals.ts';
import { XmlProblem } from './xml-problem.ts';
import { type XmlHandler, XmlScanner } from './xml-scanner.ts';
import { requireModestPart, type ZipDirectory, type ZipPart } from './zip-directory.ts';

const pieceBytes = 1 << 18;
const smallPartCap = 64 * 2 ** 20;

/**
 * The unpacked bytes of a part, never more than the directory says; checked against their size and checksum at the end.
 * Throws `input-format`, `input-unreadable`.
 */
export async function* readPart(zip: ZipDirectory, part: ZipPart): AsyncGenerator<Buffer> {
  const { label } = zip;
  requireModestPart(label, part);
  let size = 0;
  let checksum = 0;
  try {
    for await (const piece of packedOrPlain(zip, part)) {
      size += piece.length;
      if (size > part.sizeBytes) break;
      checksum = crc32(piece, checksum);
      yield piece;
    }
  } catch (thrown) {
    if (thrown instanceof AppError || thrown instanceof XmlProblem) throw thrown;
    const error = thrown as NodeJS.ErrnoException;
    if (!error.code?.startsWith('Z_')) throw error.code === undefined ? error : fileFailure(label, error);
    throw unsound(label, `${part.name} is damaged after ${size} bytes (${error.message})`);
  }
  if (size !== part.sizeBytes) {
    const what = size > part.sizeBytes ? 'more' : `only ${size}`;
    throw unsound(label, `${part.name} says that it has ${part.sizeBytes} bytes and has ${what}`);
  }
  if (checksum !== part.crc32) throw unsound(label, `${part.name} is damaged: its checksum differs`);
}

async function* packedOrPlain(zip: ZipDirectory, part: ZipPart): AsyncGenerator<Buffer> {
  if (part.compressedBytes === 0) return;
  const { dataStart } = part;
  const file = createReadStream(zip.path, {
    start: dataStart,
    end: dataStart + part.compressedBytes - 1,
    highWaterMark: pieceBytes,
  });
  const stream = part.isDeflated
    ? pipeline(file, createInflateRaw({ chunkSize: pieceBytes }), () => {})
    : file;
  try {
    yield* stream as AsyncIterable<Buffer>;
  } finally {
    file.destroy();
  }
}

/** Runs a small part (all but sheets and shared texts) through a handler. Throws `input-format`, `input-unreadable`. */
export async function scanPart(zip: ZipDirectory, part: ZipPart, handler: XmlHandler): Promise<void> {
  if (part.sizeBytes > smallPartCap) {
    throw unsound(zip.label, `${part.name} has ${part.sizeBytes} bytes, more than such a part may have`);
  }
  const scanner = new XmlScanner(handler);
  try {
    for await (const piece of readPart(zip, part)) scanner.push(piece);
    scanner.finish();
  } catch (thrown) {
    throw partFailure(zip.label, part.name, thrown);
  }
}
