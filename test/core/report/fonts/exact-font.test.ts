import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { create } from 'fontkit';
import { describe, expect, test } from 'vitest';
import { openFont, rightToLeft } from '../../../../electron/core/report/fonts/exact-font.ts';
import { fontChain } from '../../../../electron/core/report/fonts/font-chain.ts';
import { type FaceName, faces } from '../../../../electron/core/report/fonts/font-files.ts';
import { unpackWoff } from '../../../../electron/core/report/fonts/unpack-woff.ts';

const faceNames = Object.keys(faces) as FaceName[];

describe('a face', () => {
  test.each(faceNames)('%s sets plain prose in its own font', (face) => {
    const chain = fontChain(face);
    const own = faces[face][0].path;
    for (let codePoint = 0x20; codePoint < 0x7f; codePoint++) {
      expect(chain.fontFor(String.fromCodePoint(codePoint))?.name).toBe(own);
    }
  });

  test.each(faceNames)('%s has a font for every script that a log may hold', (face) => {
    for (const text of ['é', 'ß', 'Ω', 'Ж', 'ế', '漢', 'あ', '한', 'ع', 'ש', '😀', '→', '≥']) {
      expect(fontChain(face).fontFor(text), text).toBeDefined();
    }
  });

  test('has no font for what has no glyph, nor one that is .notdef', () => {
    for (const text of ['\u{10ffff}', '\u0378', '\u202e'])
      expect(fontChain('text').fontFor(text)).toBeUndefined();
  });
});

describe('a font', () => {
  const fonts = [
    ...new Map(
      faceNames.flatMap((face) => [...faces[face]]).map((file) => [file.path, openFont(file)]),
    ).values(),
  ];

  test('gives every character of plain text a glyph that reads back as it, whatever stands beside it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...fonts),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
        (font, any) => {
          const text = [...any].filter((character) => font.has(character.codePointAt(0)!)).join('');
          fc.pre(!rightToLeft.test(text));
          const { glyphs } = font.embeddable.layout(text);
          expect(String.fromCodePoint(...glyphs.flatMap(({ codePoints }) => codePoints))).toBe(text);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('gives no glyph to two characters', () => {
    for (const font of fonts) {
      const owner = new Map<number, number>();
      const shared: number[] = [];
      for (const codePoint of font.embeddable.characterSet) {
        if (!font.has(codePoint)) continue;
        const [glyph] = font.embeddable.layout(String.fromCodePoint(codePoint)).glyphs;
        if (owner.has(glyph!.id)) shared.push(codePoint);
        owner.set(glyph!.id, codePoint);
      }
      expect(shared).toEqual([]);
    }
  });

  test('makes no ligature', () => {
    const font = fontChain('text').fontFor('f')!;
    expect(font.embeddable.layout('office fi 1/2 ffl').glyphs).toHaveLength(17);
  });

  test('measures what it sets: more text is wider, and kerning counts', () => {
    const font = fontChain('text').fontFor('A')!;
    expect(font.width('AVAV')).toBeLessThan(font.width('A') * 2 + font.width('V') * 2);
    expect(font.width('one two')).toBeCloseTo(font.width('one ') + font.width('two'), 6);
  });
});

test('a WOFF unpacks to the font that fontkit reads in it', () => {
  const file = readFileSync(faces.text[0].path);
  const unpacked = unpackWoff(file);
  expect(unpacked.readUInt32BE(0)).not.toBe(0x774f4646);
  const [ours, theirs] = [create(unpacked), create(file)];
  expect(ours.characterSet).toEqual(theirs.characterSet);
  const shapes = (font: typeof ours) =>
    [...'AgQé&@'].map((character) => {
      const { id, advanceWidth } = font.glyphForCodePoint(character.codePointAt(0)!);
      return { id, advanceWidth };
    });
  expect(shapes(ours)).toEqual(shapes(theirs));
  expect(unpackWoff(unpacked)).toBe(unpacked);
});
