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
  const times = micros.toSorted();
  const distances = new Float64Array(times.length - 1);
  for (let i = 0; i < distances.length; i++) distances[i] = times[i + 1]! - times[i]!;
  const sorted = distances.toSorted();
  const usual = sorted[Math.ceil(sorted.length * 0.99) - 1]!;
  const least = Math.max(
    leastGapHours * microsPerHour,
    Math.min(usual * gapTimesUsual, surelyHours * microsPerHour),
  );
  const found: number[] = [];
  for (let i = 0; i < distances.length; i++) if (distances[i]! >= least) found.push(i);
  const listed = found
    .toSorted((a, b) => distances[b]! - distances[a]! || a - b)
    .slice(0, gapsListed)
    .sort((a, b) => a - b);
  return {
    usualHours: hours(usual),
    longestHours: hours(sorted.at(-1)!),
    gaps: listed.map((i) => ({
      after: rfc3339(times[i]!),
      before: rfc3339(times[i + 1]!),
      hours: hours(distances[i]!),
      timesUsual: usual === 0 ? Number.MAX_SAFE_INTEGER : Math.round((distances[i]! / usual) * 10) / 10,
    })),
    gapsTotal: found.length,
  };
}

function hours(micros: number): number {
  return Math.round((micros / microsPerHour) * 100) / 100;
}
