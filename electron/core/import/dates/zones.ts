import { AppError } from '../../../../shared/contract/errors.ts';
import { microsPerMinute, microsPerSecond } from './civil.ts';
import { timeFlags } from './plan.ts';
import { findZoneChanges, type ZoneChanges } from './zone-changes.ts';

/** A stretch of time in which a zone answers alike: from inclusive, to exclusive, in microseconds. */
export interface ZoneStretch {
  readonly from: number;
  readonly to: number;
  /** Local time minus UTC, in microseconds. */
  readonly offset: number;
  /** timeFlags of local times in it. */
  readonly flags: number;
}

/** A time zone by its name. All times are microseconds since 1970-01-01, UTC or local as named. */
export interface Zone {
  readonly name: string;
  offsetAt(utcMicros: number): number;
  fromLocal(localMicros: number): { readonly utc: number; readonly flags: number };
  /** The stretch of UTC time around an instant: ask once, then only when an instant lies outside it. */
  stretchAt(utcMicros: number): ZoneStretch;
  /** The stretch of local time around a local time: skipped and repeated hours are stretches of their own. */
  localStretchAt(localMicros: number): ZoneStretch;
}

const known = new Map<string, Zone | null>();

/**
 * The zone of an IANA name, `UTC` or an offset such as `+02:00`. Which IANA release is `process.versions.tz`.
 * Throws timezone-unknown.
 */
export function createZone(name: string): Zone {
  const zone = findZone(name);
  if (zone !== null) return zone;
  throw new AppError(
    'timezone-unknown',
    `there is no time zone ${JSON.stringify(name)}. Use an IANA name such as America/Los_Angeles, UTC, or an offset such as +02:00`,
    { zone: name },
  );
}

export function isKnownZone(name: string): boolean {
  return findZone(name) !== null;
}

function findZone(name: string): Zone | null {
  const fixed = readFixedOffset(name);
  if (fixed !== null)
    return fromChanges(name, { atSeconds: [Number.NEGATIVE_INFINITY], offsetSeconds: [fixed] });
  const zone = known.get(name);
  if (zone !== undefined) return zone;
  const found = findByIntl(name);
  known.set(name, found);
  return found;
}

/** Letters first: everything else that Intl takes for a zone is an offset, read above. */
const zoneName = /^[A-Za-z][A-Za-z0-9_+\-/]{1,63}$/;

function findByIntl(name: string): Zone | null {
  if (!zoneName.test(name)) return null;
  try {
    return fromChanges(name, findZoneChanges(name));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readFixedOffset(name: string): number | null {
  if (name === 'UTC' || name === 'Z') return 0;
  const match = /^([+-])(\d\d):(\d\d)$/.exec(name);
  if (!match) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  if (Number(match[3]) > 59 || minutes > 14 * 60) return null;
  return (match[1] === '-' ? -minutes : minutes) * (microsPerMinute / microsPerSecond);
}

function fromChanges(name: string, changes: ZoneChanges): Zone {
  const utc = utcStretches(changes);
  const local = localStretches(utc);
  return {
    name,
    offsetAt: (utcMicros) => find(utc, utcMicros).offset,
    fromLocal: (localMicros) => {
      const { offset, flags } = find(local, localMicros);
      return { utc: localMicros - offset, flags };
    },
    stretchAt: (utcMicros) => find(utc, utcMicros),
    localStretchAt: (localMicros) => find(local, localMicros),
  };
}

function utcStretches({ atSeconds, offsetSeconds }: ZoneChanges): ZoneStretch[] {
  return atSeconds.map((at, index) => ({
    from: at * microsPerSecond,
    to: (atSeconds[index + 1] ?? Number.POSITIVE_INFINITY) * microsPerSecond,
    offset: offsetSeconds[index]! * microsPerSecond,
    flags: 0,
  }));
}

/**
 * Each change puts a stretch between two plain ones: the local times it skips or repeats. In both the offset before
 * the change counts, which for a repeated time gives the earlier instant.
 */
function localStretches(utc: readonly ZoneStretch[]): ZoneStretch[] {
  const stretches: ZoneStretch[] = [];
  let from = Number.NEGATIVE_INFINITY;
  utc.forEach(({ to: change, offset }, index) => {
    const next = utc[index + 1];
    if (!next) {
      stretches.push({ from, to: Number.POSITIVE_INFINITY, offset, flags: 0 });
      return;
    }
    const first = change + Math.min(offset, next.offset);
    const last = change + Math.max(offset, next.offset);
    const flags = next.offset > offset ? timeFlags.skippedByClockChange : timeFlags.repeatedByClockChange;
    stretches.push({ from, to: first, offset, flags: 0 }, { from: first, to: last, offset, flags });
    from = last;
  });
  return stretches;
}

function find(stretches: readonly ZoneStretch[], micros: number): ZoneStretch {
  let low = 0;
  let high = stretches.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (stretches[middle]!.from <= micros) low = middle;
    else high = middle - 1;
  }
  return stretches[low]!;
}
