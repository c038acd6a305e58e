import { offsetAt, secondsPerDay } from './zone.ts';

/** How moments (UTC seconds) and days are written in logs, reference tables and truth. */

const two = (value: number) => (value < 10 ? `0${value}` : String(value));

/** 2025-03-09 of a day number. */
export function dateText(day: number): string {
  return new Date(day * secondsPerDay * 1000).toISOString().slice(0, 10);
}

/** 03/09/2025 of a day number. */
export function slashDate(day: number): string {
  const [year, month, date] = dateText(day).split('-');
  return `${month}/${date}/${year}`;
}

/** 3_9_2025 of a day number, as file names have it. */
export function fileDate(day: number): string {
  const [year, month, date] = dateText(day).split('-');
  return `${Number(month)}_${Number(date)}_${year}`;
}

/** 2025-03-09T08:00:00.000Z. */
export function utcText(utcSeconds: number): string {
  return new Date(utcSeconds * 1000).toISOString();
}

/** 2025-03-09T03:00:00-05:00: the agency's clock with its offset, so that no hour is ambiguous. */
export function localText(utcSeconds: number): string {
  const offset = offsetAt(utcSeconds);
  const size = Math.abs(offset);
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}:${two((size % 3600) / 60)}`;
  return new Date((utcSeconds + offset) * 1000).toISOString().slice(0, 19) + zone;
}

/** 03/09/2025, 08:00:00 AM UTC: the form of the log. */
export function logMoment(utcSeconds: number): string {
  const day = Math.floor(utcSeconds / secondsPerDay);
  const second = utcSeconds - day * secondsPerDay;
  const hour = Math.floor(second / 3600);
  const clock = `${two(hour % 12 === 0 ? 12 : hour % 12)}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
  return `${slashDate(day)}, ${clock} ${hour < 12 ? 'AM' : 'PM'} UTC`;
}
