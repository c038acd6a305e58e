import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstInvalidUtf8, Utf8Check } from '../../../../electron/core/import/csv/utf8.ts';

const pieces = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }).map(Buffer.from),
      fc.uint8Array({ maxLength: 6 }),
    ),
    {
      maxLength: 12,
    },
  )
  .map((parts) => Buffer.concat(parts));

/** What decoding says: the number of bytes before the first replacement. */
function firstInvalidByDecoding(bytes: Buffer): number {
  if (isUtf8(bytes)) return -1;
  let valid = 0;
  // The longest valid beginning, by bisection over whole prefixes that end inside no character.
  for (let end = 1; end <= bytes.length; end++) if (isUtf8(bytes.subarray(0, end))) valid = end;
  return valid;
}

test('the first foreign byte is where the longest valid beginning ends', () => {
  fc.assert(
    fc.property(pieces, (bytes) => {
      fc.pre(bytes.length < 2000);
      expect(firstInvalidUtf8(bytes)).toBe(firstInvalidByDecoding(bytes));
    }),
    { numRuns: 300 },
  );
});

test('lines checked one after the other are judged as each alone', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(pieces, fc.boolean()), { maxLength: 10 }), (lines) => {
      const contents = lines.map(([content]) => Buffer.from(content.filter((byte) => byte !== 10)));
      const bytes = Buffer.concat(contents.flatMap((content) => [content, Buffer.from('\n')]));
      const check = new Utf8Check();
      // The buffer goes on behind what is at hand.
      check.start(Buffer.concat([bytes, Buffer.from([0x80, 0x80, 0x80])]), bytes.length);
      let offset = 0;
      contents.forEach((content, index) => {
        const invalid = firstInvalidUtf8(content);
        // Some lines are passed over, as rejected ones are.
        if (lines[index]![1]) {
          const found = check.firstInvalid(offset, offset + content.length);
          expect(found).toBe(invalid === -1 ? -1 : offset + invalid);
        }
        offset += content.length + 1;
      });
    }),
    { numRuns: 1000 },
  );
});

test('a text longer than one step, of characters of all lengths, is valid', () => {
  for (const shift of [0, 1, 2, 3]) {
    const bytes = Buffer.from('x'.repeat(shift) + 'é車🚗a'.repeat(40_000));
    const check = new Utf8Check();
    check.start(bytes, bytes.length);
    expect(check.firstInvalid(0, bytes.length)).toBe(-1);
    bytes[200_001] = 0xff;
    check.start(bytes, bytes.length);
    const found = check.firstInvalid(0, bytes.length);
    expect(found).toBe(firstInvalidUtf8(bytes));
    expect(found).toBeGreaterThan(199_990);
  }
});
