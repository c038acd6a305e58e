import {
  dayOf,
  daysInMonth,
  microsPerDay,
  microsPerHour,
  microsPerMinute,
  microsPerSecond,
} from '../import/dates/civil.ts';

/** A date and time as a cell or rule writes it. */
export interface WrittenTime {
  /** Microseconds since 1970-01-01 of the clock as written, no zone applied. */
  readonly clockMicros: number;
  /** Microseconds east of UTC; undefined where none is written. */
  readonly offsetMicros: number | undefined;
}

const form =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)? ?(?:([Zz])|(?:UTC)|([+-])(\d\d):?(\d\d))?$/;

/** Reads RFC 3339 and its near relatives (a blank for the T, no seconds, no zone); undefined for anything else. */
export function parseTime(text: string): WrittenTime | undefined {
  if (text.length > 64) return undefined;
  const match = form.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '', utc, sign, hours, minutes] = match;
  if (!isDate(Number(year), Number(month), Number(day))) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
  const clockMicros =
    dayOf(Number(year), Number(month), Number(day)) * microsPerDay +
    Number(hour) * microsPerHour +
    Number(minute) * microsPerMinute +
    Number(second) * microsPerSecond +
    Number(fraction.slice(0, 6).padEnd(6, '0'));
  if (sign === undefined) {
    return { clockMicros, offsetMicros: utc !== undefined || text.includes('UTC') ? 0 : undefined };
  }
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const size = Number(hours) * microsPerHour + Number(minutes) * microsPerMinute;
  return { clockMicros, offsetMicros: sign === '-' ? -size : size };
}

function isDate(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** UTC microseconds; undefined where the text names no zone. */
export function instantOf(time: WrittenTime): number | undefined {
  return time.offsetMicros === undefined ? undefined : time.clockMicros - time.offsetMicros;
}
