import { civilDate, microsPerDay } from './civil.ts';

/** At most 60 characters of a text in quotes, control characters escaped. */
export function quoted(text: string): string {
  const shown = text.trim();
  return JSON.stringify(shown.length > 60 ? `${shown.slice(0, 60)}…` : shown);
}

/** The date of an instant in UTC, as 2025-06-18. */
export function isoDate(micros: number): string {
  const { year, month, day } = civilDate(Math.floor(micros / microsPerDay));
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
