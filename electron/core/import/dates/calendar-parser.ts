import { ByteCursor } from './byte-cursor.ts';
import { civilDate, microsPerDay, microsPerMinute } from './civil.ts';
import type { DateParser } from './parse.ts';
import { type CalendarLayout, type DatePlan, timeFlags } from './plan.ts';
import { ClockReader } from './read-clock.ts';
import { createDateReader, type DateReader } from './read-date.ts';
import { badOffset, noOffset } from './read-offset.ts';
import { skipWeekday } from './read-weekday.ts';
import { namedZone, ZoneReader } from './read-zone.ts';
import { createZone, type Zone, type ZoneStretch } from './zones.ts';

const comma = 0x2c;
const colon = 0x3a;
const atSign = 0x40;
const letterT = 0x74;

/** Reads dates of a calendar layout. */
export class CalendarParser implements DateParser {
  lastFlags = 0;
  /** Minutes east of UTC that the text read last says; noOffset where it says none. */
  lastOffset = noOffset;
  /** The text read last says them by an abbreviation of the plan's zone. */
  lastWasWord = false;
  readonly #layout: CalendarLayout;
  readonly #zone: Zone | null;
  readonly #zoneInText: boolean;
  readonly #readDate: DateReader;
  readonly #clock: ClockReader;
  readonly #zoneReader: ZoneReader;
  readonly #cursor = new ByteCursor();
  #stretch: ZoneStretch;

  constructor(layout: CalendarLayout, plan: DatePlan) {
    this.#layout = layout;
    this.#zone = plan.zone === null ? null : createZone(plan.zone);
    this.#zoneInText = plan.zoneInText;
    if (layout.yearDigits === 2 && plan.twoDigitYearsFrom === null) {
      throw new Error('a plan with two-digit years must say which century they are of');
    }
    this.#readDate = createDateReader(layout, plan.twoDigitYearsFrom ?? 0);
    this.#clock = new ClockReader(layout);
    this.#zoneReader = new ZoneReader(plan.zoneWords ?? []);
    this.#stretch = (this.#zone ?? createZone('UTC')).localStretchAt(0);
  }

  parse(bytes: Uint8Array, start: number, end: number): number {
    this.lastFlags = 0;
    const cursor = this.#cursor;
    cursor.open(bytes, start, end);
    this.lastWasWord = false;
    if (this.#layout.month === 'name') skipWeekday(cursor);
    const day = this.#readDate(cursor);
    if (day < 0) return Number.NaN;
    const local = day * microsPerDay;
    this.lastOffset = noOffset;
    if (this.#layout.clock === 'none') return cursor.atEnd ? this.#fromZone(local) : Number.NaN;
    if (!this.#readJoint(cursor)) return Number.NaN;
    const time = this.#readTimeOfDay(cursor);
    if (time < 0) return Number.NaN;
    const offset = this.#zoneReader.read(cursor);
    if (offset === badOffset) return Number.NaN;
    const utc = this.#toUtc(local + time, offset);
    return this.#clock.hadSecondSixty ? this.#atLeapSecond(utc) : utc;
  }

  /** What stands between date and time: a T, blanks, a comma, Kibana's @. */
  #readJoint(cursor: ByteCursor): boolean {
    const { order, month, separator } = this.#layout;
    if (order === 'ymd' && month !== 'name' && cursor.takeLetter(letterT)) return true;
    // 18/Jun/2025:10:11:12, as web servers write.
    if (month === 'name' && separator === '/' && cursor.take(colon)) return true;
    const hasComma = cursor.take(comma);
    const hasBlank = cursor.skipBlanks();
    if (cursor.take(atSign)) return cursor.skipBlanks();
    return hasBlank || (hasComma && separator !== '') || separator === '';
  }

  /** A date that a spreadsheet wrote with its midnight, then the time of day from another column. */
  #readTimeOfDay(cursor: ByteCursor): number {
    const time = this.#clock.read(cursor);
    if (time !== 0 || cursor.atEnd) return time;
    const start = cursor.position;
    if (cursor.skipBlanks() && cursor.digitCount() > 0) return this.#clock.read(cursor);
    cursor.position = start;
    return time;
  }

  #toUtc(local: number, offset: number): number {
    if (offset === namedZone) {
      const { utc, flags } = this.#zoneReader.zone!.fromLocal(local);
      this.lastFlags = flags;
      this.lastOffset = (local - utc) / microsPerMinute;
      return utc;
    }
    this.lastOffset = offset;
    this.lastWasWord = this.#zoneReader.wasWord;
    return offset === noOffset ? this.#fromZone(local) : local - offset * microsPerMinute;
  }

  #fromZone(local: number): number {
    if (this.#zone === null) return Number.NaN;
    if (local < this.#stretch.from || local >= this.#stretch.to) {
      this.#stretch = this.#zone.localStretchAt(local);
    }
    this.lastFlags = this.#stretch.flags | (this.#zoneInText ? timeFlags.zoneNotInText : 0);
    return local - this.#stretch.offset;
  }

  /** Leap seconds are inserted at the end of June or December, UTC; any other second 60 is an error of the text. */
  #atLeapSecond(utc: number): number {
    const dayNumber = Math.floor(utc / microsPerDay);
    const { month, day } = civilDate(dayNumber);
    const isFirstSecond = utc - dayNumber * microsPerDay < 1_000_000;
    if (!isFirstSecond || day !== 1 || (month !== 1 && month !== 7)) return Number.NaN;
    this.lastFlags |= timeFlags.leapSecond;
    return utc;
  }
}
