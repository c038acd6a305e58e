import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareDecimals, parseDecimal, parseWrittenNumber } from '../../../electron/core/rules/decimal.ts';
import { foldCase, foldCaseSimply } from '../../../electron/core/rules/fold.ts';
import { instantOf, parseTime } from '../../../electron/core/rules/instant.ts';

const written: readonly (readonly [string, string | undefined])[] = [
  ['12', '12'],
  ['-0', '0'],
  ['007.50', '7.5'],
  ['.5', '0.5'],
  ['1e3', '1000'],
  ['1.25e1', '12.5'],
  ['1.25e2', '125'],
  ['1.25e-1', '0.125'],
  ['12e-2', '0.12'],
  ['12e-3', '0.012'],
  ['-12E+1', '-120'],
  ['1e400', `1${'0'.repeat(400)}`],
  ['1e401', undefined],
  ['1e-401', undefined],
  ['0x1F', '31'],
  ['0o17', '15'],
  ['.inf', undefined],
  ['.nan', undefined],
  ['12a', undefined],
];

test.each(written)('%s is written for %s', (text, expected) => {
  expect(parseWrittenNumber(text)?.text).toBe(expected);
});

test('numbers are in order, however many digits they have', () => {
  const number = fc
    .tuple(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.nat(3))
    .map(([digits, scale]) => {
      const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
      const point = text.length - scale;
      const size = digits * 10n ** BigInt(3 - scale);
      return { size, text: `${digits < 0n ? '-' : ''}${text.slice(0, point)}.${text.slice(point)}` };
    });
  fc.assert(
    fc.property(number, number, (a, b) => {
      const order = compareDecimals(parseDecimal(a.text)!, parseDecimal(b.text)!);
      expect(Math.sign(order)).toBe(a.size < b.size ? -1 : a.size > b.size ? 1 : 0);
    }),
  );
});

const times: readonly (readonly [string, string | undefined])[] = [
  ['2025-06-18T23:59:60Z', '2025-06-19T00:00:00.000Z'],
  ['2025-06-18T23:59:61Z', undefined],
  ['2025-06-18T24:00:00Z', undefined],
  ['2025-06-18T23:60:00Z', undefined],
  ['2025-06-18T12:00:00+23:59', '2025-06-17T12:01:00.000Z'],
  ['2025-06-18T12:00:00+24:00', undefined],
  ['2025-06-18T12:00:00+00:60', undefined],
  ['2025-06-18 12:00 UTC', '2025-06-18T12:00:00.000Z'],
  ['2025-06-18T12:00:00.1234567-0330', '2025-06-18T15:30:00.123Z'],
  ['2024-02-29T00:00:00z', '2024-02-29T00:00:00.000Z'],
  ['2025-02-29T00:00:00Z', undefined],
  ['2025-13-01T00:00:00Z', undefined],
  ['2025-00-01T00:00:00Z', undefined],
  ['2025-01-00T00:00:00Z', undefined],
  [`2025-01-01T00:00:00Z${' '.repeat(45)}`, undefined],
  [`2025-01-01T00:00:00Z${' '.repeat(44)}`, '2025-01-01T00:00:00.000Z'],
];

test.each(times)('%s is the instant %s', (text, expected) => {
  const time = parseTime(text);
  const micros = time && instantOf(time);
  expect(micros === undefined ? undefined : new Date(Math.floor(micros / 1000)).toISOString()).toBe(expected);
});

test('folding sets case aside, in full or keeping the number of characters', () => {
  expect(foldCase('Straße ﬀ Σς K İ ı')).toBe(foldCase('STRASSE FF σσ k i\u0307 ı'));
  expect(foldCase('I')).not.toBe(foldCase('ı'));
  expect(foldCaseSimply('ẞßΣ')).toBe(foldCaseSimply('ßẞσ'));
  for (const text of ['Straße', 'ﬀ', 'İx', 'ŉ', '😀É']) {
    expect([...foldCaseSimply(text)]).toHaveLength([...text].length);
  }
});
