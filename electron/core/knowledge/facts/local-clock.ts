import { civilDate, dayOf, isoWeekday, microsPerDay, microsPerHour } from '../../import/dates/civil.ts';
import { createZone } from '../../import/dates/zones.ts';

/** What the calendar and clock of a zone show at an instant: microseconds since 1970-01-01 UTC, never NaN. */
export interface LocalClock {
  /** Calendar date, YYYY-MM-DD. */
  date(micros: number): string;
  /** ISO 8601 week, YYYY-Www. */
  week(micros: number): string;
  /** 0 to 23. */
  hour(micros: number): number;
  /** ISO day of the week, 1 Monday to 7 Sunday. */
  weekday(micros: number): number;
}

interface LocalDay {
  readonly date: string;
  readonly week: string;
  readonly weekday: number;
}

/** Days kept in memory: twenty years. */
const maxDays = 7500;

/** Fast when instants come in order of time. Throws timezone-unknown. */
export function createLocalClock(zoneName: string): LocalClock {
  const zone = createZone(zoneName);
  const days = new Map<number, LocalDay>();
  let stretch = zone.stretchAt(0);
  let lastNumber = Number.NaN;
  let lastDay = describeDay(0);

  function toLocal(micros: number): number {
    if (!(micros >= stretch.from && micros < stretch.to)) stretch = zone.stretchAt(micros);
    return micros + stretch.offset;
  }

  function dayAt(micros: number): LocalDay {
    const number = Math.floor(toLocal(micros) / microsPerDay);
    if (number === lastNumber) return lastDay;
    let day = days.get(number);
    if (!day) {
      if (days.size >= maxDays) days.clear();
      day = describeDay(number);
      days.set(number, day);
    }
    lastNumber = number;
    lastDay = day;
    return day;
  }

  return {
    date: (micros) => dayAt(micros).date,
    week: (micros) => dayAt(micros).week,
    weekday: (micros) => dayAt(micros).weekday,
    hour: (micros) => {
      const local = toLocal(micros);
      return Math.floor((local - Math.floor(local / microsPerDay) * microsPerDay) / microsPerHour);
    },
  };
}

function describeDay(number: number): LocalDay {
  const { year, month, day } = civilDate(number);
  const weekday = isoWeekday(number);
  // A week belongs to the year that its Thursday lies in.
  const thursday = number - weekday + 4;
  const weekYear = civilDate(thursday).year;
  const week = Math.floor((thursday - dayOf(weekYear, 1, 1)) / 7) + 1;
  const two = (value: number) => String(value).padStart(2, '0');
  return { date: `${year}-${two(month)}-${two(day)}`, week: `${weekYear}-W${two(week)}`, weekday };
}
