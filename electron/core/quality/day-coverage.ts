import type { DayCoverage } from '../../../shared/contract/quality.ts';
import { civilDate, dayOf, daysInMonth, microsPerDay } from '../import/dates/civil.ts';
import type { Zone } from '../import/dates/zones.ts';

const runsListed = 50;
const monthsListed = 240;

/** Days and months of local time with and without events; null without any event. Times in any order. */
export function dayCoverage(micros: Float64Array, zone: Zone): DayCoverage | null {
  if (micros.length === 0) return null;
  const counts = countDays(micros, zone);
  const days = [...counts.keys()].sort((a, b) => a - b);
  const first = days[0]!;
  const last = days.at(-1)!;
  const runs: { from: number; to: number }[] = [];
  for (let i = 1; i < days.length; i++) {
    if (days[i]! > days[i - 1]! + 1) runs.push({ from: days[i - 1]! + 1, to: days[i]! - 1 });
  }
  const longest = runs
    .toSorted((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)
    .slice(0, runsListed)
    .sort((a, b) => a.from - b.from);
  return {
    first: dateText(first),
    last: dateText(last),
    days: last - first + 1,
    daysWithout: last - first + 1 - days.length,
    without: longest.map(({ from, to }) => ({
      from: dateText(from),
      to: dateText(to),
      days: to - from + 1,
    })),
    withoutTotal: runs.length,
    months: monthsOf(counts, first, last),
  };
}

function countDays(micros: Float64Array, zone: Zone): Map<number, number> {
  const counts = new Map<number, number>();
  let stretch = zone.stretchAt(0);
  let day = Number.NaN;
  let ofDay = 0;
  for (let i = 0; i < micros.length; i++) {
    const at = micros[i]!;
    if (!(at >= stretch.from && at < stretch.to)) stretch = zone.stretchAt(at);
    const local = Math.floor((at + stretch.offset) / microsPerDay);
    if (local !== day) {
      if (ofDay > 0) counts.set(day, (counts.get(day) ?? 0) + ofDay);
      day = local;
      ofDay = 0;
    }
    ofDay++;
  }
  if (ofDay > 0) counts.set(day, (counts.get(day) ?? 0) + ofDay);
  return counts;
}

function monthsOf(counts: ReadonlyMap<number, number>, first: number, last: number): DayCoverage['months'] {
  const months: { month: string; rows: number; daysWithout: number }[] = [];
  let { year, month } = civilDate(first);
  for (;;) {
    const begin = dayOf(year, month, 1);
    const end = begin + daysInMonth(year, month) - 1;
    if (begin > last || months.length === monthsListed) return months;
    let rows = 0;
    let daysWithout = 0;
    for (let day = Math.max(begin, first); day <= Math.min(end, last); day++) {
      const count = counts.get(day) ?? 0;
      rows += count;
      if (count === 0) daysWithout++;
    }
    months.push({ month: dateText(begin).slice(0, 7), rows, daysWithout });
    month = month === 12 ? 1 : month + 1;
    if (month === 1) year++;
  }
}

/** YYYY-MM-DD of a day number. */
function dateText(dayNumber: number): string {
  const { year, month, day } = civilDate(dayNumber);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
