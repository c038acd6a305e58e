/** The zone all local times of the agency are in. */
export const agencyZone = 'America/Chicago';
/** The calendar year the logs cover, by the agency's clock. */
export const logYear = 2025;

export const secondsPerDay = 86_400;
export const secondsPerHour = 3_600;

/** The day number (days since 1970-01-01) of a calendar date; month and day count from 1. */
export function dayNumber(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / (secondsPerDay * 1000);
}

export const firstLogDay = dayNumber(logYear, 1, 1);
export const lastLogDay = dayNumber(logYear, 12, 31);

/** ISO day of the week of a day number: 1 Monday to 7 Sunday. */
export function weekday(day: number): number {
  return ((day + 3) % 7) + 1;
}

interface Change {
  readonly fromSeconds: number;
  readonly offsetSeconds: number;
}

/** Offset changes in the years around the log, by the zone data of Intl: found once, by day and then bisected. */
const changes: readonly Change[] = findChanges();

/** Seconds east of UTC that hold at a moment (UTC seconds). */
export function offsetAt(utcSeconds: number): number {
  let at = changes.length - 1;
  while (at > 0 && changes[at]!.fromSeconds > utcSeconds) at--;
  return changes[at]!.offsetSeconds;
}

/** The moment (UTC seconds) of a local clock time; one that the clock skips is read by the offset before the gap. */
export function utcOf(day: number, localSecond: number): number {
  const local = day * secondsPerDay + localSecond;
  const early = local - offsetAt(local - secondsPerDay);
  const guess = local - offsetAt(early);
  return guess + offsetAt(guess) === local ? guess : early;
}

/** The local day number at a moment. */
export function localDay(utcSeconds: number): number {
  return Math.floor((utcSeconds + offsetAt(utcSeconds)) / secondsPerDay);
}

/** The local second of the day at a moment. */
export function localSecond(utcSeconds: number): number {
  const local = utcSeconds + offsetAt(utcSeconds);
  return local - Math.floor(local / secondsPerDay) * secondsPerDay;
}

/** The log covers moments from here, the local midnight that begins the year ... */
export const logStart = utcOf(firstLogDay, 0);
/** ... up to here, the local midnight that ends it. */
export const logEnd = utcOf(lastLogDay + 1, 0);

function findChanges(): Change[] {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: agencyZone, timeZoneName: 'longOffset' });
  const read = (utcSeconds: number) => {
    const text = format.format(utcSeconds * 1000);
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)$/.exec(text) ?? [];
    const size = Number(hours ?? 0) * secondsPerHour + Number(minutes ?? 0) * 60;
    return sign === '-' ? -size : size;
  };
  const from = dayNumber(logYear - 2, 1, 1) * secondsPerDay;
  const until = dayNumber(logYear + 2, 1, 1) * secondsPerDay;
  const found: Change[] = [{ fromSeconds: Number.NEGATIVE_INFINITY, offsetSeconds: read(from) }];
  for (let start = from; start < until; start += secondsPerDay) {
    if (read(start) === read(start + secondsPerDay)) continue;
    let same = start;
    let changed = start + secondsPerDay;
    while (changed - same > 1) {
      const middle = Math.floor((same + changed) / 2);
      if (read(middle) === read(start)) same = middle;
      else changed = middle;
    }
    found.push({ fromSeconds: changed, offsetSeconds: read(changed) });
  }
  return found;
}
