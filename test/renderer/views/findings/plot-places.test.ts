import { expect, test } from 'vitest';
import { hourPlot } from '../../../../renderer/views/findings/plot-places.ts';

test('events stand in the column of their day and at the hour the clock of the zone showed', () => {
  const { dots, dates } = hourPlot(
    ['2025-03-04T04:30:00Z', '2025-03-05T18:00:00Z', '2025-03-06T05:59:59Z'],
    'America/Chicago',
    10,
  );
  expect(dates.map(({ label }) => label)).toEqual(['3 Mar 2025', '4 Mar 2025', '5 Mar 2025']);
  expect(dots.map(({ share }) => share)).toEqual([0.5 / 3, 2.5 / 3, 2.5 / 3]);
  expect(dots.map(({ hour }) => Math.round(hour * 100) / 100)).toEqual([22.5, 12, 24]);
});

test('the night the clock changes stays on its day', () => {
  const { dots } = hourPlot(['2025-03-09T07:59:00Z', '2025-03-09T08:01:00Z'], 'America/Chicago', 5);
  expect(dots.map(({ share }) => share)).toEqual([0.5, 0.5]);
  expect(dots.map(({ hour }) => Math.floor(hour))).toEqual([1, 3]);
});

test('long stretches are labelled sparsely, and what is no time is left out', () => {
  const long = hourPlot(['2020-01-01T00:00:00Z', '2025-12-31T00:00:00Z', 'unknown'], 'UTC', 6);
  expect(long.dates.length).toBeLessThanOrEqual(6);
  expect(long.dots.length).toBe(2);
  expect(hourPlot(['unknown'], 'UTC', 6).hasHours).toBe(false);
});
