import type { Rhythm } from '../../../shared/contract/window.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { civilDate, isoWeekday, microsPerDay, microsPerHour } from '../import/dates/civil.ts';
import { createZone } from '../import/dates/zones.ts';
import { openEvents } from './open-events.ts';

/** Days listed at most: twenty years. Times may lie 130 years apart, and one wrong one would. */
const maxDays = 7305;

/** Counts by local day. */
type DayCounts = Map<number, number>;

interface SourceDays {
  readonly sourceId: number;
  readonly days: DayCounts;
}

/** The contract's events.rhythm: events that meet all conditions by day, and by hour and weekday. Throws usage. */
export function measureRhythm(caseFile: CaseFile, where: readonly string[]): Rhythm {
  const events = openEvents(caseFile);
  const { table, store } = events;
  const mask = events.mask(where);
  const zone = createZone(events.zone ?? 'UTC');
  const hours = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
  const sources = new Map<number, SourceDays>();
  let stretch = zone.stretchAt(0);
  for (let index = 0; index < table.sliceCount; index++) {
    const { firstRow, rowCount, column } = table.slice(index);
    const at = column('at');
    if (at?.kind !== 'time') continue;
    const { sourceId } = store.place(firstRow);
    const days = sources.get(sourceId)?.days ?? new Map<number, number>();
    sources.set(sourceId, { sourceId, days });
    let day = Number.NaN;
    let ofDay = 0;
    let ofWeekday = hours[0]!;
    const flush = () => {
      if (ofDay > 0) days.set(day, (days.get(day) ?? 0) + ofDay);
      ofDay = 0;
    };
    for (let i = 0; i < rowCount; i++) {
      const micros = at.micros[i]!;
      if (mask[firstRow + i] === 0 || Number.isNaN(micros)) continue;
      if (!(micros >= stretch.from && micros < stretch.to)) stretch = zone.stretchAt(micros);
      const local = micros + stretch.offset;
      const localDay = Math.floor(local / microsPerDay);
      if (localDay !== day) {
        flush();
        day = localDay;
        ofWeekday = hours[isoWeekday(day) - 1]!;
      }
      ofDay++;
      ofWeekday[Math.floor((local - day * microsPerDay) / microsPerHour)]!++;
    }
    flush();
  }
  const all = sumOf([...sources.values()].map(({ days }) => days));
  const shown = shownDays(all);
  return {
    zone: events.zone ?? 'UTC',
    days: shown.map((day) => ({ date: dateOf(day), count: all.get(day) ?? 0 })),
    eventsOutside: total(all.values()) - total(shown.map((day) => all.get(day) ?? 0)),
    hours,
    bySource: [...sources.values()].map(({ sourceId, days }) => ({
      sourceId: `S${sourceId}`,
      file: events.file(sourceId),
      days: [...days.keys()]
        .filter((day) => day >= shown[0]! && day <= shown.at(-1)!)
        .toSorted((a, b) => a - b)
        .map((day) => ({ date: dateOf(day), count: days.get(day)! })),
    })),
  };
}

function sumOf(counts: readonly DayCounts[]): DayCounts {
  const sum: DayCounts = new Map();
  for (const days of counts) for (const [day, count] of days) sum.set(day, (sum.get(day) ?? 0) + count);
  return sum;
}

/** Every day from the first to the last; where they are too many, the stretch that holds most events. */
function shownDays(counts: DayCounts): number[] {
  if (counts.size === 0) return [];
  const days = [...counts.keys()].toSorted((a, b) => a - b);
  const first = days[0]!;
  const last = days.at(-1)!;
  if (last - first < maxDays) return range(first, last);
  let best = first;
  let most = 0;
  let within = 0;
  let end = 0;
  for (const [begin, day] of days.entries()) {
    while (end < days.length && days[end]! < day + maxDays) within += counts.get(days[end++]!)!;
    if (within > most) {
      most = within;
      best = day;
    }
    within -= counts.get(days[begin]!)!;
  }
  return range(best, Math.min(best + maxDays - 1, last));
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function total(counts: Iterable<number>): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}

function dateOf(day: number): string {
  const { year, month, day: ofMonth } = civilDate(day);
  return `${year}-${String(month).padStart(2, '0')}-${String(ofMonth).padStart(2, '0')}`;
}
