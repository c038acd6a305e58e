import { rfc3339 } from '../events/rfc3339.ts';
import type { SourceGap } from './model.ts';

const microsPerHour = 3_600_000_000;
/** A stretch without events stands out if it is this long and this many times the usual distance between events. */
const leastHours = 36;
const timesUsual = 20;
/** Fewer events have no usual distance. */
const leastEvents = 50;
const mostListed = 20;

/**
 * Stretches without any event that stand out: at least 36 hours, and at least twenty times the distance between events
 * that 95 of 100 do not exceed. The longest twenty, in order of time. `micros` in any order.
 */
export function findGaps(micros: Float64Array): SourceGap[] {
  if (micros.length < leastEvents) return [];
  const times = micros.toSorted();
  const distances = new Float64Array(times.length - 1);
  for (let i = 0; i < distances.length; i++) distances[i] = times[i + 1]! - times[i]!;
  const usual = distances.toSorted()[Math.floor(distances.length * 0.95)]!;
  const least = Math.max(leastHours * microsPerHour, Math.min(usual * timesUsual, 30 * 24 * microsPerHour));
  const found: number[] = [];
  for (let i = 0; i < distances.length; i++) if (distances[i]! >= least) found.push(i);
  return found
    .sort((a, b) => distances[b]! - distances[a]!)
    .slice(0, mostListed)
    .sort((a, b) => a - b)
    .map((i) => ({
      after: rfc3339(times[i]!),
      before: rfc3339(times[i + 1]!),
      message: `no event for ${(distances[i]! / microsPerHour).toFixed(0)} hours: low use, or records that are missing; the log cannot tell`,
    }));
}
