import { expect, test } from 'vitest';
import { localTime, timeWithZone } from '../../../../electron/core/report/document/zoned-time.ts';

test.each([
  ['2025-06-18T00:02:04.789Z', 'America/Los_Angeles', '2025-06-17 17:02:04 -07:00'],
  ['2025-01-18T00:02:04.789Z', 'America/Los_Angeles', '2025-01-17 16:02:04 -08:00'],
  // the hour that is there twice when clocks go back
  ['2025-11-02T08:30:00.000Z', 'America/Los_Angeles', '2025-11-02 01:30:00 -07:00'],
  ['2025-11-02T09:30:00.000Z', 'America/Los_Angeles', '2025-11-02 01:30:00 -08:00'],
  ['2025-06-18T07:00:00.000Z', 'America/Los_Angeles', '2025-06-18 00:00:00 -07:00'],
  ['2025-06-18T00:00:00.000Z', 'Asia/Kathmandu', '2025-06-18 05:45:00 +05:45'],
  ['2025-06-18T00:00:00.000Z', 'UTC', '2025-06-18 00:00:00 +00:00'],
])('%s in %s is %s', (utc, zone, local) => {
  expect(localTime(utc, zone)).toBe(local);
});

test('names the zone, and says UTC alone where zone or time cannot be read', () => {
  expect(timeWithZone('2025-06-18T00:00:00.000Z', 'Asia/Kathmandu')).toBe(
    '2025-06-18T00:00:00.000Z (UTC); 2025-06-18 05:45:00 +05:45 in Asia/Kathmandu',
  );
  expect(timeWithZone('2025-06-18T00:00:00.000Z', null)).toBe('2025-06-18T00:00:00.000Z (UTC)');
  expect(timeWithZone('2025-06-18T00:00:00.000Z', 'No/Where')).toBe('2025-06-18T00:00:00.000Z (UTC)');
  expect(localTime('yesterday', 'UTC')).toBeNull();
});
