import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonShape } from '../../../../../electron/core/import/readers/json/shape.ts';
import { arrayShape, type Collected, collect, linesShape, valuesShape } from './collect.ts';
import { writtenObject } from './json-texts.ts';

const framings: readonly (readonly [JsonShape, (objects: readonly string[]) => string])[] = [
  [linesShape, (objects) => objects.join('\r\n')],
  [valuesShape, (objects) => objects.join(' \n')],
  [valuesShape, (objects) => objects.join('')],
  [arrayShape(), (objects) => `[${objects.join(' ,')}]`],
  [
    arrayShape('Records'),
    (objects) => `\ufeff{"b":[{"x":1}],"Records":[\n${objects.join(',\n')}],"t":{"Records":1}}`,
  ],
  [
    arrayShape('h', 'h'),
    (objects) => `{"h":{"h":[${objects.join(',')}]}}\n{"h":{"h":[${objects.join(',')}]}}`,
  ],
];

type Change = readonly [kind: 'replace' | 'insert' | 'delete', at: number, byte: number];

const changes = fc.array(
  fc.tuple(
    fc.constantFrom('replace', 'insert', 'delete'),
    fc.nat(),
    fc.oneof(fc.constantFrom(...Buffer.from('{}[],:"\\\n 0x')), fc.nat({ max: 255 })),
  ),
  { maxLength: 4 },
);

function change(bytes: Buffer, list: readonly Change[]): Buffer {
  const result = [...bytes];
  for (const [kind, at, byte] of list) {
    if (kind === 'insert') result.splice(at % (result.length + 1), 0, byte);
    else if (kind === 'delete') result.splice(at % result.length, 1);
    else result[at % result.length] = byte;
  }
  return Buffer.from(result);
}

const inputs = fc
  .tuple(
    fc.nat({ max: framings.length - 1 }),
    fc.array(writtenObject, { minLength: 1, maxLength: 6 }),
    changes,
  )
  .map(([framing, objects, list]) => {
    const [shape, join] = framings[framing]!;
    return { shape, bytes: change(Buffer.from(join(objects.map(({ text }) => text))), list) };
  });

/** Every byte is in the account, every place is inside of the stream, none overlaps another. */
function expectConserved({ account, places, rejects }: Collected, bytes: Buffer): void {
  expect(Object.values(account.bytes).reduce((sum, count) => sum + count)).toBe(bytes.length);
  expect(places.reduce((sum, { length }) => sum + length, 0)).toBe(account.bytes.records);
  expect(rejects.reduce((sum, { place }) => sum + place.length, 0)).toBe(account.bytes.rejected);
  const all = [...places, ...rejects.map(({ place }) => place)].sort((a, b) => a.offset - b.offset);
  let end = 0;
  for (const { offset, length } of all) {
    expect(offset).toBeGreaterThanOrEqual(end);
    expect(length).toBeGreaterThan(0);
    end = offset + length;
  }
  expect(end).toBeLessThanOrEqual(bytes.length);
}

const isObject = (bytes: Buffer): boolean => {
  if (!isUtf8(bytes)) return false;
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};

describe('whatever is changed in a log', () => {
  test('every byte is accounted for, and every record is JSON', async () => {
    await fc.assert(
      fc.asyncProperty(inputs, async ({ shape, bytes }) => {
        const read = await collect(shape, bytes);
        expectConserved(read, bytes);
        for (const { offset, length } of read.places) {
          expect(isObject(bytes.subarray(offset, offset + length))).toBe(true);
        }
        for (const cells of read.records) expect(cells).toHaveLength(read.header.length);
      }),
      { numRuns: 600 },
    );
  });

  test('every line that is an object is a record', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(writtenObject, { minLength: 1, maxLength: 8 }),
        changes,
        async (objects, list) => {
          const bytes = change(Buffer.from(objects.map(({ text }) => text).join('\n')), list);
          const read = await collect(linesShape, bytes);
          const found = new Set(read.places.map(({ offset }) => offset));
          for (let start = 0; start <= bytes.length; ) {
            const newline = bytes.indexOf(10, start);
            const end = newline === -1 ? bytes.length : newline;
            const line = bytes.subarray(start, end);
            if (line[0] === 0x7b && isObject(line)) expect(found).toContain(start);
            start = end + 1;
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('rows, rejects and account do not depend on how the bytes arrive', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        inputs,
        sizes,
        fc.integer({ min: 1, max: 64 }),
        fc.constantFrom(24, 60, 100_000),
        async ({ shape, bytes }, pieces, fill, largestRecord) => {
          const whole = await collect(shape, bytes, { held: { largestRecord, fill: 1 << 20 } });
          const cut = await collect(shape, bytes, { sizes: pieces, held: { largestRecord, fill } });
          expect(cut).toEqual(whole);
          expectConserved(cut, bytes);
        },
      ),
      { numRuns: 600 },
    );
  });
});
