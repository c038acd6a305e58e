import fc from 'fast-check';
import { expect, test } from 'vitest';
import { table } from '../../electron/cli/layout.ts';
import { safeJson, visibleText } from '../../electron/cli/visible-text.ts';

const dangerous = /\p{Cc}|[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Surrogate}/u;

test.each([
  ['\u001b[31mred\u001b[0m', '\\x1b[31mred\\x1b[0m'],
  ['a\r\nb\tc\0', 'a\\x0d\\x0ab\\x09c\\x00'],
  ['\u009b2J\u007f', '\\x9b2J\\x7f'],
  ['user\u202egnp.exe', 'user\\u202egnp.exe'],
  ['zero\u200bwidth\ufeff', 'zero\\u200bwidth\\ufeff'],
  ['\ud800 alone', '\\ud800 alone'],
  ['tag \u{e0041}', 'tag \\u{e0041}'],
  ['Žluťoučký 車 🚔 C:\\Users', 'Žluťoučký 車 🚔 C:\\Users'],
])('%j', (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

const anyText = fc.string({ unit: 'binary', maxLength: 200 });

test('nothing a terminal acts on or hides gets through', () => {
  fc.assert(fc.property(anyText, (text) => !dangerous.test(visibleText(text))));
  fc.assert(fc.property(anyText, (text) => !dangerous.test(table(['h'], [[text]]).join(''))));
});

test('JSON stays the same document', () => {
  const document = fc.dictionary(
    anyText,
    fc.oneof(anyText, fc.array(anyText), fc.integer(), fc.constant(null)),
  );
  fc.assert(
    fc.property(document, (value) => {
      const text = safeJson(value);
      expect(text).not.toMatch(dangerous);
      expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(value));
    }),
  );
});

test('a cell of a thousand controls stays a cell', () => {
  const [, line] = table(['h'], [['\u001b'.repeat(1000)]]);
  expect(line).toHaveLength(60);
  expect(line).toMatch(/^(\\x1b)+\\?x?1?…$/);
});
