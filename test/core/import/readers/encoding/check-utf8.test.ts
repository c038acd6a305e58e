import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkUtf8 } from '../../../../../electron/core/import/readers/encoding/check-utf8.ts';
import { unwatchedJob } from '../../../../../electron/core/job.ts';
import { sourceOf } from './sources.ts';

const check = (bytes: Uint8Array, sizes?: readonly number[]) =>
  checkUtf8(sourceOf(bytes, sizes), unwatchedJob());

/** Offsets of the bytes that are in no well-formed character, each tried on its own: slow, and another way. */
function invalidBytes(bytes: Buffer): number[] {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const isCharacter = (from: number, to: number): boolean => {
    if (to > bytes.length) return false;
    try {
      return [...decoder.decode(bytes.subarray(from, to))].length === 1;
    } catch {
      return false;
    }
  };
  const found: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = [1, 2, 3, 4].find((one) => isCharacter(at, at + one));
    if (length === undefined) found.push(at);
    at += length ?? 1;
  }
  return found;
}

const pieces = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }).map(Buffer.from),
      fc.uint8Array({ maxLength: 5 }),
      fc.constant(Buffer.alloc(300, 'a,b\n')),
    ),
    { maxLength: 8 },
  )
  .map((parts) => Buffer.concat(parts));

test('every byte that is not UTF-8 is counted, in pieces of any size', async () => {
  await fc.assert(
    fc.asyncProperty(
      pieces,
      fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 3 }),
      async (bytes, sizes) => {
        const expected = invalidBytes(bytes);
        const report = await check(bytes, sizes);
        expect(report).toMatchObject({
          sizeBytes: bytes.length,
          invalidBytes: expected.length,
          firstInvalid: expected.slice(0, 20),
          isAscii: bytes.every((byte) => byte < 0x80),
          zeroBytes: bytes.filter((byte) => byte === 0).length,
        });
        const valid = [...bytes].filter((byte, at) => byte >= 0xc2 && !expected.includes(at)).length;
        expect(report.validCharacters).toBe(valid);
        for (const { offset, bytes: around } of report.stretches) {
          expect(bytes.subarray(offset, offset + around.length)).toEqual(around);
          expect(expected.some((at) => at >= offset && at < offset + around.length)).toBe(true);
        }
        expect(report.stretches.length > 0).toBe(expected.length > 0);
      },
    ),
    { numRuns: 200 },
  );
});

test.each([
  ['begins inside a character', [0x80, 0x80, 0, 0x80], [0, 1, 3]],
  ['has a byte too many behind a character', [0xf0, 0x90, 0x80, 0x80, 0x80], [4]],
])('a text that %s is judged alike in any pieces', async (_, beginning, firstInvalid) => {
  const bytes = Buffer.concat([Buffer.from(beginning), Buffer.alloc(300, 'a,b\n')]);
  for (const sizes of [[1], [304], [257, 1]]) {
    expect(await check(bytes, sizes)).toMatchObject({ invalidBytes: firstInvalid.length, firstInvalid });
  }
});

test('a single foreign byte at the very end of a long text is found', async () => {
  const bytes = Buffer.concat([
    Buffer.from('id,who\n1,José\n'.repeat(200_000)),
    Buffer.from('2,Mu\xf1oz\n', 'latin1'),
  ]);
  const report = await check(bytes);
  expect(report).toMatchObject({
    invalidBytes: 1,
    firstInvalid: [bytes.length - 4],
    isAscii: false,
    bomBytes: 0,
  });
  expect(report.stretches[0]!.bytes.toString('latin1')).toBe('2,Mu\xf1oz');
});

test('places from all over a text are kept, a bounded number of them, always the same', async () => {
  const lines = Array.from({ length: 60_000 }, (_, n) => `${n},Mu\xf1oz ${n % 7000}\n`).join('');
  const bytes = Buffer.from(lines, 'latin1');
  const report = await check(bytes);
  expect(report.invalidBytes).toBe(60_000);
  expect(report.stretches.length).toBeGreaterThan(200);
  expect(report.stretches.length).toBeLessThan(513);
  expect(report.stretches.at(-1)!.offset).toBeGreaterThan(bytes.length * 0.9);
  const inFirstHalf = report.stretches.filter(({ offset }) => offset < bytes.length / 2).length;
  expect(inFirstHalf / report.stretches.length).toBeGreaterThan(0.4);
  expect((await check(bytes, [777])).stretches).toEqual(report.stretches);
});

test('foreign bytes that stand together are one place, also in a long line', async () => {
  const line = '1,Zo\xeb Bj\xf6rk,\xe9t\xe9 and many more words behind it in the same line';
  const { stretches, invalidBytes } = await check(Buffer.from(`${line}\n2,Mu\xf1oz\n`, 'latin1'));
  expect(invalidBytes).toBe(5);
  const [first, second, ...others] = stretches.map(({ bytes }) => bytes.toString('latin1'));
  expect(first).toMatch(/^1,Zo\xeb Bj\xf6rk,\xe9t\xe9 /);
  expect(line.startsWith(first!)).toBe(true);
  expect([second, others]).toEqual(['2,Mu\xf1oz', []]);
});

test('a byte order mark is told', async () => {
  expect(await check(Buffer.from('\ufeffa,b\n'))).toMatchObject({
    bomBytes: 3,
    invalidBytes: 0,
    isAscii: false,
  });
  expect(await check(Buffer.alloc(0))).toMatchObject({ sizeBytes: 0, isAscii: true, invalidBytes: 0 });
});

describe('utf8tests', () => {
  const lines = readFileSync('/work/shared/data/badinputs/utf8tests/utf8tests.txt', 'utf8').split('\n');
  const cases = lines.flatMap((line): [string, string, Buffer][] => {
    const [, name, kind, isHex, value] = /^([\d.]+):(valid|invalid)( hex)?:([^:]*)/.exec(line) ?? [];
    if (name === undefined) return [];
    return [[name, kind!, isHex ? Buffer.from(value!.replaceAll(' ', ''), 'hex') : Buffer.from(value!)]];
  });

  test('all of them are judged as they say', async () => {
    expect(cases.length).toBeGreaterThan(150);
    for (const [name, kind, bytes] of cases) {
      const report = await check(Buffer.concat([Buffer.from('a,'), bytes, Buffer.from(',b\n')]), [3]);
      expect(`${name} ${report.invalidBytes === 0 ? 'valid' : 'invalid'}`).toBe(`${name} ${kind}`);
    }
  });
});
