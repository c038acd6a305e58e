import { breakLines, type Style } from './lines.ts';

/** How wide a text is on one line, in points. To be asked of short texts only. */
export function textWidth(text: string, style: Style): number {
  return breakLines([{ text, style }], Number.POSITIVE_INFINITY)[0]!.width;
}

/** More than any line holds. */
const mostCharacters = 200;

/** A text as far as it fits on one line of `width` points; one that is cut ends in an ellipsis. */
export function cutToWidth(text: string, style: Style, width: number): string {
  const fits = (part: string) => breakLines([{ text: part, style }], width).length === 1;
  const characters = Array.from(text.slice(0, 2 * mostCharacters)).slice(0, mostCharacters);
  if (characters.join('').length === text.length && fits(text)) return text;
  let fitting = 0;
  let tooMany = characters.length + 1;
  while (fitting + 1 < tooMany) {
    const middle = (fitting + tooMany) >> 1;
    if (fits(cut(characters, middle))) fitting = middle;
    else tooMany = middle;
  }
  return cut(characters, fitting);
}

const cut = (characters: readonly string[], count: number): string =>
  `${characters.slice(0, count).join('').trimEnd()}…`;
