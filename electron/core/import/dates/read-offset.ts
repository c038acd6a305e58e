import type { ByteCursor } from './byte-cursor.ts';

/** Answers of readOffset that are no offset. */
export const noOffset = 10_000;
export const badOffset = 20_000;

const plus = 0x2b;
const minus = 0x2d;
const colon = 0x3a;
const maxMinutes = 14 * 60;

/**
 * Reads what says how far the time is from UTC: Z, UTC or GMT, ±hh, ±hhmm, ±hh:mm, or a word and an offset, then also ±h.
 * Minutes east of UTC; noOffset at the end of the text; badOffset for anything else, zone abbreviations among it
 * (CST is America's or China's).
 */
export function readOffset(cursor: ByteCursor): number {
  cursor.skipBlanks();
  if (cursor.atEnd) return noOffset;
  if (cursor.takeLetter(0x7a)) return 0;
  const word = takeWord(cursor, 0x75, 0x74, 0x63) || takeWord(cursor, 0x67, 0x6d, 0x74);
  if (word && cursor.atEnd) return 0;
  const sign = cursor.take(minus) ? -1 : cursor.take(plus) ? 1 : 0;
  if (sign === 0) return word ? 0 : badOffset;
  const hours = word && cursor.digitCount() === 1 ? cursor.digits(1) : cursor.digits(2);
  if (hours < 0) return badOffset;
  let minutes = 0;
  if (cursor.take(colon) || cursor.digitCount() > 0) minutes = cursor.digits(2);
  if (minutes < 0 || minutes > 59 || hours * 60 + minutes > maxMinutes) return badOffset;
  return sign * (hours * 60 + minutes);
}

function takeWord(cursor: ByteCursor, a: number, b: number, c: number): boolean {
  const start = cursor.position;
  if (cursor.takeLetter(a) && cursor.takeLetter(b) && cursor.takeLetter(c)) return true;
  cursor.position = start;
  return false;
}
