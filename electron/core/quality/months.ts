import { civilDate, dayOf, daysInMonth, microsPerDay } from '../import/dates/civil.ts';
import type { Zone } from '../import/dates/zones.ts';

/** Turns instants into months of local time: year × 12 + month - 1. Fast where instants come in order. */
export function monthReader(zone: Zone): (micros: number) => number {
  let stretch = zone.stretchAt(0);
  let from = 0;
  let to = 0;
  let month = 0;
  return (micros) => {
    if (!(micros >= stretch.from && micros < stretch.to)) stretch = zone.stretchAt(micros);
    const day = Math.floor((micros + stretch.offset) / microsPerDay);
    if (day >= from && day < to) return month;
    const date = civilDate(day);
    from = dayOf(date.year, date.month, 1);
    to = from + daysInMonth(date.year, date.month);
    month = date.year * 12 + date.month - 1;
    return month;
  };
}

/** YYYY-MM */
export function monthText(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}
