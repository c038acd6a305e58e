import { type ShownAs, shownAs } from './number-formats.ts';

const dayMs = 86_400_000;
/** Days from 1899-12-30, day 0 of the 1900 system as it counts from March 1900, to 1970-01-01. */
const daysTo1970 = 25_569;
/** Days between the beginnings of the two systems. */
const daysTo1904 = 1462;
/** Serial of 9999-12-31. */
const lastDay = 2_958_465;

let cachedDay = Number.NaN;
let cachedText = '';

/**
 * A serial number as text: `2025-06-18`, `2025-06-18T00:02:04.789`, `16:15:00`, `36:00:00`, rounded to the millisecond. The
 * 1900 system has a 29 February 1900 that never was (serial 60): null for it and for what is before or after all days.
 */
export function serialText(serial: number, shows: ShownAs, isFrom1904: boolean): string | null {
  if (!(serial >= 0) || serial > lastDay + 1) return null;
  const totalMs = Math.round(serial * dayMs);
  const day = Math.floor(totalMs / dayMs);
  const ms = totalMs - day * dayMs;
  if (shows === shownAs.duration) return clockText(totalMs, false);
  if (shows === shownAs.time && day === 0) return clockText(ms, false);
  if (day === 0 && !isFrom1904) return ms === 0 ? null : clockText(ms, false);
  const date = dayText(day, isFrom1904);
  if (date === null || (shows === shownAs.day && ms === 0)) return date;
  return `${date}T${clockText(ms, true)}`;
}

function dayText(day: number, isFrom1904: boolean): string | null {
  let since1899 = isFrom1904 ? day + daysTo1904 : day;
  if (since1899 === 60 || since1899 > lastDay) return null;
  if (since1899 < 60) since1899++;
  if (since1899 !== cachedDay) {
    cachedDay = since1899;
    cachedText = new Date((since1899 - daysTo1970) * dayMs).toISOString().slice(0, 10);
  }
  return cachedText;
}

const two = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'));

function clockText(ms: number, withMs: boolean): string {
  const seconds = Math.floor(ms / 1000);
  const rest = ms - seconds * 1000;
  const hours = Math.floor(seconds / 3600);
  const text = `${two[hours] ?? hours}:${two[Math.floor(seconds / 60) % 60]}:${two[seconds % 60]}`;
  return rest > 0 || withMs ? `${text}.${String(rest).padStart(3, '0')}` : text;
}
