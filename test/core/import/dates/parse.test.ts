import { describe, expect, test } from 'vitest';
import { createDateParser } from '../../../../electron/core/import/dates/parse.ts';
import { timeFlags } from '../../../../electron/core/import/dates/plan.ts';
import { calendar, plan, read } from './plans.ts';

const iso = calendar();
const flock = calendar({ order: 'mdy', separator: '/', clock: '12-hour' });
const kibana = calendar({ order: 'mdy', month: 'name', separator: ' ' });
const oracle = calendar({
  order: 'dmy',
  month: 'name',
  yearDigits: 2,
  clock: '12-hour',
  timeSeparator: '.',
});
const compact = calendar({ separator: '', timeSeparator: '' });
const dayFirst = calendar({ order: 'dmy', separator: '.' });
const dateOnly = calendar({ clock: 'none' });

describe('reads', () => {
  test.each([
    [iso, '2025-06-18 00:02:04.789', '2025-06-18T00:02:04.789000Z'],
    [iso, '2025-06-18T00:02:04Z', '2025-06-18T00:02:04.000000Z'],
    [iso, '2025-06-18t00:02:04z', '2025-06-18T00:02:04.000000Z'],
    [iso, '2025-06-18T00:02:04.123456789Z', '2025-06-18T00:02:04.123456Z'],
    [iso, '2025-06-18T00:02:04,5Z', '2025-06-18T00:02:04.500000Z'],
    [iso, '2025-06-18T00:02Z', '2025-06-18T00:02:00.000000Z'],
    [iso, '2025-06-18T00:02:04+02:00', '2025-06-17T22:02:04.000000Z'],
    [iso, '2025-06-18 00:02:04 -0730', '2025-06-18T07:32:04.000000Z'],
    [iso, '2025-06-18 00:02:04+05', '2025-06-17T19:02:04.000000Z'],
    [iso, '2025-06-18 00:02:04 UTC', '2025-06-18T00:02:04.000000Z'],
    [iso, '2025-06-18 00:02:04 GMT+0200', '2025-06-17T22:02:04.000000Z'],
    [iso, '2025-6-8 0:02:04', '2025-06-08T00:02:04.000000Z'],
    [iso, '  2025-06-18 00:02:04\u00a0\n', '2025-06-18T00:02:04.000000Z'],
    [iso, '2024-02-29 23:59:59.999999', '2024-02-29T23:59:59.999999Z'],
    [iso, '1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000000Z'],
    [iso, '2099-12-31T23:59:59Z', '2099-12-31T23:59:59.000000Z'],
    [flock, '01/31/2022, 11:26:24 PM UTC', '2022-01-31T23:26:24.000000Z'],
    [flock, '1/3/2022, 1:06:24 AM UTC', '2022-01-03T01:06:24.000000Z'],
    [flock, '01/31/2022 12:00:00 AM GMT', '2022-01-31T00:00:00.000000Z'],
    [flock, '01/31/2022, 12:00:00 PM', '2022-01-31T12:00:00.000000Z'],
    [flock, '01/31/2022,11:26 p.m.', '2022-01-31T23:26:00.000000Z'],
    [flock, '01/31/2022, 11:26:24\u202fPM UTC', '2022-01-31T23:26:24.000000Z'],
    [flock, '01/31/2022 11:26:24PM +01:00', '2022-01-31T22:26:24.000000Z'],
    [kibana, 'Jul 9, 2026 @ 10:11:12.000', '2026-07-09T10:11:12.000000Z'],
    [kibana, 'September 30 2026 10:11', '2026-09-30T10:11:00.000000Z'],
    [kibana, 'SEPT 30, 2026 10:11', '2026-09-30T10:11:00.000000Z'],
    [oracle, '09-JUL-26 10.11.12.000000 AM', '2026-07-09T10:11:12.000000Z'],
    [oracle, '09-JUL-99 10.11.12.000000 AM +02:00', '1999-07-09T08:11:12.000000Z'],
    [compact, '20260709 101112', '2026-07-09T10:11:12.000000Z'],
    [compact, '20260709T1011Z', '2026-07-09T10:11:00.000000Z'],
    [compact, '20260709101112', '2026-07-09T10:11:12.000000Z'],
    [dayFirst, '9.7.2026 10:11:12', '2026-07-09T10:11:12.000000Z'],
    [dateOnly, '2026-07-09', '2026-07-09T00:00:00.000000Z'],
    [iso, '2025-06-18 00:00:00 13:13:45', '2025-06-18T13:13:45.000000Z'],
    [iso, '2025-06-18 00:00 13:13:45 -07:00', '2025-06-18T20:13:45.000000Z'],
    [flock, '6/18/2025 12:00:00 AM 1:13:45 PM', '2025-06-18T13:13:45.000000Z'],
    [compact, '20250618T000204Z', '2025-06-18T00:02:04.000000Z'],
    [calendar({ month: 'week' }), '2025-W25-3T10:11:12Z', '2025-06-18T10:11:12.000000Z'],
    [calendar({ month: 'week' }), '2020-W53-5 00:00:00', '2021-01-01T00:00:00.000000Z'],
    [
      calendar({ month: 'week', separator: '', timeSeparator: '' }),
      '2025W253T101112Z',
      '2025-06-18T10:11:12.000000Z',
    ],
    [iso, '2025-06-18 00:02:04.123456 America/Los_Angeles', '2025-06-18T07:02:04.123456Z'],
    [iso, '2025-06-18 00:02:04.123456 -07:00', '2025-06-18T07:02:04.123456Z'],
    [iso, '2025-06-18 00:02:04 US/Pacific', '2025-06-18T07:02:04.000000Z'],
    [iso, '2025-06-18T00:02:04-07:00[America/Los_Angeles]', '2025-06-18T07:02:04.000000Z'],
    [iso, '2025-06-18 00:02:04 UTC+2', '2025-06-17T22:02:04.000000Z'],
    [oracle, '18-JUN-25 10.11.12.123456 AM AMERICA/NEW_YORK', '2025-06-18T14:11:12.123456Z'],
    [oracle, '18-JUN-25 10.11.12.123456789 PM', '2025-06-18T22:11:12.123456Z'],
    [kibana, 'Wed Jun 18 2025 10:11:12 GMT-0700 (Pacific Daylight Time)', '2025-06-18T17:11:12.000000Z'],
    [kibana, 'Wednesday, June 18, 2025 10:11', '2025-06-18T10:11:00.000000Z'],
    [
      calendar({ order: 'dmy', month: 'name', separator: ' ' }),
      'Wed, 18 Jun 2025 10:11:12 GMT',
      '2025-06-18T10:11:12.000000Z',
    ],
    [
      calendar({ order: 'dmy', month: 'name', separator: '/' }),
      '18/Jun/2025:10:11:12 +0200',
      '2025-06-18T08:11:12.000000Z',
    ],
    [calendar({ order: 'mdy', separator: '-' }), '07-09-2026 10:11', '2026-07-09T10:11:00.000000Z'],
    [
      calendar({ order: 'dmy', month: 'name', separator: ' ' }),
      '9 July 2026 10:11:12',
      '2026-07-09T10:11:12.000000Z',
    ],
  ])('%o: %s', (layout, text, expected) => {
    expect(read(plan(layout), text)).toEqual({ at: expected, flags: 0 });
  });

  test.each([
    ['seconds', '1720512672', '2024-07-09T08:11:12.000000Z'],
    ['seconds', '1720512672.123456789', '2024-07-09T08:11:12.123456Z'],
    ['milliseconds', '1720512672123', '2024-07-09T08:11:12.123000Z'],
    ['milliseconds', '1720512672123.4', '2024-07-09T08:11:12.123400Z'],
    ['microseconds', '1720512672123456', '2024-07-09T08:11:12.123456Z'],
    ['nanoseconds', '1720512672123456789', '2024-07-09T08:11:12.123456Z'],
    ['milliseconds', '/Date(1720512672123)/', '2024-07-09T08:11:12.123000Z'],
    ['milliseconds', '\\/Date(1720512672123+0200)\\/', '2024-07-09T08:11:12.123000Z'],
  ] as const)('%s %s', (unit, text, expected) => {
    expect(read(plan({ kind: 'epoch', unit }), text)).toEqual({ at: expected, flags: 0 });
  });

  test.each([
    [1900, '25569', '1970-01-01T00:00:00.000000Z'],
    // Excel shows 2025-07-17 12:02:21 for it.
    [1900, '45855.50163194444', '2025-07-17T12:02:21.000000Z'],
    [1904, '44393.5', '2025-07-17T12:00:00.000000Z'],
    // The last digits of a serial number stand for less than a millisecond.
    [1900, '45855.999999999', '2025-07-18T00:00:00.000000Z'],
  ] as const)('spreadsheet days since %i: %s', (epochYear, text, expected) => {
    expect(read(plan({ kind: 'serial', epochYear }), text)).toEqual({ at: expected, flags: 0 });
  });
});

