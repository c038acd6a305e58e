import { expect, test } from 'vitest';
import {
  cellTraits,
  cellType,
  isUuid,
  numberOf,
  traitsOf,
} from '../../../electron/core/quality/cell-traits.ts';

test.each([
  ['2510', 'number'],
  ['-1,234,567.50', 'number'],
  ['1E+05', 'number'],
  ['12,34', 'text'],
  ['2025-06-18 00:02:04.789', 'date'],
  ['2025-06-18T00:02:04Z', 'date'],
  ['01/31/2022, 11:26:24 PM UTC', 'date'],
  ['002a8239-ee52-4657-9f94-c7037e95e35e', 'uuid'],
  ['ABC1234', 'plate-like'],
  ['OR 555 KLM', 'plate-like'],
  ['abc1234', 'text'],
  ['ABCDEFG', 'text'],
  ['j.doe@example.org', 'e-mail'],
  ['investigation', 'text'],
  [`${'9'.repeat(500)}`, 'text'],
])('%j looks like %s', (text, type) => {
  expect(cellType(text)).toBe(type);
  expect(cellType(` ${text} `)).toBe(type);
});

test('numbers are read as they are written', () => {
  expect([' 1,234.5 ', '1E+05', '-7'].map(numberOf)).toEqual([1234.5, 100_000, -7]);
  expect(isUuid('002a8239-ee52-4657-9f94-c7037e95e35e')).toBe(true);
  expect(isUuid('002a8239-ee52-4657-9f94-c7037e95e35x')).toBe(false);
});

const names = (text: string) =>
  cellTraits.filter((_, i) => traitsOf(text) & (1 << i)).map(({ trait }) => trait);

test.each<[string, string[]]>([
  ['plain text, 12', []],
  ['', []],
  ['O’Brien – naïve café', []],
  ['иванов', []],
  ['investigation ', ['blank-edges']],
  ['00074', ['leading-zeros']],
  ['0', []],
  ['0.5', []],
  ['1.23E+05', ['excel-exponent']],
  ['1E5', []],
  ['1234567890123450000', ['excel-lost-digits']],
  ['1234567890123456789', []],
  ['123456789012340', []],
  ['2-Jan', ['excel-date']],
  ['Jan-02', ['excel-date']],
  ['2510.0', ['whole-number-as-decimal']],
  ['2510.5', []],
  ['#REF!', ['spreadsheet-error']],
  ['x'.repeat(32_767), ['spreadsheet-longest-cell']],
  ['x'.repeat(32_766), []],
  ['half \\ud83d here', ['half-character-escape']],
  ['whole \\ud83d\\ude00 here', []],
  ['a\u0007b', ['control-characters']],
  ['a\tb', []],
  ['a\nb', ['line-ends']],
  ['plate \u202eDCBA', ['bidirectional-characters']],
  ['a\u200bb', ['invisible-characters']],
  ['pаypal', ['mixed-scripts']],
  ['Ivan иванов', []],
  ['ＡＢＣ', ['wide-letters']],
  ['caf\ufffd', ['replacement-characters']],
  ['cafÃ©', ['wrong-encoding']],
  ['a \ud800 b', ['replacement-characters']],
  ['😀', []],
])('%j shows %j', (text, traits) => {
  expect(names(text)).toEqual(traits);
});

test('hostile text is looked at in linear time', () => {
  const started = performance.now();
  for (const text of [
    'a@'.repeat(50_000),
    '1,'.repeat(50_000),
    '\\ud8'.repeat(50_000),
    'A '.repeat(50_000),
    '\u202e'.repeat(99_999),
  ]) {
    cellType(text);
    traitsOf(text);
    cellType(text.slice(0, 119));
  }
  expect(performance.now() - started).toBeLessThan(200);
});
