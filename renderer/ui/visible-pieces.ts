/** Text as it is shown: what can be read, and escapes of what would hide, reorder or act. */
export interface VisiblePiece {
  readonly text: string;
  readonly isEscape: boolean;
}

interface VisibleOptions {
  /** Line feeds, carriage returns before them and tabs stay as they are: for whole records, not cells. */
  readonly keepLines?: boolean;
}

/** More marks than living writing puts on a letter would reach into the lines around it. */
const marksShown = 3;
/** Controls, format and bidirectional characters, private and unassigned ones, lone surrogates, odd blanks. */
const invisible =
  /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/u;
const mark = /\p{M}/u;
const plain = /^[\x20-\x3b\x3d-\x7e]*$/;
/** Text that reads like an escape is itself escaped, so that an escape can mean one thing only. */
const looksLikeEscape = /^<U\+[0-9A-F]{4,6}>/;

/** Splits text for showing. Nothing is left out: every character is in a piece, as itself or as its escape. */
export function visiblePieces(text: string, { keepLines = false }: VisibleOptions = {}): VisiblePiece[] {
  if (plain.test(text)) return text === '' ? [] : [{ text, isEscape: false }];
  const pieces: VisiblePiece[] = [];
  let run = '';
  let marks = 0;
  let position = 0;
  const addEscape = (character: string) => {
    if (run !== '') pieces.push({ text: run, isEscape: false });
    run = '';
    pieces.push({ text: escapeOf(character), isEscape: true });
  };
  for (const character of text) {
    const next = text[position + character.length];
    if (keepLines && (character === '\n' || character === '\t' || (character === '\r' && next === '\n'))) {
      run += character === '\r' ? '' : character;
    } else if (invisible.test(character)) {
      addEscape(character);
    } else if (mark.test(character)) {
      if (run === '' || marks >= marksShown) addEscape(character);
      else run += character;
      marks++;
    } else {
      marks = 0;
      if (character === '<' && looksLikeEscape.test(text.slice(position, position + 10)))
        addEscape(character);
      else run += character;
    }
    position += character.length;
  }
  if (run !== '') pieces.push({ text: run, isEscape: false });
  return pieces;
}

/** Text with everything that cannot be shown written as an escape, such as `<U+202E>`. */
export function visibleString(text: string): string {
  return visiblePieces(text)
    .map((piece) => piece.text)
    .join('');
}

function escapeOf(character: string): string {
  return `<U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`;
}
