import { type ExactFont, openFont } from './exact-font.ts';
import { type FaceName, type FontFile, faces } from './font-files.ts';

/** A face as text is set in it: for each character the first font of the chain that has it. */
export interface FontChain {
  /** The font for all code points of a piece of text; undefined where no font has them all. */
  fontFor(text: string): ExactFont | undefined;
}

/** Opened fonts by file: faces share them, and the widest of them is opened only when a text needs it. */
const opened = new Map<string, ExactFont>();
const chains = new Map<FaceName, FontChain>();

/** Most pieces of text whose font is remembered. */
const piecesRemembered = 20_000;

export function fontChain(face: FaceName): FontChain {
  let chain = chains.get(face);
  if (!chain) {
    chain = openChain(faces[face]);
    chains.set(face, chain);
  }
  return chain;
}

function openChain(files: readonly FontFile[]): FontChain {
  const found = new Map<string, ExactFont | undefined>();
  const search = (text: string): ExactFont | undefined => {
    const codePoints = [...text].map((character) => character.codePointAt(0)!);
    for (const file of files) {
      const font = fontOf(file);
      if (codePoints.every((codePoint) => font.has(codePoint))) return font;
    }
    return undefined;
  };
  return {
    fontFor(text) {
      if (found.has(text)) return found.get(text);
      const font = search(text);
      if (found.size >= piecesRemembered) found.clear();
      found.set(text, font);
      return font;
    },
  };
}

function fontOf(file: FontFile): ExactFont {
  const key = `${file.path} ${file.scale}`;
  let font = opened.get(key);
  if (!font) {
    font = openFont(file);
    opened.set(key, font);
  }
  return font;
}
