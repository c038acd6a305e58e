import type { CalendarLayout, DateLayout } from '../../../../electron/core/import/dates/plan.ts';

/** How a text may vary within one layout. */
export interface Variation {
  readonly padded: boolean;
  readonly fractionDigits: number;
  readonly comma: boolean;
  readonly zone: '' | 'Z' | ' UTC' | '+02:00' | ' -0330';
  readonly upperCase: boolean;
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const offsetMinutes = { '': 0, Z: 0, ' UTC': 0, '+02:00': 120, ' -0330': -210 };
const unitMicros = { seconds: 1_000_000, milliseconds: 1000, microseconds: 1, nanoseconds: 0.001 };

/** Writes an instant in UTC (or the variation's offset) in a layout: what a system that logs would do. */
export function formatTime(layout: DateLayout, micros: number, variation: Variation): string {
  if (layout.kind === 'epoch') {
    return layout.unit === 'nanoseconds'
      ? `${micros}789`
      : String(Math.floor(micros / unitMicros[layout.unit]));
  }
  if (layout.kind === 'serial')
    return String(micros / 86_400_000_000 + (layout.epochYear === 1900 ? 25_569 : 24_107));
  const local = new Date(Math.floor(micros / 1000) + offsetMinutes[variation.zone] * 60_000);
  const date = formatDate(layout, local, variation);
  if (layout.clock === 'none') return date;
  const fraction = String(micros % 1_000_000)
    .padStart(6, '0')
    .slice(0, variation.fractionDigits);
  const joint = variation.comma && layout.separator !== '' ? ', ' : ' ';
  return `${date}${joint}${formatClock(layout, local, fraction, variation)}${variation.zone}`;
}

function formatDate(layout: CalendarLayout, local: Date, { padded, upperCase }: Variation): string {
  if (layout.month === 'week') return formatWeekDate(layout, local);
  const isPadded = padded || layout.separator === '';
  const number = (value: number) => (isPadded ? String(value).padStart(2, '0') : String(value));
  const year = String(local.getUTCFullYear()).slice(-layout.yearDigits);
  const name = months[local.getUTCMonth()]!.slice(0, padded ? 3 : undefined);
  const month =
    layout.month === 'number' ? number(local.getUTCMonth() + 1) : upperCase ? name.toUpperCase() : name;
  const day = number(local.getUTCDate());
  const parts = { ymd: [year, month, day], mdy: [month, day, year], dmy: [day, month, year] }[layout.order];
  return parts.join(layout.separator);
}

/** ISO 8601 by way of the Thursday of the week: its year is the week's, its day of the year tells the number. */
function formatWeekDate({ separator }: CalendarLayout, local: Date): string {
  const weekday = local.getUTCDay() || 7;
  const thursday = new Date(local.getTime() + (4 - weekday) * 86_400_000);
  const newYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.floor((thursday.getTime() - newYear) / (7 * 86_400_000)) + 1;
  return [thursday.getUTCFullYear(), `W${String(week).padStart(2, '0')}`, weekday].join(separator);
}

function formatClock(layout: CalendarLayout, local: Date, fraction: string, { padded }: Variation): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const hour24 = local.getUTCHours();
  const hour = layout.clock === '12-hour' ? ((hour24 + 11) % 12) + 1 : hour24;
  const hourText = padded || layout.timeSeparator === '' ? two(hour) : String(hour);
  const clock = [hourText, two(local.getUTCMinutes()), two(local.getUTCSeconds())].join(layout.timeSeparator);
  const half = layout.clock === '12-hour' ? ` ${hour24 < 12 ? 'AM' : 'PM'}` : '';
  return `${clock}${fraction === '' ? '' : `.${fraction}`}${half}`;
}

/** The finest step that a text written so can tell, in microseconds. */
export function precisionMicros(layout: DateLayout, variation: Variation): number {
  if (layout.kind === 'epoch') return Math.max(1, unitMicros[layout.unit]);
  if (layout.kind === 'serial') return 1000;
  return layout.clock === 'none' ? 86_400_000_000 : 10 ** (6 - variation.fractionDigits);
}
