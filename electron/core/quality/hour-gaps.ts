import type { HourGaps } from '../../../shared/contract/quality.ts';
import { rfc3339 } from '../events/rfc3339.ts';
import { microsPerHour } from '../import/dates/civil.ts';

/** A stretch without events stands out from so many hours on, and from so many times the usual distance. */
export const leastGapHours = 36;
export const gapTimesUsual = 5;
/** A log this quiet has long gaps by itself; from here on they stand out all the same. */
const surelyHours = 30 * 24;
/** Fewer events have no usual distance. */
const leastEvents = 50;
const gapsListed = 20;

/**
 * Stretches without events against the log's own rhythm: the distance between events that 99 of 100 do not exceed. Null
 * where there are too few events for a rhythm. Times in any order.
 */
export function hourGaps(micros: Float64Array): HourGaps | null {
  if (micros.length < leastEvents) return null;
  const times = isAscending(micros) ? micros : micros.toSorted();
  const count = times.length - 1;
  const distance = (i: number) => times[i + 1]! - times[i]!;
  const usual = ofRank(count, distance, Math.ceil(count * 0.99) - 1);
  const least = Math.max(
    leastGapHours * microsPerHour,
    Math.min(usual * gapTimesUsual, surelyHours * microsPerHour),
  );
  const found: number[] = [];
  let longest = 0;
  for (let i = 0; i < count; i++) {
    const length = distance(i);
    if (length >= least) found.push(i);
    if (length > longest) longest = length;
  }
  const listed = found
    .toSorted((a, b) => distance(b) - distance(a) || a - b)
    .slice(0, gapsListed)
    .sort((a, b) => a - b);
  return {
    usualHours: hours(usual),
    longestHours: hours(longest),
    gaps: listed.map((i) => ({
      after: rfc3339(times[i]!),
      before: rfc3339(times[i + 1]!),
      hours: hours(distance(i)),
      timesUsual: usual === 0 ? Number.MAX_SAFE_INTEGER : Math.round((distance(i) / usual) * 10) / 10,
    })),
    gapsTotal: found.length,
  };
}

function isAscending(micros: Float64Array): boolean {
  for (let i = 1; i < micros.length; i++) if (micros[i]! < micros[i - 1]!) return false;
  return true;
}

const digitBits = 18;
const digits = 3;

/**
 * The value of the given rank (0 = least) of `count` whole numbers below 2^54, digit by digit: one megabyte whatever
 * their number, where sorting them would take a copy.
 */
function ofRank(count: number, valueAt: (index: number) => number, rank: number): number {
  let prefix = 0;
  let left = rank;
  const counts = new Uint32Array(2 ** digitBits);
  for (let digit = digits - 1; digit >= 0; digit--) {
    const unit = 2 ** (digit * digitBits);
    const above = unit * 2 ** digitBits;
    counts.fill(0);
    for (let i = 0; i < count; i++) {
      const value = valueAt(i);
      if (Math.floor(value / above) === prefix) counts[Math.floor(value / unit) % 2 ** digitBits]!++;
    }
    let own = 0;
    while (counts[own]! <= left) left -= counts[own++]!;
    prefix = prefix * 2 ** digitBits + own;
  }
  return prefix;
}

function hours(micros: number): number {
  return Math.round((micros / microsPerHour) * 100) / 100;
}
