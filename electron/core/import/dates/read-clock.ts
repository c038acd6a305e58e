import type { ByteCursor } from './byte-cursor.ts';
import { microsPerHour, microsPerMinute, microsPerSecond } from './civil.ts';
import type { CalendarLayout } from './plan.ts';

const period = 0x2e;
const comma = 0x2c;
const letterA = 0x61;
const letterM = 0x6d;
const letterP = 0x70;
const maxFractionDigits = 9;

/** Reads times of day of a calendar layout. */
export class ClockReader {
  /** The time read last had second 60 and came out as the first second of the next minute. */
  hadSecondSixty = false;
  readonly #separator: number;
  readonly #compact: boolean;
  readonly #twelveHours: boolean;

  constructor(layout: CalendarLayout) {
    this.#compact = layout.timeSeparator === '';
    this.#separator = this.#compact ? -1 : layout.timeSeparator.charCodeAt(0);
    this.#twelveHours = layout.clock === '12-hour';
  }

  /** Microseconds since midnight, or -1. Digits behind the sixth of a fraction are cut off. */
  read(cursor: ByteCursor): number {
    let hour = this.#compact ? cursor.digits(2) : cursor.oneOrTwoDigits();
    if (hour < 0 || (!this.#compact && !cursor.take(this.#separator))) return -1;
    const minute = cursor.digits(2);
    if (minute < 0 || minute > 59) return -1;
    let second = 0;
    let fraction = 0;
    if (this.#compact ? cursor.digitCount() > 0 : cursor.take(this.#separator)) {
      second = cursor.digits(2);
      if (second < 0 || second > 60) return -1;
      if (cursor.take(period) || cursor.take(comma)) {
        fraction = readFraction(cursor);
        if (fraction < 0) return -1;
      }
    }
    this.hadSecondSixty = second === 60;
    if (this.#twelveHours) {
      if (hour < 1 || hour > 12) return -1;
      const half = readHalfDay(cursor);
      if (half < 0) return -1;
      hour = (hour % 12) + half;
    }
    if (hour > 23) return -1;
    return hour * microsPerHour + minute * microsPerMinute + second * microsPerSecond + fraction;
  }
}

/** Up to nine digits behind the point as microseconds; -1 if there is none or are more. */
export function readFraction(cursor: ByteCursor): number {
  const count = cursor.digitCount();
  if (count === 0 || count > maxFractionDigits) return -1;
  let micros = cursor.digits(Math.min(count, 6));
  for (let digits = count; digits < 6; digits++) micros *= 10;
  if (count > 6) cursor.digits(count - 6);
  return micros;
}

/** AM, PM, a.m., p.m.: the hours to add; -1 if it is not there. */
function readHalfDay(cursor: ByteCursor): number {
  cursor.skipBlanks();
  const hours = cursor.takeLetter(letterP) ? 12 : 0;
  if (hours === 0 && !cursor.takeLetter(letterA)) return -1;
  const dotted = cursor.take(period);
  if (!cursor.takeLetter(letterM)) return -1;
  if (dotted && !cursor.take(period)) return -1;
  return hours;
}
