const whiteSpace = /[\s+]+/g;
const invisible = /\p{Cf}/gu;
const outer = /[\p{P}\p{S}\s]/u;

/**
 * A reason reduced for comparison: case folded, compatibility forms and invisible characters undone, + and runs of
 * white space as one space (some portals write + for a space), outer punctuation cut. Empty if nothing is left.
 */
export function reasonKey(text: string): string {
  const folded = text
    .normalize('NFKC')
    .replaceAll(invisible, '')
    .toUpperCase()
    .toLowerCase()
    .replaceAll(whiteSpace, ' ');
  // Characters of two units (beyond U+FFFF) are no punctuation worth cutting.
  let start = 0;
  let end = folded.length;
  while (start < end && outer.test(folded[start]!)) start++;
  while (end > start && outer.test(folded[end - 1]!)) end--;
  return folded.slice(start, end);
}
