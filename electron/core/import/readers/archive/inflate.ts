import { createInflateRaw } from 'node:zlib';
import type { ChunkReader } from './chunk-reader.ts';

const outputBytes = 1 << 18;

/**
 * Unpacks one deflate stream (RFC 1951) from where the reader stands, and leaves the reader right behind it. Throws
 * zlib's errors for a broken or cut stream, and the reader's own.
 */
export async function* inflate(input: ChunkReader): AsyncGenerator<Buffer> {
  const engine = createInflateRaw({ chunkSize: outputBytes });
  const ended = new Promise<void>((resolve) => {
    engine.once('end', resolve);
    engine.once('close', resolve);
  });
  let isEnded = false;
  let fedBytes = 0;
  let last: Buffer = Buffer.alloc(0);
  void ended.then(() => {
    isEnded = true;
  });
  const feeding = feed();
  async function feed(): Promise<void> {
    try {
      while (!isEnded) {
        const piece = await input.next();
        if (piece === null) {
          engine.end();
          return;
        }
        last = piece;
        fedBytes += piece.length;
        await Promise.race([new Promise<void>((resolve) => engine.write(piece, () => resolve())), ended]);
        // Only at the end of its stream does the engine leave bytes.
        if (engine.bytesWritten < fedBytes) return;
      }
    } catch (thrown) {
      engine.destroy(thrown as Error);
    }
  }
  try {
    yield* engine as AsyncIterable<Buffer>;
  } finally {
    engine.destroy();
    await feeding;
  }
  input.giveBack(last.subarray(last.length - (fedBytes - engine.bytesWritten)));
}
