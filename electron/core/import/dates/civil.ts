/** The proleptic Gregorian calendar as day numbers: 0 is 1970-01-01. */

export const microsPerSecond = 1_000_000;
export const microsPerMinute = 60 * microsPerSecond;
export const microsPerHour = 60 * microsPerMinute;
export const microsPerDay = 24 * microsPerHour;

/** Years a time may lie in. What lies outside does not fit: such times are damage, and zones are known for these. */
export const firstYear = 1970;
export const lastYear = 2099;

/** Day number of a date that exists. */
export function dayOf(year: number, month: number, day: number): number {
  // Counted from 0000-03-01, so that the day a leap year adds is a year's last.
  const shiftedYear = month > 2 ? year : year - 1;
  const shiftedMonth = month > 2 ? month - 3 : month + 9;
  const leapDays =
    Math.floor(shiftedYear / 4) - Math.floor(shiftedYear / 100) + Math.floor(shiftedYear / 400);
  return 365 * shiftedYear + leapDays + Math.floor((153 * shiftedMonth + 2) / 5) + day - 719_469;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The date of a day number. */
export function civilDate(dayNumber: number): CivilDate {
  const date = new Date(dayNumber * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** ISO 8601 day of the week of a day number: 1 Monday to 7 Sunday. */
export function isoWeekday(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}