describe('refuses', () => {
  test.each([
    [iso, '2025-02-30 00:00:00'],
    [iso, '2025-06-18 00:02:04 Mars/Olympus'],
    [iso, '2025-06-18 00:02:04 PST8PDT'],
    [iso, '2025-06-18 00:02:04 America/Los_Angeles x'],
    [iso, '2025-06-18T00:02:04Z[<script>]'],
    [iso, '2025-06-18T00:02:04-07:00[America/Los_Angeles'],
    [iso, '2025-06-18 00:02:04 (Pacific Daylight Time)'],
    [iso, 'Wed 2025-06-18 00:02:04'],
    [iso, '2025-06-18 00:00:01 13:13:45'],
    [iso, '2025-06-18 00:00:00 00:00:00 13:13:45'],
    [kibana, 'Wedn Jun 18 2025 10:11'],
    [kibana, 'WedJun 18 2025 10:11'],
    [calendar({ month: 'week' }), '2025-W53-1 00:00:00'],
    [calendar({ month: 'week' }), '2025-W00-1 00:00:00'],
    [calendar({ month: 'week' }), '2025-W25-8 00:00:00'],
    [calendar({ month: 'week' }), '2099-W53-5 00:00:00'],
    [calendar({ month: 'week' }), '1970-W01-1 00:00:00'],
    [iso, '2025-02-29 00:00:00'],
    [iso, '2100-01-01 00:00:00'],
    [iso, '1969-12-31 23:59:59'],
    [iso, '2025-13-01 00:00:00'],
    [iso, '2025-00-01 00:00:00'],
    [iso, '2025-01-00 00:00:00'],
    [iso, '2025-01-01 24:00:00'],
    [iso, '2025-01-01 25:00:00'],
    [iso, '2025-01-01 00:60:00'],
    [iso, '2025-01-01 00:00:61'],
    [iso, '2025-01-01 00:00:0'],
    [iso, '2025-01-01 00:0'],
    [iso, '2025-01-01 00:00:00.'],
    [iso, '2025-01-01 00:00:00.1234567890'],
    [iso, '2025-01-01 00:00:00 x'],
    [iso, '2025-01-01 00:00:00 PST'],
    [iso, '2025-01-01 00:00:00 CST-06:00'],
    [iso, '2025-01-01 00:00:00+15:00'],
    [iso, '2025-01-01 00:00:00+02:60'],
    [iso, '2025-01-01 00:00:00+2'],
    [iso, '2025-01-01 00:00:00ZZ'],
    [iso, '2025-01-01 00:00:00 PM'],
    [iso, '2025-01-01'],
    [iso, '2025-01-01T'],
    [iso, '2025-01-01 '],
    [iso, '2025-01-01,'],
    [iso, '2025-01-0100:00:00'],
    [iso, '2025-01-001 00:00:00'],
    [iso, '25-01-01 00:00:00'],
    [iso, '2025/01/01 00:00:00'],
    [iso, '-2025-01-01 00:00:00'],
    [iso, ''],
    [iso, '   '],
    [iso, '***'],
    [flock, '13/01/2022, 11:26:24 PM UTC'],
    [flock, '01/31/2022, 13:26:24 PM UTC'],
    [flock, '01/31/2022, 00:26:24 AM UTC'],
    [flock, '01/31/2022, 11:26:24 UTC'],
    [flock, '01/31/22, 11:26:24 PM UTC'],
    [flock, '01/31/20220, 11:26:24 PM UTC'],
    [flock, '01/31/2022T11:26:24 PM UTC'],
    [flock, '01/31/2022, 11:26:24 P.M UTC'],
    [flock, '10/01/2025, 05:00:00 AM UTC\n10/08/2025, 04:59:59 AM UTC'],
    [kibana, 'Jux 9, 2026 @ 10:11:12.000'],
    [kibana, 'Julyy 9, 2026 @ 10:11:12.000'],
    [kibana, 'Jul 9, 2026 @10:11:12.000'],
    [compact, '2026070 101112'],
    [compact, '20260709 10111'],
    [compact, '202607091011121'],
    [dateOnly, '2026-07-09 00:00'],
    [dateOnly, '2026-07-09Z'],
  ])('%o: %s', (layout, text) => {
    expect(read(plan(layout), text)).toBeNull();
  });

  test.each([
    ['seconds', '1720512672123'],
    ['seconds', '0'],
    ['seconds', '4102444800'],
    ['seconds', '-1720512672'],
    ['milliseconds', '/Date(1720512672123)'],
    ['milliseconds', '/Date(1720512672123'],
    ['milliseconds', '/Date(1720512672123+02)/'],
    ['milliseconds', 'Date(1720512672123)'],
    ['seconds', '/Date(1720512672)/'],
    ['seconds', '1720512672.'],
    ['seconds', '1.72e9'],
    ['milliseconds', '1720512672'],
    ['microseconds', '1720512672123456.5'],
    ['nanoseconds', '1720512672123456'],
    ['nanoseconds', '123'],
  ] as const)('%s %s', (unit, text) => {
    expect(read(plan({ kind: 'epoch', unit }), text)).toBeNull();
  });

  test.each(['25568', '73051', '123456', '45855,5', '45855.', '-45855', '4.5E4', ''])(
    'spreadsheet day %s',
    (text) => {
      expect(read(plan({ kind: 'serial', epochYear: 1900 }), text)).toBeNull();
    },
  );

  test('a text without a zone where the plan has none', () => {
    expect(read(plan(iso, { zone: null }), '2025-06-18 00:02:04')).toBeNull();
    expect(read(plan({ kind: 'serial', epochYear: 1900 }, { zone: null }), '45855.5')).toBeNull();
  });

  test('a plan in a zone that there is not, and two-digit years of no century', () => {
    expect(() => createDateParser(plan(iso, { zone: 'Mars/Olympus' }))).toThrow(
      /no time zone "Mars\/Olympus"/,
    );
    expect(() => createDateParser(plan(oracle, { twoDigitYearsFrom: null }))).toThrow(/century/);
  });
});

