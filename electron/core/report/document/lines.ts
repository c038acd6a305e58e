import type { ExactFont } from '../fonts/exact-font.ts';
import { rightToLeft } from '../fonts/exact-font.ts';
import { fontChain } from '../fonts/font-chain.ts';
import type { FaceName } from '../fonts/font-files.ts';
import { type Cluster, clusters, escapeOf } from './visible-characters.ts';

/** How a stretch of text is set. Sizes are points, colors `#rrggbb`. */
export interface Style {
  readonly face: FaceName;
  readonly size: number;
  readonly color: string;
}

/** Text as data has it; what cannot be shown is escaped when it is set. */
export interface Span {
  readonly text: string;
  readonly style: Style;
}

/** A stretch of one line in one font. `x` is its distance from the start of the line, in points like `width`. */
export interface Run {
  readonly text: string;
  /** The face asked for; `font` is the one of its chain that has the text. */
  readonly face: FaceName;
  readonly font: ExactFont;
  readonly size: number;
  readonly color: string;
  readonly x: number;
  readonly width: number;
}

export interface Line {
  readonly runs: readonly Run[];
  readonly width: number;
}

interface Piece {
  readonly text: string;
  readonly font: ExactFont;
  readonly style: Style;
  readonly space: boolean;
  readonly rightToLeft: boolean;
  readonly width: number;
}

/**
 * Sets text in lines of at most `width` points. Breaks between words, inside a word only where it is wider than a line.
 * Every character is on some line but one blank at each break. Takes linear time whatever the text.
 */
export function breakLines(spans: readonly Span[], width: number): Line[] {
  const lines: Line[] = [];
  let line: Piece[] = [];
  let lineWidth = 0;
  let word: Piece[] = [];
  let wordWidth = 0;

  const endLine = () => {
    lines.push(toLine(line));
    line = [];
    lineWidth = 0;
  };
  const place = (piece: Piece) => {
    if (lineWidth + piece.width > width && lineWidth > 0) endLine();
    line.push(piece);
    lineWidth += piece.width;
  };
  const endWord = () => {
    if (lineWidth + wordWidth > width && lineWidth > 0) endLine();
    word.forEach(place);
    word = [];
    wordWidth = 0;
  };

  let tooWide = false;
  for (const piece of piecesOf(spans)) {
    if (piece.space) {
      endWord();
      tooWide = false;
      if (lineWidth + piece.width <= width) place(piece);
      else endLine();
    } else if (tooWide) {
      place(piece);
    } else {
      word.push(piece);
      wordWidth += piece.width;
      if (wordWidth > width) {
        endWord();
        tooWide = true;
      }
    }
  }
  endWord();
  if (line.length > 0 || lines.length === 0) endLine();
  return lines;
}

function* piecesOf(spans: readonly Span[]): Generator<Piece> {
  let previous: Piece | undefined;
  for (const { text, style } of spans) {
    for (const cluster of clusters(text)) {
      for (const piece of setCluster(cluster, style, previous)) {
        previous = piece;
        yield piece;
      }
    }
  }
}

/** A cluster in the first font that has all of it; where there is none, in parts, with what no font has escaped. */
function setCluster({ text, kind }: Cluster, style: Style, previous: Piece | undefined): Piece[] {
  const chain = fontChain(style.face);
  const escaped = (characters: string) => toPiece(characters, chain.fontFor('<')!, style, false);
  if (kind === 'escape') return [escaped(text)];
  // a blank between two words of one script need not change the font
  if (kind === 'space' && previous?.style === style && !previous.text.startsWith('<U+')) {
    return [toPiece(text, previous.font, style, true)];
  }
  const font = chain.fontFor(text);
  if (font) return [toPiece(text, font, style, kind === 'space')];
  return [...text].map((character, position) => {
    // a mark away from its letter would sit on whatever stands before it
    const own = position === 0 ? chain.fontFor(character) : undefined;
    return own ? toPiece(character, own, style, false) : escaped(escapeOf(character));
  });
}

function toPiece(text: string, font: ExactFont, style: Style, space: boolean): Piece {
  return {
    text,
    font,
    style,
    space,
    rightToLeft: rightToLeft.test(text),
    width: (font.width(text) * style.size) / 1000,
  };
}

/** Joins neighbours that are set alike. Blanks between words that run from right to left belong to them. */
function toLine(pieces: readonly Piece[]): Line {
  const runs: Run[] = [];
  let x = 0;
  let start = 0;
  while (start < pieces.length) {
    const first = pieces[start]!;
    let end = start + 1;
    let text = first.text;
    while (end < pieces.length) {
      const next = pieces[end]!;
      if (next.font !== first.font || next.style !== first.style) break;
      if (directionAt(pieces, end) !== directionAt(pieces, start)) break;
      text += next.text;
      end++;
    }
    const width = (first.font.width(text) * first.style.size) / 1000;
    runs.push({
      text,
      face: first.style.face,
      font: first.font,
      size: first.style.size * first.font.scale,
      color: first.style.color,
      x,
      width,
    });
    x += width;
    start = end;
  }
  return { runs, width: x };
}

function directionAt(pieces: readonly Piece[], index: number): boolean {
  if (!pieces[index]!.space) return pieces[index]!.rightToLeft;
  return Boolean(pieces[index - 1]?.rightToLeft && pieces[index + 1]?.rightToLeft);
}
