import { dayOf, firstYear, lastYear } from './civil.ts';

/** Offsets of a zone from UTC over time: offsetSeconds[i] holds from atSeconds[i] (UTC) up to the next. */
export interface ZoneChanges {
  readonly atSeconds: readonly number[];
  readonly offsetSeconds: readonly number[];
}

/** A year on both sides of the years in use: local times there reach over the edges. */
const fromSeconds = dayOf(firstYear - 1, 1, 1) * 86_400;
const toSeconds = dayOf(lastYear + 2, 1, 1) * 86_400;

/** Two changes have never been closer than 7 days since 1970 (Recife, October 2000): a shorter step misses none. */
const stepSeconds = 6 * 86_400;

/**
 * The offset changes of a zone as Intl knows them, found by stepping and bisecting; some 20 ms, so keep the answer.
 * Throws RangeError for a zone Intl does not know.
 */
export function findZoneChanges(name: string): ZoneChanges {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    timeZoneName: 'longOffset',
    year: 'numeric',
  });
  const offsetAt = (seconds: number) => readOffset(format.format(seconds * 1000));
  const atSeconds = [Number.NEGATIVE_INFINITY];
  const offsetSeconds = [offsetAt(fromSeconds)];
  for (let start = fromSeconds; start < toSeconds; start += stepSeconds) {
    const before = offsetSeconds.at(-1)!;
    let same = start;
    let changed = start + stepSeconds;
    const after = offsetAt(changed);
    if (after === before) continue;
    while (changed - same > 1) {
      const middle = Math.floor((same + changed) / 2);
      if (offsetAt(middle) === before) same = middle;
      else changed = middle;
    }
    atSeconds.push(changed);
    offsetSeconds.push(after);
  }
  return { atSeconds, offsetSeconds };
}

/** Seconds east of UTC of a text that ends in GMT, GMT-08:00 or GMT-00:44:30. */
function readOffset(text: string): number {
  const offset = text.slice(text.lastIndexOf('GMT') + 3);
  if (offset === '') return 0;
  const [hours, minutes, seconds] = offset.slice(1).split(':').map(Number);
  const size = hours! * 3600 + minutes! * 60 + (seconds ?? 0);
  return offset.startsWith('-') ? -size : size;
}
