import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binDays, labelledBins, shade } from '../../../../renderer/views/events/rhythm-bins.ts';

const day = (index: number) => new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10);

test('bins hold every day once, in order, and no event is lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(1000), { maxLength: 4000 }),
      fc.integer({ min: 1, max: 300 }),
      (counts, most) => {
        const days = counts.map((count, index) => ({ date: day(index), count }));
        const bins = binDays(days, most);
        expect(bins.length).toBeLessThanOrEqual(most);
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(
          counts.reduce((sum, count) => sum + count, 0),
        );
        expect(bins[0]?.from).toBe(days[0]?.date);
        expect(bins.at(-1)?.to).toBe(days.at(-1)?.date);
        for (const [index, bin] of bins.entries()) {
          expect(bin.from <= bin.to).toBe(true);
          if (index > 0) expect(bin.from > bins[index - 1]!.to).toBe(true);
        }
      },
    ),
    { numRuns: 30 },
  );
});

test('few days are a bar each', () => {
  const days = [1, 2, 3].map((count, index) => ({ date: day(index), count }));
  expect(binDays(days, 100).map(({ from, count }) => [from, count])).toEqual([
    ['2025-01-01', 1],
    ['2025-01-02', 2],
    ['2025-01-03', 3],
  ]);
  expect(binDays(days, 2)).toEqual([
    { from: '2025-01-01', to: '2025-01-02', count: 3 },
    { from: '2025-01-03', to: '2025-01-03', count: 3 },
  ]);
});

test('one event is never drawn as none, and only the largest is darkest', () => {
  expect([0, 1, 100, 10_000, 1_000_000].map((count) => shade(count, 1_000_000))).toEqual([0, 1, 1, 1, 5]);
  expect([40_000, 250_000, 640_000].map((count) => shade(count, 1_000_000))).toEqual([1, 3, 4]);
  expect(shade(0, 0)).toBe(0);
});

test('labels do not crowd', () => {
  const bins = Array.from({ length: 365 }, (_, index) => ({ from: day(index), to: day(index), count: 1 }));
  const labelled = labelledBins(bins, 8);
  expect(labelled[0]).toBe(0);
  expect(labelled.length).toBeLessThanOrEqual(8);
  expect(labelledBins([], 8)).toEqual([]);
});
