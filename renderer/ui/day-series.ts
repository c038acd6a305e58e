/** Counts a day, every day between the first and the last present. */
export interface DayCount {
  /** YYYY-MM-DD */
  readonly date: string;
  readonly count: number;
}

/** Days drawn as one bar. */
export interface DayBin {
  readonly from: string;
  /** The last day, included. */
  readonly to: string;
  readonly count: number;
}

/** Puts days into at most `most` bins of equal length, so that a drawing has no more bars than it has room for. */
export function binDays(days: readonly DayCount[], most: number): DayBin[] {
  const daysEach = Math.max(1, Math.ceil(days.length / Math.max(1, most)));
  const bins: DayBin[] = [];
  for (let start = 0; start < days.length; start += daysEach) {
    const part = days.slice(start, start + daysEach);
    bins.push({
      from: part[0]!.date,
      to: part.at(-1)!.date,
      count: part.reduce((sum, day) => sum + day.count, 0),
    });
  }
  return bins;
}

export interface Gap {
  readonly from: string;
  readonly to: string;
  readonly days: number;
}

/**
 * Stretches without any event that are longer than this log's usual pauses: at least `leastDays`, and more than twice
 * the longest stretch among nine in ten of its empty stretches. A log that is silent each weekend has no gap each weekend.
 */
export function findGaps(days: readonly DayCount[], leastDays = 3): Gap[] {
  const stretches: Gap[] = [];
  let start = -1;
  const close = (end: number) => {
    if (start >= 0) stretches.push({ from: days[start]!.date, to: days[end]!.date, days: end - start + 1 });
    start = -1;
  };
  days.forEach((day, index) => {
    if (day.count === 0) start = start < 0 ? index : start;
    else close(index - 1);
  });
  close(days.length - 1);
  const lengths = stretches.map((stretch) => stretch.days).toSorted((a, b) => a - b);
  const usual = lengths.length < 10 ? 0 : lengths[Math.floor(lengths.length * 0.9) - 1]!;
  return stretches.filter((stretch) => stretch.days >= leastDays && stretch.days > 2 * usual);
}

/** Every date from the first to the last, both included. */
export function datesBetween(from: string, to: string): string[] {
  const dates: string[] = [];
  for (let ms = Date.parse(from); ms <= Date.parse(to); ms += 86_400_000) {
    dates.push(new Date(ms).toISOString().slice(0, 10));
  }
  return dates;
}

/** A series on the dates of an axis; dates it does not have count 0. */
export function alignDays(days: readonly DayCount[], dates: readonly string[]): DayCount[] {
  const counts = new Map(days.map(({ date, count }) => [date, count]));
  return dates.map((date) => ({ date, count: counts.get(date) ?? 0 }));
}

/** The part of an axis from the first to the last event of a series: what lies outside is no gap of it. */
export function withinOwnDays(aligned: readonly DayCount[]): readonly DayCount[] {
  const first = aligned.findIndex(({ count }) => count > 0);
  return first < 0 ? [] : aligned.slice(first, aligned.findLastIndex(({ count }) => count > 0) + 1);
}

/** First days of months or years that fit as marks, at most `most`. */
export function dayTicks(
  from: string,
  to: string,
  most: number,
): { readonly date: string; readonly label: string }[] {
  const first = new Date(`${from.slice(0, 7)}-01T00:00:00Z`);
  const months = monthsBetween(from, to);
  const every = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1200].find((step) => months / step <= most) ?? 12_000;
  const ticks: { date: string; label: string }[] = [];
  for (let month = 0; month <= months + 1; month++) {
    const at = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1));
    const date = at.toISOString().slice(0, 10);
    if (date < from || date > to || (at.getUTCFullYear() * 12 + at.getUTCMonth()) % every !== 0) continue;
    const name = at.toLocaleString('en-US', { month: 'short', timeZone: 'UTC' });
    ticks.push({
      date,
      label: every >= 12 || name === 'Jan' ? `${every >= 12 ? '' : 'Jan '}${date.slice(0, 4)}` : name,
    });
  }
  return ticks;
}

function monthsBetween(from: string, to: string): number {
  return (
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
    Number(to.slice(5, 7)) -
    Number(from.slice(5, 7))
  );
}
