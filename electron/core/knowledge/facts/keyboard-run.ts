import { keyboardRows, shortKeyboardRuns } from './reason-lexicon.ts';

const minRun = 3;
const minWord = 4;
const maxWord = 60;
const rows = [...keyboardRows, ...keyboardRows.map((row) => Array.from(row).toReversed().join(''))];

/**
 * Whether a word is fingers rolled over the keyboard: one letter held (aaaa), two or three repeated (jkjkjk), keys
 * side by side in runs of three or more (asdf, asdasd, qwezxc). Strict: names are made of the same keys, and codes
 * such as III and AAA of the same letter.
 */
export function isKeyboardRun(word: string): boolean {
  if (shortKeyboardRuns.has(word)) return true;
  if (!/^[a-z]+$/.test(word) || word.length < minWord || word.length > maxWord) return false;
  return (
    /^(.)\1+$/.test(word) ||
    /^(..)\1{2,}.?$/.test(word) ||
    /^(...)\1{2,}.{0,2}$/.test(word) ||
    isMadeOfRuns(word)
  );
}

function isMadeOfRuns(word: string): boolean {
  let position = 0;
  while (position < word.length) {
    const length = runLength(word, position);
    if (length < minRun) return false;
    position += length;
  }
  return true;
}

/** How many letters from the position on lie side by side in one direction. */
function runLength(word: string, position: number): number {
  let longest = 0;
  for (const row of rows) {
    const key = row.indexOf(word[position]!);
    if (key === -1) continue;
    let length = 1;
    while (position + length < word.length && word[position + length] === row[key + length]) length++;
    longest = Math.max(longest, length);
  }
  return longest;
}
