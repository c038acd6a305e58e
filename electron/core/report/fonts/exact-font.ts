/// <reference path="./fontkit.d.ts" />
import { readFileSync } from 'node:fs';
import { create, type Font, type Glyph, type GlyphRun } from 'fontkit';
import type { FontFile } from './font-files.ts';

/** A font that sets text character by character: what is extracted from the page is what was put in. */
export interface ExactFont {
  /** For pdfkit to embed: fontkit's own object with its layout replaced. */
  readonly embeddable: Font;
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

export function openFont(file: FontFile): ExactFont {
  const font = create(readFileSync(file.path));
  const owners = glyphOwners(font);
  const layout = (text: string): GlyphRun => {
    const direction = rightToLeft.test(text) ? 'rtl' : 'ltr';
    if (!file.shaped) return characterRun(font, text, direction);
    // fontkit changes the features it is given
    const run = font.layout(text, { ...plainFeatures }, undefined, undefined, direction);
    return run.glyphs.every((glyph) => glyph.codePoints.length > 0)
      ? run
      : characterRun(font, text, direction);
  };
  const widths = new Map<string, number>();
  return {
    embeddable: Object.assign(Object.create(font) as Font, { layout }),
    scale: file.scale,
    has: (codePoint) => owners.has(codePoint),
    width(text) {
      let width = widths.get(text);
      if (width === undefined) {
        width = (layout(text).advanceWidth * 1000 * file.scale) / font.unitsPerEm;
        widths.set(text, width);
      }
      return width;
    },
  };
}

/** Every character by its own glyph, without regard to its neighbours. */
function characterRun(font: Font, text: string, direction: 'ltr' | 'rtl'): GlyphRun {
  const characters = [...text];
  if (direction === 'rtl') characters.reverse();
  const glyphs: Glyph[] = characters.map((character) => font.glyphForCodePoint(character.codePointAt(0)!));
  const positions = glyphs.map((glyph) => ({
    xAdvance: glyph.advanceWidth,
    yAdvance: 0,
    xOffset: 0,
    yOffset: 0,
  }));
  return {
    glyphs,
    positions,
    // pdfkit scales the positions, then asks for the width
    get advanceWidth() {
      return positions.reduce((sum, position) => sum + position.xAdvance, 0);
    },
  };
}

/**
 * The characters a font may be used for. A glyph that several characters share can be read back as one of them only,
 * so it is left to one: the highest, which in the fonts used here is the one that prose needs.
 */
function glyphOwners(font: Font): Set<number> {
  const ownerOf = new Map<number, number>();
  for (const codePoint of font.characterSet) {
    if (!font.hasGlyphForCodePoint(codePoint) || isNeverPrinted(codePoint)) continue;
    const glyph = font.glyphForCodePoint(codePoint).id;
    if (codePoint >= (ownerOf.get(glyph) ?? 0)) ownerOf.set(glyph, codePoint);
  }
  return new Set(ownerOf.values());
}
