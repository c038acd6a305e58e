import type { ZoneWord } from './zone-words.ts';

/** How one column (or a date and a time column, joined by one space) writes times. Plain data: it crosses threads. */
export interface DatePlan {
  readonly layout: DateLayout;
  /** Zone of texts that carry none; null where every text must carry its own. An offset in the text always wins. */
  readonly zone: string | null;
  /** Samples carried their own zone or offset: a text without one is flagged. */
  readonly zoneInText: boolean;
  /** First year of the hundred that two-digit years stand for; null where years have four digits. */
  readonly twoDigitYearsFrom: number | null;
  /** What `zone` calls its times, where the texts end in such words. */
  readonly zoneWords?: readonly ZoneWord[];
}

export type DateLayout = CalendarLayout | EpochLayout | SerialLayout;

/** The order of day, month and year. */
export type DateOrder = 'mdy' | 'dmy' | 'ymd';

/**
 * Day, month, year and mostly a time of day. Free within one layout: padding, a comma before the time, seconds and
 * their fraction, and the zone.
 */
export interface CalendarLayout {
  readonly kind: 'calendar';
  readonly order: DateOrder;
  /** `week`: the number of a week stands in place of the month and the ISO weekday in place of the day (2025-W25-3). */
  readonly month: 'number' | 'name' | 'week';
  readonly yearDigits: 4 | 2;
  /** Between the parts of the date; empty for YYYYMMDD. */
  readonly separator: '-' | '/' | '.' | ' ' | '';
  /** `none`: a date alone, read as the first moment of that day. */
  readonly clock: '24-hour' | '12-hour' | 'none';
  /** Between hours, minutes and seconds; empty for HHMMSS. */
  readonly timeSeparator: ':' | '.' | '';
}

/**
 * A count since 1970-01-01 UTC as plain digits; seconds and milliseconds may have a fraction, milliseconds may stand in
 * `/Date(…)/`.
 */
export interface EpochLayout {
  readonly kind: 'epoch';
  readonly unit: EpochUnit;
}

export type EpochUnit = 'seconds' | 'milliseconds' | 'microseconds' | 'nanoseconds';

/** Days since a spreadsheet's day zero, in its local time; read to the millisecond. */
export interface SerialLayout {
  readonly kind: 'serial';
  readonly epochYear: 1900 | 1904;
}

/** A zone for texts that carry none, and who says so: the column's name, the profile, the examiner, the case. */
export interface ZoneSetting {
  readonly zone: string;
  readonly basis: 'data' | 'profile' | 'option' | 'case';
}

/** What is remarkable about a time that was read; bits of `DateParser.lastFlags`. */
export const timeFlags = {
  /** The local time was skipped by a clock change: read with the offset that held before it. */
  skippedByClockChange: 1,
  /** The local time occurred twice: the earlier instant is taken. */
  repeatedByClockChange: 2,
  /** The text carries no zone although the others of its column do: the plan's zone is taken. */
  zoneNotInText: 4,
  /** Second 60: read as the first second of the next minute. */
  leapSecond: 8,
} as const;
