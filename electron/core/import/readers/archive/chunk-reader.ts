import { open } from 'node:fs/promises';
import type { Meter } from './limits.ts';

const sliceBytes = 1 << 17;

/** Bytes [start, end) of a file, counted on the meter at `share` of their number. Throws if the file is shorter. */
export async function* fileSlice(
  path: string,
  start: number,
  end: number,
  meter: Meter,
  share: number,
): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    let position = start;
    while (position < end) {
      const buffer = Buffer.allocUnsafeSlow(Math.min(sliceBytes, end - position));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
      if (bytesRead === 0) throw new Error(`the file ends at ${position}`);
      position += bytesRead;
      meter.outerBytes += bytesRead * share;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** Reads a stream of bytes piece by piece or by number of bytes, with a way to give back what was too much. */
export class ChunkReader {
  readonly #iterator: AsyncIterator<Uint8Array>;
  #given: Buffer[] = [];
  /** Bytes taken so far, given back ones not counted. */
  position = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#iterator = source[Symbol.asyncIterator]();
  }

  /** The next piece, not empty; null at the end. */
  async next(): Promise<Buffer | null> {
    const given = this.#given.pop();
    if (given) {
      this.position += given.length;
      return given;
    }
    for (;;) {
      const { done, value } = await this.#iterator.next();
      if (done) return null;
      if (value.length === 0) continue;
      this.position += value.length;
      return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    }
  }

  giveBack(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.position -= bytes.length;
    this.#given.push(bytes);
  }

  /** The next `count` bytes, or as many as there are. */
  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    let missing = count;
    while (missing > 0) {
      const piece = await this.next();
      if (piece === null) break;
      parts.push(piece.subarray(0, missing));
      if (piece.length > missing) this.giveBack(piece.subarray(missing));
      missing -= Math.min(missing, piece.length);
    }
    return Buffer.concat(parts);
  }

  async close(): Promise<void> {
    await this.#iterator.return?.();
  }
}
