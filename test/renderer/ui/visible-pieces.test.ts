import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visiblePieces, visibleString } from '../../../renderer/ui/visible-pieces.ts';

/** What can act on or hide in the text around it. */
const dangerous = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

describe('visiblePieces', () => {
  it.each([
    ['plain text 123', 'plain text 123'],
    ['', ''],
    ['a\u202Eb', 'a<U+202E>b'],
    ['\u2066x\u2069', '<U+2066>x<U+2069>'],
    ['tab\there', 'tab<U+0009>here'],
    ['nul\u0000', 'nul<U+0000>'],
    ['no\u00a0break', 'no<U+00A0>break'],
    ['zero\u200bwidth', 'zero<U+200B>width'],
    ['lone \ud800 half', 'lone <U+D800> half'],
    ['tag \u{e0041}', 'tag <U+E0041>'],
    ['José ñ 漢字 שלום 👍', 'José ñ 漢字 שלום 👍'],
    ['typed <U+202E>', 'typed <U+003C>U+202E>'],
    ['a < b <c>', 'a < b <c>'],
  ])('%j is shown as %j', (text, shown) => {
    expect(visibleString(text)).toBe(shown);
  });

  it('marks escapes as such and nothing else', () => {
    expect(visiblePieces('a\u202E<U+202E>')).toEqual([
      { text: 'a', isEscape: false },
      { text: '<U+202E>', isEscape: true },
      { text: '<U+003C>', isEscape: true },
      { text: 'U+202E>', isEscape: false },
    ]);
  });

  it('lets three marks stand on a letter and writes the others out', () => {
    expect(visibleString(`o${'\u0301'.repeat(5)}`)).toBe(`o${'\u0301'.repeat(3)}<U+0301><U+0301>`);
    expect(visibleString('\u0301first')).toBe('<U+0301>first');
  });

  it('keeps lines and tabs of a record where asked, lone carriage returns not', () => {
    const text = visiblePieces('a\tb\r\nc\rd\u202E', { keepLines: true });
    expect(text.map((piece) => piece.text).join('')).toBe('a\tb\nc<U+000D>d<U+202E>');
  });

  it('never lets through what acts or hides, and is plain the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const shown = visibleString(text);
        expect(dangerous.test(shown)).toBe(false);
      }),
    );
  });

  it('shows different texts differently', () => {
    const text = fc.string({
      unit: fc.constantFrom('<', 'U', '+', '2', '0', 'E', '>', '\u202E', '\u0301', 'a'),
      maxLength: 24,
    });
    fc.assert(
      fc.property(text, text, (a, b) => {
        fc.pre(a !== b);
        expect(visibleString(a)).not.toBe(visibleString(b));
      }),
      { numRuns: 2000 },
    );
  });

  it('takes time in proportion to the text', () => {
    const text = '\u202E<U+'.repeat(100_000);
    const startedAtMs = performance.now();
    visiblePieces(text);
    expect(performance.now() - startedAtMs).toBeLessThan(2_000);
  });
});
