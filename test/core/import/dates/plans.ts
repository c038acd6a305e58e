import { createDateParser } from '../../../../electron/core/import/dates/parse.ts';
import type { CalendarLayout, DateLayout, DatePlan } from '../../../../electron/core/import/dates/plan.ts';

/** ISO 8601 with changes. */
export function calendar(changes: Partial<CalendarLayout> = {}): CalendarLayout {
  return {
    kind: 'calendar',
    order: 'ymd',
    month: 'number',
    yearDigits: 4,
    separator: '-',
    clock: '24-hour',
    timeSeparator: ':',
    ...changes,
  };
}

/** A plan in UTC with changes. */
export function plan(layout: DateLayout, changes: Partial<DatePlan> = {}): DatePlan {
  return { layout, zone: 'UTC', zoneInText: false, twoDigitYearsFrom: 1970, ...changes };
}

/** The time of a text as RFC 3339 with microseconds and the flags set; null when it does not fit. */
export function read(datePlan: DatePlan, text: string): { at: string; flags: number } | null {
  const parser = createDateParser(datePlan);
  // Surrounded by digits, so that reading beyond the cell would show.
  const bytes = Buffer.from(`99${text}99`, 'utf8');
  const micros = parser.parse(bytes, 2, bytes.length - 2);
  return Number.isNaN(micros) ? null : { at: rfc3339(micros), flags: parser.lastFlags };
}

export function rfc3339(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000);
  const fraction = String(micros - seconds * 1_000_000).padStart(6, '0');
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${fraction}Z`;
}
