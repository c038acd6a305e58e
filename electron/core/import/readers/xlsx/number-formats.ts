/** How a number is shown, as far as it changes what it says. */
export const shownAs = {
  number: 0,
  day: 1,
  dayAndTime: 2,
  time: 3,
  duration: 4,
} as const;
export type ShownAs = (typeof shownAs)[keyof typeof shownAs];

/** ECMA-376 part 1, 18.8.30, with what Excel shows for the East Asian ones. */
const builtIn = new Map<number, ShownAs>([
  ...[14, 15, 16, 17].map((id) => [id, shownAs.day] as const),
  ...[18, 19, 20, 21, 45, 47].map((id) => [id, shownAs.time] as const),
  [22, shownAs.dayAndTime],
  [46, shownAs.duration],
  ...[27, 28, 29, 30, 31, 34, 35, 36].map((id) => [id, shownAs.day] as const),
  ...[32, 33].map((id) => [id, shownAs.time] as const),
  ...[50, 51, 52, 53, 54, 55, 56, 57, 58].map((id) => [id, shownAs.day] as const),
]);

/** A format by its number and, where the workbook gives one, its code. */
export function formatShows(id: number, code: string | undefined): ShownAs {
  return code === undefined ? (builtIn.get(id) ?? shownAs.number) : codeShows(code);
}

/** A code such as `[$-409]m/d/yy h:mm AM/PM;@`: letters of dates outside quotes, brackets and escapes. */
function codeShows(code: string): ShownAs {
  let letters = '';
  let isDuration = false;
  const text = code.slice(0, 1000);
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (character === ';') break;
    if (character === '\\' || character === '_' || character === '*') {
      i++;
    } else if (character === '"' || character === '[') {
      const close = text.indexOf(character === '"' ? '"' : ']', i + 1);
      if (close === -1) break;
      if (/^\[(h+|m+|s+)\]$/i.test(text.slice(i, close + 1))) isDuration = true;
      i = close;
    } else {
      letters += character.toLowerCase();
    }
  }
  if (isDuration) return shownAs.duration;
  const hasHalf = /am\/pm|a\/p/.test(letters);
  letters = letters.replace(/am\/pm|a\/p/g, '');
  const hasTime = hasHalf || /[hs]/.test(letters);
  const hasDay = /[yd]/.test(letters) || (letters.includes('m') && !hasTime) || /mmm/.test(letters);
  if (hasDay) return hasTime ? shownAs.dayAndTime : shownAs.day;
  return hasTime ? shownAs.time : shownAs.number;
}
