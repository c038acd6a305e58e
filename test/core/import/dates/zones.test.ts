import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timeFlags } from '../../../../electron/core/import/dates/plan.ts';
import { createZone, isKnownZone } from '../../../../electron/core/import/dates/zones.ts';

const zoneNames = [
  'America/Los_Angeles',
  'America/Denver',
  'America/Phoenix',
  'America/Chicago',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Recife',
  'Pacific/Honolulu',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Pacific/Chatham',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Asia/Gaza',
  'Africa/Casablanca',
  'Africa/Monrovia',
  'Europe/London',
  'Europe/Berlin',
];

/** Local time minus UTC by the fields that Intl shows, another way than the tables are built. */
function offsetByFields(name: string): (utcMillis: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (utcMillis) => {
    const parts = Object.fromEntries(
      format.formatToParts(utcMillis).map(({ type, value }) => [type, Number(value)]),
    );
    const { year, month, day, hour, minute, second } = parts as Record<string, number>;
    return Date.UTC(year!, month! - 1, day!, hour!, minute!, second!) - utcMillis;
  };
}

const anySecond = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) / 1000 - 1 });

describe.each(zoneNames)('%s', (name) => {
  const zone = createZone(name);

  test('has the offsets Intl shows, at random instants', () => {
    const expected = offsetByFields(name);
    fc.assert(
      fc.property(anySecond, (second) => {
        expect(zone.offsetAt(second * 1_000_000)).toBe(expected(second * 1000) * 1000);
      }),
      { numRuns: 500 },
    );
  });

  test('has the offsets Intl shows, right before and at each change', () => {
    const expected = offsetByFields(name);
    let at = 0;
    while (zone.stretchAt(at).to < Date.UTC(2100, 0, 1) * 1000) {
      at = zone.stretchAt(at).to;
      expect(zone.offsetAt(at - 1)).toBe(expected(at / 1000 - 1000) * 1000);
      expect(zone.offsetAt(at)).toBe(expected(at / 1000) * 1000);
      expect(zone.offsetAt(at)).not.toBe(zone.offsetAt(at - 1));
    }
  });

  test('reads its own local times back, or flags them', () => {
    fc.assert(
      fc.property(anySecond, (second) => {
        const utc = second * 1_000_000;
        const back = zone.fromLocal(utc + zone.offsetAt(utc));
        if (back.flags === timeFlags.repeatedByClockChange) expect(back.utc).toBeLessThanOrEqual(utc);
        else expect(back).toEqual({ utc, flags: 0 });
      }),
      { numRuns: 1000 },
    );
  });

  test('skips and repeats exactly the local times around each change', () => {
    for (let at = 0; zone.stretchAt(at).to < Date.UTC(2100, 0, 1) * 1000; ) {
      const { to: change, offset } = zone.stretchAt(at);
      const step = zone.offsetAt(change) - offset;
      const [first, last] = [
        change + Math.min(offset, offset + step),
        change + Math.max(offset, offset + step),
      ];
      const flags = step > 0 ? timeFlags.skippedByClockChange : timeFlags.repeatedByClockChange;
      expect(zone.fromLocal(first - 1).flags).toBe(0);
      expect(zone.fromLocal(first)).toEqual({ utc: first - offset, flags });
      expect(zone.fromLocal(last - 1)).toEqual({ utc: last - 1 - offset, flags });
      expect(zone.fromLocal(last)).toEqual({ utc: last - offset - step, flags: 0 });
      at = change;
    }
  });
});

test.each([
  // Half an hour, back at 02:00 to 01:30.
  ['Australia/Lord_Howe', '2025-04-06T01:45', '2025-04-05T14:45', timeFlags.repeatedByClockChange],
  ['Australia/Lord_Howe', '2025-10-05T02:15', '2025-10-04T15:45', timeFlags.skippedByClockChange],
  // A whole day that never was.
  ['Pacific/Apia', '2011-12-30T12:00', '2011-12-30T22:00', timeFlags.skippedByClockChange],
  ['Pacific/Chatham', '2025-07-01T00:45', '2025-06-30T12:00', 0],
  ['Asia/Kathmandu', '2025-07-01T05:45', '2025-07-01T00:00', 0],
  ['Pacific/Kiritimati', '2025-07-01T14:00', '2025-07-01T00:00', 0],
  // Ramadan: back by an hour, at the end forward.
  ['Africa/Casablanca', '2025-03-01T12:00', '2025-03-01T12:00', 0],
  ['Africa/Casablanca', '2025-07-01T12:00', '2025-07-01T11:00', 0],
  // Changes a week apart.
  ['America/Recife', '2000-10-12T12:00', '2000-10-12T14:00', 0],
  ['America/Recife', '2000-10-18T12:00', '2000-10-18T15:00', 0],
  // Seconds in the offset until 1972.
  ['Africa/Monrovia', '1971-01-01T00:00', '1971-01-01T00:44:30', 0],
])('%s %s is %s UTC', (name, local, utc, flags) => {
  const micros = (text: string) => Date.parse(`${text}Z`) * 1000;
  expect(createZone(name).fromLocal(micros(local))).toEqual({ utc: micros(utc), flags });
});

test('offsets are zones', () => {
  expect(createZone('+02:00').fromLocal(0)).toEqual({ utc: -7_200_000_000, flags: 0 });
  expect(createZone('-03:30').offsetAt(0)).toBe(-12_600_000_000);
  expect(createZone('UTC').offsetAt(0)).toBe(0);
});

test.each(['UTC', 'Z', '+00:00', '-12:00', '+14:00', 'America/Los_Angeles', 'US/Pacific', 'Etc/GMT+5'])(
  '%s is a zone',
  (name) => {
    expect(isKnownZone(name)).toBe(true);
  },
);

test.each([
  '',
  'PDT',
  'Mars/Olympus',
  '+2',
  '+0200',
  '+15:00',
  '+02:60',
  ' UTC',
  'America/Los_Angeles\u0000',
  '../../etc/passwd',
])('%j is none', (name) => {
  expect(isKnownZone(name)).toBe(false);
  expect(() => createZone(name)).toThrow(expect.objectContaining({ code: 'timezone-unknown' }));
});
