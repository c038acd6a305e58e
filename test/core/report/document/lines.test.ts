import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakLines, type Line } from '../../../../electron/core/report/document/lines.ts';
import { styles } from '../../../../electron/core/report/document/styles.ts';
import { visibleText } from '../../../../electron/core/report/document/visible-characters.ts';

const textOf = (line: Line): string => line.runs.map(({ text }) => text).join('');
const set = (text: string, width: number, style: typeof styles.text | typeof styles.cellLog = styles.text) =>
  breakLines([{ text, style }], width);

describe('lines', () => {
  test('break between words', () => {
    expect(
      set('the quick brown fox jumps', 60)
        .map(textOf)
        .map((line) => line.trim()),
    ).toEqual(['the quick', 'brown fox', 'jumps']);
  });

  test('break a word that is wider than a line, and go on behind it', () => {
    const lines = set(`${'x'.repeat(40)} end`, 60, styles.cellLog).map(textOf);
    expect(lines.join('')).toBe(`${'x'.repeat(40)} end`);
    expect(lines.map((line) => line.length)).toEqual([14, 14, 13, 3]);
  });

  test('hold every character, at most as wide as asked for, whatever the text', () => {
    const character = fc.oneof(
      fc.constantFrom(' ', ' ', 'a', 'W', '-', '\u202e', '漢', 'ع', '\u0301', '<U+202E>'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    const text = fc.array(character, { maxLength: 80 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 60, max: 400 }), (any, width) => {
        const lines = set(any, width);
        const held = lines
          .map(textOf)
          .join('')
          .replace(/<U\+([0-9A-F]{4,6})>/g, 'E');
        const expected = visibleText(any).replace(/<U\+([0-9A-F]{4,6})>/g, 'E');
        // a character without a glyph is one more escape
        expect([...held.replaceAll(' ', '')].length).toBe([...expected.replaceAll(' ', '')].length);
        // kerning and marks may move what was measured piece by piece
        for (const line of lines) expect(line.width).toBeLessThanOrEqual(width * 1.02 + 6);
      }),
      { numRuns: 300 },
    );
  });

  test('take time in proportion to the text', () => {
    const time = (length: number) => {
      const startedAt = performance.now();
      set('x'.repeat(length), 90);
      return performance.now() - startedAt;
    };
    time(20_000);
    const [short, long] = [time(20_000), time(200_000)];
    expect(long).toBeLessThan(short * 10 * 4 + 50);
  });

  test('keep an escape together, and a blank between words of one line', () => {
    const lines = set('ab\u202ecd', 40, styles.cellLog).map(textOf);
    expect(lines.join('|')).toContain('<U+202E>');
    expect(textOf(set('a  b', 100)[0]!)).toBe('a  b');
  });

  test('set words from right to left as one run, blanks between them included', () => {
    const [line] = set('plate שלום עולם end', 400);
    expect(line!.runs.map(({ text }) => text)).toEqual(['plate ', 'שלום עולם', ' ', 'end']);
  });

  test('give one empty line for no text', () => {
    expect(set('', 100)).toEqual([{ runs: [], width: 0 }]);
  });
});
