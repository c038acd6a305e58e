import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  columnLetters,
  noOddities,
  numberText,
} from '../../../../../electron/core/import/readers/xlsx/cell-values.ts';
import { shownAs } from '../../../../../electron/core/import/readers/xlsx/number-formats.ts';

const plain = (raw: string) => numberText(raw, shownAs.number, false, noOddities());

describe('numberText', () => {
  test.each([
    ['2510', '2510'],
    ['-7', '-7'],
    ['12345678901.0', '12345678901'],
    ['12345678901.000', '12345678901'],
    ['1.2345678901E10', '12345678901'],
    ['1E5', '100000'],
    ['1E+05', '100000'],
    ['9007199254740993', '9007199254740993'],
    ['12345678901234567890', '12345678901234567890'],
    ['12345678901234567890.0', '12345678901234567890'],
    ['0.30000000000000004', '0.30000000000000004'],
    ['0.29999999999999999', '0.3'],
    ['1.1000000000000001', '1.1'],
    ['1E-7', '1e-7'],
    ['+5', '5'],
    ['-0', '-0'],
    ['0.0', '0'],
    ['-0.0', '0'],
    [' 12 ', '12'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['007', '7'],
  ])('%s is %s', (raw, expected) => {
    expect(plain(raw)).toBe(expected);
  });

  test('reads back as the same number, whole numbers to 2^53 without exponent', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(plain(value.toPrecision(17)))).toBe(value === 0 ? 0 : value);
      }),
    );
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.nat({ max: 16 }), (value, digits) => {
        expect(plain(value.toExponential())).toBe(String(value));
        expect(plain(value.toFixed(Math.min(digits, 3)))).toBe(String(value));
      }),
    );
  });

  test('keeps what is no number, and says so', () => {
    const oddities = noOddities();
    for (const raw of ['0x10', 'Infinity', 'NaN', '1,5', '1e999', 'abc', '']) {
      expect(numberText(raw, shownAs.number, false, oddities)).toBe(raw);
      expect(numberText(raw, shownAs.day, false, oddities)).toBe(raw);
    }
    expect(oddities).toMatchObject({ noNumbers: 12, firstNoNumber: '0x10', withoutDay: 0 });
  });

  test('keeps numbers of no day as numbers, and says so', () => {
    const oddities = noOddities();
    expect(numberText('60', shownAs.day, false, oddities)).toBe('60');
    expect(numberText('-5.0', shownAs.dayAndTime, false, oddities)).toBe('-5');
    expect(numberText('1E10', shownAs.dayAndTime, false, oddities)).toBe('10000000000');
    expect(numberText('61', shownAs.day, false, oddities)).toBe('1900-03-01');
    expect(oddities).toMatchObject({ withoutDay: 3, firstWithoutDay: '60', noNumbers: 0 });
  });
});

test('columnLetters', () => {
  expect([0, 25, 26, 51, 701, 702, 16_383].map(columnLetters)).toEqual([
    'A',
    'Z',
    'AA',
    'AZ',
    'ZZ',
    'AAA',
    'XFD',
  ]);
});