describe('zones', () => {
  const losAngeles = plan(iso, { zone: 'America/Los_Angeles' });

  test.each([
    // Trap 6.1 of the Eugene report: summer is UTC-7.
    ['2025-06-17 17:02:04', '2025-06-18T00:02:04.000000Z', 0],
    ['2025-12-17 16:02:04', '2025-12-18T00:02:04.000000Z', 0],
    ['2025-03-09 01:59:59', '2025-03-09T09:59:59.000000Z', 0],
    ['2025-03-09 02:00:00', '2025-03-09T10:00:00.000000Z', timeFlags.skippedByClockChange],
    ['2025-03-09 02:59:59', '2025-03-09T10:59:59.000000Z', timeFlags.skippedByClockChange],
    ['2025-03-09 03:00:00', '2025-03-09T10:00:00.000000Z', 0],
    ['2025-11-02 00:59:59', '2025-11-02T07:59:59.000000Z', 0],
    ['2025-11-02 01:00:00', '2025-11-02T08:00:00.000000Z', timeFlags.repeatedByClockChange],
    ['2025-11-02 01:59:59', '2025-11-02T08:59:59.000000Z', timeFlags.repeatedByClockChange],
    ['2025-11-02 02:00:00', '2025-11-02T10:00:00.000000Z', 0],
    ['2025-11-02 01:30:00-08:00', '2025-11-02T09:30:00.000000Z', 0],
    ['2025-03-09 02:30:00 UTC', '2025-03-09T02:30:00.000000Z', 0],
  ])('%s', (text, at, flags) => {
    expect(read(losAngeles, text)).toEqual({ at, flags });
  });

  test('flags a text without a zone among texts with one', () => {
    const mixed = { ...losAngeles, zoneInText: true };
    expect(read(mixed, '2025-06-17 17:02:04')?.flags).toBe(timeFlags.zoneNotInText);
    expect(read(mixed, '2025-06-17 17:02:04Z')?.flags).toBe(0);
  });

  test('clears flags and remembered days from one text to the next', () => {
    const parser = createDateParser(losAngeles);
    const at = (text: string) => {
      const bytes = Buffer.from(text);
      return parser.parse(bytes, 0, bytes.length);
    };
    const skipped = at('2025-03-09 02:30:00');
    expect(parser.lastFlags).toBe(timeFlags.skippedByClockChange);
    expect(at('2025-02-30 02:30:00')).toBeNaN();
    expect(at('2025-02-30 02:30:00')).toBeNaN();
    expect(at('2025-03-09 03:30:00')).toBe(skipped);
    expect(parser.lastFlags).toBe(0);
    expect(at('2024-11-03 01:30:00')).toBe(Date.UTC(2024, 10, 3, 8, 30) * 1000);
    expect(parser.lastFlags).toBe(timeFlags.repeatedByClockChange);
  });
});

describe('leap seconds', () => {
  test.each([
    ['2016-12-31 23:59:60Z', '2017-01-01T00:00:00.000000Z'],
    ['2016-12-31 23:59:60.5Z', '2017-01-01T00:00:00.500000Z'],
    ['2015-06-30 23:59:60Z', '2015-07-01T00:00:00.000000Z'],
    ['2015-06-30 16:59:60-07:00', '2015-07-01T00:00:00.000000Z'],
  ])('%s is the first second of the next day', (text, at) => {
    expect(read(plan(iso), text)).toEqual({ at, flags: timeFlags.leapSecond });
  });

  test.each([
    '2016-12-31 23:58:60Z',
    '2016-12-30 23:59:60Z',
    '2016-03-31 23:59:60Z',
    '2016-12-31 23:59:60-01:00',
  ])('%s never was', (text) => {
    expect(read(plan(iso), text)).toBeNull();
  });
});
