import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GzipFault, gunzip, newGzipFacts } from '../../../../../electron/core/import/readers/archive/gzip.ts';

async function* inPieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length]!;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

test('parts and what follows them are the same in pieces of any size', async () => {
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 3000 }),
    fc.nat(400_000).map((length) => Buffer.alloc(length, 'a,b\n')),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(content, { minLength: 1, maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 4 }),
      fc.uint8Array({ maxLength: 40 }),
      async (contents, sizes, tail) => {
        tail[0] = 0x50;
        const packed = Buffer.concat([...contents.map((one) => gzipSync(one)), tail]);
        const facts = newGzipFacts();
        const parts: Buffer[] = [];
        for await (const piece of gunzip(inPieces(packed, sizes), facts)) parts.push(piece);
        expect(Buffer.concat(parts).equals(Buffer.concat(contents))).toBe(true);
        expect(facts).toMatchObject({ parts: contents.length, trailingBytes: tail.length });
      },
    ),
    { numRuns: 60 },
  );
});

test('a name without an end is refused before it fills the memory', async () => {
  const head = Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]);
  let read = 0;
  async function* endless() {
    yield head;
    for (;;) {
      read++;
      yield Buffer.alloc(1024, 'x');
    }
  }
  const reading = async () => {
    for await (const _ of gunzip(endless(), newGzipFacts()));
  };
  await expect(reading()).rejects.toThrow(GzipFault);
  expect(read).toBeLessThan(70);
});
