import type { ByteCursor } from './byte-cursor.ts';
import { dayOf, daysInMonth, firstYear, isoWeekday, lastYear } from './civil.ts';
import type { CalendarLayout } from './plan.ts';

/** Reads a date at the cursor: its day number, or -1 if there is none or it does not exist. */
export type DateReader = (cursor: ByteCursor) => number;

const comma = 0x2c;
const letterW = 0x77;
const period = 0x2e;

/** `twoDigitYearsFrom` counts for layouts with two-digit years only. */
export function createDateReader(layout: CalendarLayout, twoDigitYearsFrom: number): DateReader {
  const { order, yearDigits, separator } = layout;
  const separatorByte = separator === '' ? -1 : separator.charCodeAt(0);
  const compact = separator === '';
  let lastKey = -1;
  let lastDay = -1;

  return (cursor) => {
    let year = -1;
    let month = -1;
    let day = -1;
    if (order === 'ymd') {
      year = cursor.digits(yearDigits);
      if (year < 0 || !readSeparator(cursor)) return -1;
      month = readMonth(cursor);
      if (month < 0 || !readSeparator(cursor)) return -1;
      if (layout.month === 'week') day = cursor.digits(1);
      else day = compact ? cursor.digits(2) : cursor.oneOrTwoDigits();
    } else {
      if (order === 'mdy') month = readMonth(cursor);
      else day = cursor.oneOrTwoDigits();
      if (!readSeparator(cursor)) return -1;
      if (order === 'mdy') day = cursor.oneOrTwoDigits();
      else month = readMonth(cursor);
      if (!readSeparator(cursor)) return -1;
      year = cursor.digits(yearDigits);
    }
    if (year < 0 || day < 0 || month < 0) return -1;
    // Rows of a log stand together by day: the same date as before needs no arithmetic.
    const key = (year << 12) | (month << 6) | day;
    if (key !== lastKey) {
      lastKey = key;
      const inWeeks = layout.month === 'week';
      const full = yearDigits === 4 ? year : fullYear(year, twoDigitYearsFrom);
      lastDay = (inWeeks ? dayOfWeekDate : existingDay)(full, month, day);
    }
    return lastDay;
  };

  function readSeparator(cursor: ByteCursor): boolean {
    if (compact) return true;
    if (separator !== ' ') return cursor.take(separatorByte);
    // "Jul. 9, 2026", "9 Jul, 2026"
    if (!cursor.take(period)) cursor.take(comma);
    return cursor.skipBlanks();
  }

  function readMonth(cursor: ByteCursor): number {
    if (layout.month === 'name') return readMonthName(cursor);
    if (layout.month === 'week') return cursor.takeLetter(letterW) ? cursor.digits(2) : -1;
    return compact ? cursor.digits(2) : cursor.oneOrTwoDigits();
  }
}

function existingDay(year: number, month: number, day: number): number {
  if (year < firstYear || year > lastYear || month < 1 || month > 12) return -1;
  if (day < 1 || day > daysInMonth(year, month)) return -1;
  return dayOf(year, month, day);
}

/** ISO 8601: the first week of a year is the one that holds January 4, the first day of a week Monday. */
function dayOfWeekDate(year: number, week: number, weekday: number): number {
  if (year < firstYear || year > lastYear || week < 1 || weekday < 1 || weekday > 7) return -1;
  const monday = firstMonday(year) + (week - 1) * 7;
  const day = monday + weekday - 1;
  const isThere = monday < firstMonday(year + 1) && day >= 0 && day < dayOf(lastYear + 1, 1, 1);
  return isThere ? day : -1;
}

function firstMonday(year: number): number {
  const fourth = dayOf(year, 1, 4);
  return fourth - isoWeekday(fourth) + 1;
}

function fullYear(twoDigits: number, from: number): number {
  const century = from - (from % 100);
  return century + twoDigits < from ? century + 100 + twoDigits : century + twoDigits;
}

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
].map((name) => Array.from(name, (letter) => letter.charCodeAt(0)));

/** English month names: three letters, the whole word, or "Sept"; in any case. */
function readMonthName(cursor: ByteCursor): number {
  const { bytes, position, end } = cursor;
  let length = 0;
  while (position + length < end && isLetter(bytes[position + length]!)) length++;
  const index = monthNames.findIndex((name, month) => {
    if (length !== 3 && length !== name.length && !(length === 4 && month === 8)) return false;
    for (let i = 0; i < length; i++) if ((bytes[position + i]! | 0x20) !== name[i]) return false;
    return true;
  });
  if (index === -1) return -1;
  cursor.position += length;
  return index + 1;
}

function isLetter(byte: number): boolean {
  const lowerCase = byte | 0x20;
  return lowerCase >= 0x61 && lowerCase <= 0x7a;
}
