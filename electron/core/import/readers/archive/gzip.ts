import { crc32 } from 'node:zlib';
import { ChunkReader } from './chunk-reader.ts';
import { inflate } from './inflate.ts';

/** What the headers of a gzip file say, and what its end was like. Grows while the file is read. */
export interface GzipFacts {
  /** Parts that were packed one after the other and make one stream; 0 before the first. */
  parts: number;
  /** Bytes of the name in the first header; null where it has none. */
  name: Buffer | null;
  /** Unix time in the first header; 0 = not given. */
  modifiedAtSeconds: number;
  /** Zero bytes behind the last part, as tapes have them. */
  paddingBytes: number;
  /** Other bytes behind the last part. They belong to no part and are not read. */
  trailingBytes: number;
}

/** What is wrong with a gzip file, in words that follow its label. */
export class GzipFault extends Error {}

const maxFieldBytes = 1 << 16;
const flags = { crc: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 };

export function newGzipFacts(): GzipFacts {
  return { parts: 0, name: null, modifiedAtSeconds: 0, paddingBytes: 0, trailingBytes: 0 };
}

/** Unpacks a gzip file (RFC 1952), all its parts, each checked against its CRC and length. Throws GzipFault. */
export async function* gunzip(source: AsyncIterable<Uint8Array>, facts: GzipFacts): AsyncGenerator<Buffer> {
  const input = new ChunkReader(source);
  try {
    while (await readHeader(input, facts)) {
      facts.parts++;
      let crc = 0;
      let sizeBytes = 0;
      for await (const piece of unpack(input)) {
        crc = crc32(piece, crc);
        sizeBytes += piece.length;
        yield piece;
      }
      const trailer = await input.take(8);
      if (trailer.length < 8) throw new GzipFault(cutOff(input));
      if (trailer.readUInt32LE(0) !== crc || trailer.readUInt32LE(4) !== sizeBytes % 2 ** 32) {
        throw new GzipFault(`does not unpack to what its checksum says, in part ${facts.parts}`);
      }
    }
  } finally {
    await input.close();
  }
}

async function* unpack(input: ChunkReader): AsyncGenerator<Buffer> {
  try {
    yield* inflate(input);
  } catch (thrown) {
    const { code, message } = thrown as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR') throw new GzipFault(cutOff(input));
    if (code === 'Z_DATA_ERROR')
      throw new GzipFault(`is damaged before offset ${input.position} (${message})`);
    throw thrown;
  }
}

const cutOff = (input: ChunkReader): string => `is cut off at offset ${input.position}`;

/** Reads over the header of the next part; false at the end, with what stands there counted. */
async function readHeader(input: ChunkReader, facts: GzipFacts): Promise<boolean> {
  const fixed = await input.take(10);
  const isHeader =
    fixed.length === 10 &&
    fixed.readUInt16BE(0) === 0x1f8b &&
    fixed[2] === 8 &&
    (fixed[3]! & flags.reserved) === 0;
  if (!isHeader) {
    if (facts.parts === 0) {
      throw new GzipFault(fixed.length < 10 ? cutOff(input) : 'is packed in a way that gzip does not define');
    }
    input.giveBack(fixed);
    await countRest(input, facts);
    return false;
  }
  const flag = fixed[3]!;
  if (flag & flags.extra) {
    const length = await input.take(2);
    if (length.length < 2) throw new GzipFault(cutOff(input));
    await input.take(length.readUInt16LE(0));
  }
  const name = flag & flags.name ? await takeText(input) : null;
  if (flag & flags.comment) await takeText(input);
  if (flag & flags.crc) await input.take(2);
  if (facts.parts === 0) {
    facts.name = name;
    facts.modifiedAtSeconds = fixed.readUInt32LE(4);
  }
  return true;
}

/** Bytes up to the next zero byte, which is taken too. */
async function takeText(input: ChunkReader): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for (;;) {
    const piece = await input.next();
    if (piece === null) throw new GzipFault(cutOff(input));
    const end = piece.indexOf(0);
    parts.push(end === -1 ? piece : piece.subarray(0, end));
    length += parts.at(-1)!.length;
    if (length > maxFieldBytes) throw new GzipFault('has a name or comment of more than 64 KiB');
    if (end === -1) continue;
    input.giveBack(piece.subarray(end + 1));
    return Buffer.concat(parts);
  }
}

async function countRest(input: ChunkReader, facts: GzipFacts): Promise<void> {
  let isPadding = true;
  let count = 0;
  for (let piece = await input.next(); piece !== null; piece = await input.next()) {
    count += piece.length;
    isPadding &&= piece.every((byte) => byte === 0);
  }
  facts.paddingBytes = isPadding ? count : 0;
  facts.trailingBytes = isPadding ? 0 : count;
}
