import {
  civilDate,
  dayOf,
  isoWeekday,
  microsPerDay,
  microsPerHour,
  microsPerMinute,
} from '../import/dates/civil.ts';

/** What Sigma's time modifiers take out of a date. */
export const timeParts = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export type TimePart = (typeof timeParts)[number];

/** One part of a local date and time, given as microseconds since 1970-01-01 of the local clock. Weeks are ISO 8601. */
export function timePart(part: TimePart, localMicros: number): number {
  const day = Math.floor(localMicros / microsPerDay);
  const ofDay = localMicros - day * microsPerDay;
  switch (part) {
    case 'minute':
      return Math.floor((ofDay % microsPerHour) / microsPerMinute);
    case 'hour':
      return Math.floor(ofDay / microsPerHour);
    case 'day':
      return civilDate(day).day;
    case 'week':
      return isoWeek(day);
    case 'month':
      return civilDate(day).month;
    case 'year':
      return civilDate(day).year;
  }
}

/** The week that holds the day's Thursday, counted in that Thursday's year. */
function isoWeek(day: number): number {
  const thursday = day + 4 - isoWeekday(day);
  const { year } = civilDate(thursday);
  return Math.floor((thursday - dayOf(year, 1, 1)) / 7) + 1;
}
