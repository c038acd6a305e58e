import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alignDays,
  binDays,
  type DayCount,
  datesBetween,
  dayTicks,
  findGaps,
  withinOwnDays,
} from '../../../renderer/ui/day-series.ts';

const dayMs = 86_400_000;
const dateOf = (index: number) =>
  new Date(Date.parse('2025-01-01') + index * dayMs).toISOString().slice(0, 10);
const days = (counts: readonly number[]): DayCount[] =>
  counts.map((count, index) => ({ date: dateOf(index), count }));

describe('binDays', () => {
  it('keeps days as they are where there is room', () => {
    expect(binDays(days([1, 0, 2]), 10)).toEqual([
      { from: '2025-01-01', to: '2025-01-01', count: 1 },
      { from: '2025-01-02', to: '2025-01-02', count: 0 },
      { from: '2025-01-03', to: '2025-01-03', count: 2 },
    ]);
  });

  it('loses no event and makes no more bins than asked', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(100), { maxLength: 400 }),
        fc.integer({ min: 1, max: 60 }),
        (counts, most) => {
          const bins = binDays(days(counts), most);
          expect(bins.length).toBeLessThanOrEqual(most);
          expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(
            counts.reduce((sum, count) => sum + count, 0),
          );
        },
      ),
    );
  });
});

describe('findGaps', () => {
  it('finds a stretch of three days or more, at the ends too', () => {
    expect(findGaps(days([0, 0, 0, 5, 5, 0, 0, 5, 0, 0, 0, 0]))).toEqual([
      { from: '2025-01-01', to: '2025-01-03', days: 3 },
      { from: '2025-01-09', to: '2025-01-12', days: 4 },
    ]);
  });

  it('does not call the usual pauses of a log gaps, but a longer one among them', () => {
    const weeks = Array.from({ length: 30 }, () => [4, 5, 6, 7, 0, 0, 0]).flat();
    expect(findGaps(days(weeks))).toEqual([]);
    weeks.fill(0, 70, 84);
    expect(findGaps(days(weeks))).toEqual([{ from: dateOf(67), to: dateOf(83), days: 17 }]);
  });

  it('finds none where every day has events', () => {
    expect(findGaps(days([1, 2, 3]))).toEqual([]);
    expect(findGaps([])).toEqual([]);
  });
});

describe('alignDays', () => {
  it('puts zeros where a series has no days', () => {
    const dates = datesBetween('2025-01-01', '2025-01-03');
    expect(alignDays([{ date: '2025-01-02', count: 7 }], dates)).toEqual(days([0, 7, 0]));
  });
});

describe('withinOwnDays', () => {
  it('cuts what lies before the first and after the last event', () => {
    expect(withinOwnDays(days([0, 0, 3, 0, 0, 0, 1, 0]))).toEqual(days([0, 0, 3, 0, 0, 0, 1]).slice(2));
    expect(withinOwnDays(days([0, 0]))).toEqual([]);
  });

  it('finds the gap of a source whose days without events are left out', () => {
    const sparse = days([2, 1, 0, 0, 0, 0, 4]).filter(({ count }) => count > 0);
    const aligned = alignDays(sparse, datesBetween('2024-12-01', '2025-02-01'));
    expect(findGaps(withinOwnDays(aligned))).toEqual([{ from: '2025-01-03', to: '2025-01-06', days: 4 }]);
  });
});

describe('dayTicks', () => {
  it('marks months of a year, naming the year at January', () => {
    const ticks = dayTicks('2024-11-15', '2025-03-10', 12);
    expect(ticks.map(({ date, label }) => `${date} ${label}`)).toEqual([
      '2024-12-01 Dec',
      '2025-01-01 Jan 2025',
      '2025-02-01 Feb',
      '2025-03-01 Mar',
    ]);
  });

  it('marks fewer where there are many, and stays within the bound over decades', () => {
    const ticks = dayTicks('1990-01-01', '2025-12-31', 12);
    expect(ticks.length).toBeGreaterThan(3);
    expect(ticks.length).toBeLessThanOrEqual(13);
    expect(ticks.every(({ label }) => /^\d{4}$/.test(label))).toBe(true);
  });
});
