import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SharedTexts } from '../../../../../electron/core/import/readers/xlsx/shared-texts.ts';

describe('SharedTexts', () => {
  test('gives back what it was given, in any order and again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' }), { maxLength: 50 }),
        fc.array(fc.nat()),
        (all, order) => {
          const texts = new SharedTexts();
          for (const text of all) texts.add(text);
          expect(texts.count).toBe(all.length);
          for (const place of order) expect(texts.text(place)).toBe(all[place]);
          all.forEach((text, i) => {
            expect(texts.text(i)).toBe(text);
          });
        },
      ),
    );
  });

  test('none there, none kept', () => {
    const texts = new SharedTexts();
    texts.add('');
    texts.add(null);
    texts.add('after');
    expect([-1, 0, 1, 2, 3, Number.NaN].map((index) => texts.text(index))).toEqual([
      undefined,
      '',
      null,
      'after',
      undefined,
      undefined,
    ]);
  });

  test('more texts than are held decoded', () => {
    const texts = new SharedTexts();
    for (let i = 0; i < 40_000; i++) texts.add(`text ${i}`);
    for (const i of [5, 5 + 16_384, 5 + 2 * 16_384, 5]) expect(texts.text(i)).toBe(`text ${i}`);
  });

  test('texts over many segments, in memory near to their size', () => {
    const texts = new SharedTexts();
    const text = (i: number) => `${i} ${'é'.repeat(i % 40_000)}`;
    for (let i = 0; i < 3000; i++) texts.add(text(i));
    for (const i of [0, 1, 418, 419, 1000, 2999]) expect(texts.text(i)).toBe(text(i));
    const size = Array.from({ length: 3000 }, (_, i) => Buffer.byteLength(text(i))).reduce(
      (a, b) => a + b,
      0,
    );
    expect(texts.bytes).toBeGreaterThan(size);
    expect(texts.bytes).toBeLessThan(size + (32 << 20));
  });
});
