import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timeFlags } from '../../../../electron/core/import/dates/plan.ts';
import { zoneWordOf, zoneWordsOf } from '../../../../electron/core/import/dates/zone-words.ts';
import { calendar, plan, read, rfc3339 } from './plans.ts';

const zones = Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/'));

/** The local time of an instant as Intl has it. */
function localText(zone: string, millis: number): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(millis);
  const of = (type: string) => parts.find((part) => part.type === type)!.value;
  return `${of('year')}-${of('month')}-${of('day')} ${of('hour')}:${of('minute')}:${of('second')}`;
}

test('a time with the full name of its zone is the instant that Intl wrote, or is flagged as one of two', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones.filter((_, index) => index % 9 === 0)),
      fc.integer({ min: Date.UTC(1971, 0, 1) / 1000, max: Date.UTC(2037, 0, 1) / 1000 }),
      (zone, seconds) => {
        const text = `${localText(zone, seconds * 1000)} ${zone}`;
        const found = read(plan(calendar(), { zone: null }), text);
        const expected = rfc3339(seconds * 1_000_000);
        if (found && (found.flags & timeFlags.repeatedByClockChange) !== 0) {
          expect(found.at <= expected, text).toBe(true);
        } else expect(found, text).toEqual({ at: expected, flags: 0 });
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  ['2025-11-02 01:30:00 America/Los_Angeles', '2025-11-02T08:30:00.000000Z', timeFlags.repeatedByClockChange],
  ['2025-03-09 02:30:00 America/Los_Angeles', '2025-03-09T10:30:00.000000Z', timeFlags.skippedByClockChange],
  ['2025-11-02 03:30:00 America/Los_Angeles', '2025-11-02T11:30:00.000000Z', 0],
])('%s is flagged where the clock changed', (text, at, flags) => {
  expect(read(plan(calendar(), { zone: 'Asia/Tokyo' }), text)).toEqual({ at, flags });
});

test('words are those of Intl in both halves of a year', () => {
  expect(zoneWordsOf('America/Los_Angeles')).toEqual([
    { word: 'PST', offsetMinutes: -480 },
    { word: 'PDT', offsetMinutes: -420 },
  ]);
  expect(zoneWordsOf('Europe/Berlin')).toEqual([
    { word: 'CET', offsetMinutes: 60 },
    { word: 'CEST', offsetMinutes: 120 },
  ]);
  expect(zoneWordsOf('UTC')).toEqual([]);
  expect(zoneWordsOf('+02:00')).toEqual([]);
});

test('no zone says one word for two offsets', () => {
  for (const zone of zones.filter((_, index) => index % 9 === 0)) {
    const words = zoneWordsOf(zone).map(({ word }) => word);
    expect(new Set(words).size, zone).toBe(words.length);
  }
});

test.each([
  ['2025-06-18 10:00 PST', 'PST'],
  ['2025-06-18 10:00 pst ', 'PST'],
  ['2025-06-18 10:00 PM', null],
  ['2025-06-18 10:00 UTC', null],
  ['2025-06-18 10:00', null],
  ['2025-06-18 10:00 America/Denver', null],
])('%s ends in %s', (text, word) => {
  expect(zoneWordOf(text)).toBe(word);
});
