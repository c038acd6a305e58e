import type { ByteCursor } from './byte-cursor.ts';

const comma = 0x2c;
const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'].map((name) =>
  Array.from(name, (letter) => letter.charCodeAt(0)),
);

/**
 * Steps over an English weekday before a date ("Wed, 18 Jun 2025", "Wednesday, June 18, 2025"): three letters or the whole
 * word, then a comma or a blank. Whether it is the right one is not asked: the date says more.
 */
export function skipWeekday(cursor: ByteCursor): void {
  const start = cursor.position;
  for (const name of names) {
    if (!takeName(cursor, name)) continue;
    const hasComma = cursor.take(comma);
    if (cursor.skipBlanks() || hasComma) return;
    cursor.position = start;
  }
}

function takeName(cursor: ByteCursor, name: readonly number[]): boolean {
  const start = cursor.position;
  let length = 0;
  while (length < name.length && cursor.takeLetter(name[length]!)) length++;
  // "Wed", "Wednesday", and what is no letter behind either.
  if ((length === 3 || length === name.length) && !isLetter(cursor.peek())) return true;
  cursor.position = start;
  return false;
}

function isLetter(byte: number): boolean {
  const lowerCase = byte | 0x20;
  return lowerCase >= 0x61 && lowerCase <= 0x7a;
}
