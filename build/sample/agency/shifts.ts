import { dayNumber, firstLogDay, lastLogDay, logYear, secondsPerHour, utcOf, weekday } from '../zone.ts';
import type { Interval, Unit } from './world.ts';

interface Pattern {
  readonly startHour: number;
  /** By the agency's clock; above 24 the shift ends on the next day. */
  readonly endHour: number;
  readonly worksOn: (day: number) => boolean;
  readonly staysOpenOnHolidays: boolean;
}

/** Two on, two off, three on, two off, two on, three off: each second weekend free. */
const rotation = [true, true, false, false, true, true, true, false, false, true, true, false, false, false];
const rotationStart = dayNumber(logYear - 1, 12, 30);
const rotates = (team: 'A' | 'B') => (day: number) => {
  const at = (((day - rotationStart) % rotation.length) + rotation.length) % rotation.length;
  return rotation[at] === (team === 'A');
};
const weekdays = (first: number, last: number) => (day: number) =>
  weekday(day) >= first && weekday(day) <= last;

const patterns: Readonly<Record<string, Pattern>> = {
  'days 06-18 team A': { startHour: 6, endHour: 18, worksOn: rotates('A'), staysOpenOnHolidays: true },
  'days 06-18 team B': { startHour: 6, endHour: 18, worksOn: rotates('B'), staysOpenOnHolidays: true },
  'nights 18-06 team A': { startHour: 18, endHour: 30, worksOn: rotates('A'), staysOpenOnHolidays: true },
  'nights 18-06 team B': { startHour: 18, endHour: 30, worksOn: rotates('B'), staysOpenOnHolidays: true },
  'Monday-Friday 08-17': { startHour: 8, endHour: 17, worksOn: weekdays(1, 5), staysOpenOnHolidays: false },
  'Monday-Thursday 06-16': { startHour: 6, endHour: 16, worksOn: weekdays(1, 4), staysOpenOnHolidays: false },
  'Tuesday-Friday 12-22': { startHour: 12, endHour: 22, worksOn: weekdays(2, 5), staysOpenOnHolidays: false },
};

const unitPatterns: Readonly<Record<Unit, readonly string[]>> = {
  Patrol: ['days 06-18 team A', 'nights 18-06 team A', 'days 06-18 team B', 'nights 18-06 team B'],
  Dispatch: ['days 06-18 team B', 'nights 18-06 team B', 'days 06-18 team A', 'nights 18-06 team A'],
  Investigations: ['Monday-Friday 08-17'],
  Records: ['Monday-Friday 08-17'],
  Traffic: ['Monday-Thursday 06-16'],
  Narcotics: ['Tuesday-Friday 12-22'],
  Command: ['Monday-Friday 08-17'],
};

const holidays = new Set([
  dayNumber(logYear, 1, 1),
  dayNumber(logYear, 5, 26),
  dayNumber(logYear, 7, 4),
  dayNumber(logYear, 11, 27),
  dayNumber(logYear, 12, 25),
]);

/** The shift pattern of the nth employee of a unit. */
export function patternOf(unit: Unit, nth: number): string {
  const choices = unitPatterns[unit];
  return choices[nth % choices.length]!;
}

/** All shifts of a pattern that touch the year of the log, as moments: the clock changes lengthen and shorten nights. */
export function shiftsOf(pattern: string, firstDay: number, lastDay: number): Interval[] {
  const { startHour, endHour, worksOn, staysOpenOnHolidays } = patterns[pattern]!;
  const shifts: Interval[] = [];
  for (let day = Math.max(firstDay, firstLogDay - 1); day <= Math.min(lastDay, lastLogDay); day++) {
    if (!worksOn(day) || (holidays.has(day) && !staysOpenOnHolidays)) continue;
    const endDay = endHour > 24 ? day + 1 : day;
    shifts.push({
      start: utcOf(day, startHour * secondsPerHour),
      end: utcOf(endDay, (endHour > 24 ? endHour - 24 : endHour) * secondsPerHour),
    });
  }
  return shifts;
}
