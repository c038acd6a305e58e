/// <reference path="./fontkit.d.ts" />
import { readFileSync } from 'node:fs';
import { create, type Font, type Glyph, type GlyphPosition, type GlyphRun } from 'fontkit';
import { isNeverPrinted } from '../document/visible-characters.ts';
import type { FontFile } from './font-files.ts';
import { unpackWoff } from './unpack-woff.ts';

/** A font that sets text character by character: what is extracted from the page is what was put in. */
export interface ExactFont {
  /** For pdfkit to embed: fontkit's own object with its layout replaced. */
  readonly embeddable: Font;
  /** Tells fonts apart. */
  readonly name: string;
  readonly scale: number;
  /** True where the font draws this character with a glyph that stands for no other. */
  has(codePoint: number): boolean;
  /** Thousandths of the nominal size. */
  width(text: string): number;
}

/** Letters of scripts that run from right to left. */
export const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}]/u;

/** Ligatures and fractions would give several characters one glyph. */
const plainFeatures = {
  liga: false,
  clig: false,
  dlig: false,
  calt: false,
  frac: false,
  numr: false,
  dnom: false,
};

/** Most words of one font that are remembered; what a log holds must not fill the memory. */
const wordsRemembered = 5_000;

const plainAscii = /^[ -~]*$/;

/** Opens a font; takes some time for one with many glyphs, so keep it. */
export function openFont(file: FontFile): ExactFont {
  const font = create(unpackWoff(readFileSync(file.path)));
  const owners = glyphOwners(font, file.shaping === 'none');
  const shape = (text: string, direction: 'ltr' | 'rtl'): GlyphRun => {
    const plain = characterRun(font, text, direction);
    if (file.shaping === 'none') return plain;
    // fontkit changes the features it is given
    const run = font.layout(text, { ...plainFeatures }, undefined, undefined, direction);
    if (direction === 'rtl') return readsBackAs(text, run) ? run : plain;
    // beyond the letters' own glyphs shaping may only move them
    const same = run.glyphs.length === plain.glyphs.length;
    if (!same || run.glyphs.some(({ id }, index) => id !== plain.glyphs[index]!.id)) return plain;
    return glyphRun(plain.glyphs, run.positions);
  };
  const words = remember((word: string) => shape(word, 'ltr'), wordsRemembered);
  const layout = (text: string): GlyphRun => {
    if (file.shaping === 'beyond-ascii' && plainAscii.test(text)) return characterRun(font, text, 'ltr');
    const parts = rightToLeft.test(text) ? [shape(text, 'rtl')] : text.split(/(?<= )/).map(words);
    return joined(parts);
  };
  return {
    embeddable: Object.assign(Object.create(font) as Font, { layout }),
    name: file.path,
    has: (codePoint) => owners.has(codePoint),
    scale: file.scale,
    width: remember(
      (text: string) => (layout(text).advanceWidth * 1000 * file.scale) / font.unitsPerEm,
      wordsRemembered,
    ),
  };
}

/** The function with its last results kept, and all of them dropped when there are too many. */
function remember<Result>(compute: (key: string) => Result, cap: number): (key: string) => Result {
  const results = new Map<string, Result>();
  return (key) => {
    let result = results.get(key);
    if (result === undefined) {
      result = compute(key);
      if (results.size >= cap) results.clear();
      results.set(key, result);
    }
    return result;
  };
}

/** One run of several. */
function joined(parts: readonly GlyphRun[]): GlyphRun {
  return glyphRun(
    parts.flatMap(({ glyphs }) => glyphs),
    // pdfkit changes the positions it is given
    parts.flatMap((part) => part.positions.map((position) => ({ ...position }))),
  );
}

function glyphRun(glyphs: Glyph[], positions: GlyphPosition[]): GlyphRun {
  return {
    glyphs,
    positions,
    // pdfkit scales the positions, then asks for the width
    get advanceWidth() {
      return positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
    },
  };
}

/** Every character by its own glyph, without regard to its neighbours. */
function characterRun(font: Font, text: string, direction: 'ltr' | 'rtl'): GlyphRun {
  const codePoints = [...text].map((character) => character.codePointAt(0)!);
  if (direction === 'rtl') codePoints.reverse();
  const glyphs = codePoints.map((codePoint) => {
    const { id, advanceWidth } = font.glyphForCodePoint(codePoint);
    // fontkit remembers of a glyph only the first character it was asked for
    return { id, advanceWidth, codePoints: [codePoint] };
  });
  const positions = glyphs.map(({ advanceWidth }) => ({
    xAdvance: advanceWidth,
    yAdvance: 0,
    xOffset: 0,
    yOffset: 0,
  }));
  return glyphRun(glyphs, positions);
}

/** True where the characters of the glyphs, read from the right, are the text. */
function readsBackAs(text: string, { glyphs }: GlyphRun): boolean {
  const codePoints = [...glyphs].reverse().flatMap((glyph) => glyph.codePoints);
  return String.fromCodePoint(...codePoints) === text;
}

/** Characters that stand for one shape of a letter: shaping gives their glyphs to the letter itself. */
const presentationForm = (codePoint: number): boolean =>
  (codePoint >= 0xfb1d && codePoint <= 0xfdff) || (codePoint >= 0xfe70 && codePoint <= 0xfeff);

/**
 * The characters a font may be used for. A glyph that several characters share can be read back as one of them only,
 * so it is left to one: the highest, which in the fonts used here is the one that prose needs.
 */
function glyphOwners(font: Font, withPresentationForms: boolean): Set<number> {
  const ownerOf = new Map<number, number>();
  for (const codePoint of font.characterSet) {
    if (!font.hasGlyphForCodePoint(codePoint) || isNeverPrinted(codePoint)) continue;
    if (!withPresentationForms && presentationForm(codePoint)) continue;
    const glyph = font.glyphForCodePoint(codePoint).id;
    if (codePoint >= (ownerOf.get(glyph) ?? 0)) ownerOf.set(glyph, codePoint);
  }
  return new Set(ownerOf.values());
}
