/**
 * Letter case set aside the Unicode way (default caseless matching), one code point at a time and without regard to
 * its neighbours: fold(a + b) = fold(a) + fold(b), so that folded text can be searched for a folded part. Derived from
 * the case mappings of the JavaScript engine: lower(upper(lower(c))), which equals CaseFolding.txt's C and F
 * mappings up to the choice of the representative; dotless ı stays itself, as there.
 */
export function foldCase(text: string): string {
  return asciiOnly.test(text) ? text.toLowerCase() : mapCodePoints(text, full, fullFold);
}

/** Folding that keeps the number of code points (CaseFolding.txt's C and S): for patterns that count characters. */
export function foldCaseSimply(text: string): string {
  return asciiOnly.test(text) ? text.toLowerCase() : mapCodePoints(text, simple, simpleFold);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII as a whole
const asciiOnly = /^[\u0000-\u007f]*$/;
const full = new Map<string, string>();
const simple = new Map<string, string>();

function mapCodePoints(
  text: string,
  known: Map<string, string>,
  fold: (character: string) => string,
): string {
  let folded = '';
  for (const character of text) {
    let result = known.get(character);
    if (result === undefined) {
      result = fold(character);
      known.set(character, result);
    }
    folded += result;
  }
  return folded;
}

const dotlessI = '\u0131';

function fullFold(character: string): string {
  if (character === dotlessI) return character;
  return lowerEach(lowerEach(character).toUpperCase());
}

function simpleFold(character: string): string {
  const folded = fullFold(character);
  if (codePointCount(folded) === 1) return folded;
  const lower = lowerEach(character);
  return codePointCount(lower) === 1 ? lower : character;
}

/** Lower case of each code point on its own: String.prototype.toLowerCase looks around for a final sigma. */
function lowerEach(text: string): string {
  let lower = '';
  for (const character of text) lower += character.toLowerCase();
  return lower;
}

function codePointCount(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
