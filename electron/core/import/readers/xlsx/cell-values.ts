import { type ShownAs, shownAs } from './number-formats.ts';
import { serialText } from './serials.ts';

/** `t` of a cell (ECMA-376 part 1, 18.18.11), by what it is rather than how it is stored. */
export const cellTypes = {
  number: 0,
  shared: 1,
  text: 2,
  flag: 3,
  error: 4,
  date: 5,
} as const;
export type CellType = (typeof cellTypes)[keyof typeof cellTypes];

/** What numbers of a sheet could not be told as what they are shown as. */
export interface NumberOddities {
  /** Shown as dates, but of a day that is in no calendar. */
  withoutDay: number;
  firstWithoutDay: string;
  /** In a cell of numbers without being one. */
  noNumbers: number;
  firstNoNumber: string;
}

export function noOddities(): NumberOddities {
  return {
    withoutDay: 0,
    firstWithoutDay: '',
    noNumbers: 0,
    firstNoNumber: '',
  };
}

const integer = /^-?(0|[1-9][0-9]*)$/;
const decimal = /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$/;

/**
 * A stored number as text. Whole numbers keep their digits as written; others are the shortest text that reads back as the
 * same number, without an exponent up to 2^53.
 */
export function numberText(
  raw: string,
  shows: ShownAs,
  isFrom1904: boolean,
  oddities: NumberOddities,
): string {
  if (shows === shownAs.number && integer.test(raw)) return raw;
  const trimmed = raw.trim();
  const number = decimal.test(trimmed) ? Number(trimmed) : Number.NaN;
  if (!Number.isFinite(number)) {
    if (trimmed !== '') {
      if (oddities.noNumbers === 0) oddities.firstNoNumber = raw.slice(0, 60);
      oddities.noNumbers++;
    }
    return raw;
  }
  if (shows === shownAs.number) return plainNumber(trimmed, number);
  const text = serialText(number, shows, isFrom1904);
  if (text !== null) return text;
  const plain = plainNumber(trimmed, number);
  if (oddities.withoutDay === 0) oddities.firstWithoutDay = plain;
  oddities.withoutDay++;
  return plain;
}

function plainNumber(raw: string, number: number): string {
  if (integer.test(raw)) return raw;
  if (number === 0) return '0';
  const digits = /^([+-]?[0-9]+)\.0*$/.exec(raw)?.[1];
  return digits !== undefined && integer.test(digits) ? digits : String(number);
}

/** TRUE and FALSE as Excel shows them. */
export function flagText(raw: string): string {
  if (raw === '1' || raw === 'true') return 'TRUE';
  return raw === '0' || raw === 'false' ? 'FALSE' : raw;
}

/** A, B, … XFD. `column` counts from 0. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
