import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BlockEncoding,
  decodeFloats,
  decodeHashes,
  decodeIntegers,
  decodeLargeIntegers,
  decodeSpans,
  type EncodedBlock,
  encodeFloats,
  encodeHashes,
  encodeIntegers,
  encodeSpans,
} from '../../../electron/core/events/block-codec.ts';

/** As SQLite gives a block back: the same bytes at an address of its own choosing. */
function stored(block: EncodedBlock, shift = 0): EncodedBlock {
  const data = Buffer.from(new ArrayBuffer(block.data.length + shift), shift, block.data.length);
  block.data.copy(data);
  return { encoding: block.encoding, data };
}
const shifts = fc.integer({ min: 0, max: 7 });

describe('whole numbers', () => {
  test.each<[BlockEncoding, number, number[]]>([
    ['constant', 8, [7, 7, 7]],
    ['constant', 8, [-2_147_483_648]],
    ['constant', 8, []],
    ['sequence', 8, [5, 6, 7]],
    ['sequence', 8, [-1, 0, 1]],
    ['uint8', 8 + 3, [0, 255, 3]],
    ['uint8', 8 + 2, [1000, 1255]],
    ['uint8', 8 + 2, [-5, 250]],
    ['uint16', 8 + 4, [0, 256]],
    ['uint16', 8 + 4, [0, 65_535]],
    ['uint16', 8 + 4, [70_000, 135_535]],
    ['uint32', 8 + 8, [0, 65_536]],
    ['uint32', 8 + 8, [-2_147_483_648, 2_147_483_647]],
  ])('are stored as %s in %i bytes: %j', (encoding, length, values) => {
    const block = encodeIntegers(Int32Array.from(values));
    expect([block.encoding, block.data.length]).toEqual([encoding, length]);
    expect([...decodeIntegers(stored(block), values.length)]).toEqual(values);
    expect([...decodeLargeIntegers(stored(block), values.length)]).toEqual(values);
  });

  test('come back whatever they are', () => {
    const near = fc.tuple(
      fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 70_000 }),
      fc.constantFrom(1, 255, 256, 65_535, 65_536),
    );
    const values = fc.oneof(
      fc.int32Array({ maxLength: 50 }),
      near.chain(([base, range]) =>
        fc
          .array(fc.integer({ min: base, max: base + range }), { maxLength: 50 })
          .map((list) => Int32Array.from(list)),
      ),
    );
    fc.assert(
      fc.property(values, shifts, (numbers, shift) => {
        const block = stored(encodeIntegers(numbers), shift);
        expect(decodeIntegers(block, numbers.length)).toEqual(numbers);
        expect(decodeLargeIntegers(block, numbers.length)).toEqual(Float64Array.from(numbers));
      }),
      { numRuns: 1000 },
    );
  });

  test('beyond 31 bits come back as floats, and shifted where the base is', () => {
    fc.assert(
      fc.property(
        fc.uint32Array({ maxLength: 50 }),
        fc.integer({ min: 0, max: 2 ** 50 }),
        shifts,
        (numbers, base, shift) => {
          const block = encodeIntegers(numbers);
          // As the writer places offsets: relative to the first record of the slice.
          block.data.writeDoubleLE(block.data.readDoubleLE(0) + base, 0);
          const decoded = decodeLargeIntegers(stored(block, shift), numbers.length);
          expect(decoded).toEqual(Float64Array.from(numbers, (number) => number + base));
        },
      ),
    );
  });

  test('of a block that holds others are refused', () => {
    expect(() => decodeIntegers(encodeFloats(Float64Array.of(1.5)), 1)).toThrow('float64');
  });
});

test('floats come back bit for bit, NaN and signed zero too', () => {
  fc.assert(
    fc.property(fc.float64Array({ maxLength: 30 }), shifts, (values, shift) => {
      const block = stored(encodeFloats(values), shift);
      expect(block.encoding).toBe('float64');
      const back = decodeFloats(block);
      expect(back.length).toBe(values.length);
      for (let i = 0; i < values.length; i++) expect(Object.is(back[i], values[i])).toBe(true);
    }),
  );
});

test('hashes come back', () => {
  fc.assert(
    fc.property(fc.uint32Array({ maxLength: 30 }), shifts, (words, shift) => {
      expect(decodeHashes(stored(encodeHashes(words), shift))).toEqual(words);
    }),
  );
});

describe('spans', () => {
  test('come back, in 16 bits while all fit', () => {
    const number = fc.oneof(
      fc.constantFrom(0, 1, 65_535, 65_536, 4_294_967_295),
      fc.nat(70_000),
      fc.nat(300),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { maxLength: 30 }), shifts, (pairs, shift) => {
        const starts = Uint32Array.from(pairs, ([start]) => start);
        const lengths = Uint32Array.from(pairs, ([, length]) => length);
        const block = stored(encodeSpans(starts, lengths), shift);
        const fits = pairs.flat().every((value) => value <= 65_535);
        expect([block.encoding, block.data.length]).toEqual(
          fits ? ['spans16', pairs.length * 4] : ['spans32', pairs.length * 8],
        );
        const back = decodeSpans(block, pairs.length);
        expect(Array.from(back.starts)).toEqual([...starts]);
        expect(Array.from(back.lengths)).toEqual([...lengths]);
      }),
      { numRuns: 500 },
    );
  });
});

test('all numbers are little-endian, as docs/case-format.md has Python read them', () => {
  const block = encodeIntegers(Int32Array.of(0, 0x01_02_03));
  expect(block.data.toString('hex')).toBe(`${'00'.repeat(8)}00000000${'03020100'}`);
  expect(encodeIntegers(Int32Array.of(1, 1)).data.toString('hex')).toBe('000000000000f03f');
});
