import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createZone } from '../../../electron/core/import/dates/zones.ts';
import { dayCoverage } from '../../../electron/core/quality/day-coverage.ts';
import { hoursOfDay } from '../../../electron/core/quality/day-hours.ts';
import { hourGaps } from '../../../electron/core/quality/hour-gaps.ts';
import { numberSequence } from '../../../electron/core/quality/number-sequence.ts';
import { rowOrder } from '../../../electron/core/quality/row-order.ts';

const utc = createZone('UTC');
const at = (text: string) => Date.parse(text) * 1000;
const times = (...texts: readonly string[]) => Float64Array.from(texts, at);

describe('days', () => {
  test('without events are counted in the zone, in runs and by month', () => {
    const found = dayCoverage(
      times('2025-01-30T12:00:00Z', '2025-02-03T03:00:00Z', '2025-01-31T12:00:00Z', '2025-02-03T20:00:00Z'),
      createZone('America/Los_Angeles'),
    );
    // 2025-02-03T03:00Z is the evening of the 2nd in Los Angeles.
    expect(found).toEqual({
      ...{ first: '2025-01-30', last: '2025-02-03', days: 5, daysWithout: 1 },
      without: [{ from: '2025-02-01', to: '2025-02-01', days: 1 }],
      withoutTotal: 1,
      months: [
        { month: '2025-01', rows: 2, daysWithout: 0 },
        { month: '2025-02', rows: 2, daysWithout: 1 },
      ],
    });
    expect(dayCoverage(new Float64Array(), utc)).toBeNull();
  });

  test('agree with counting day by day', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 60 }), (days) => {
        const found = dayCoverage(
          Float64Array.from(days, (day) => day * 86_400_000_000 + 5),
          utc,
        )!;
        const have = new Set(days);
        const [least, most] = [Math.min(...days), Math.max(...days)];
        let without = 0;
        for (let day = least; day <= most; day++) if (!have.has(day)) without++;
        expect(found.days).toBe(most - least + 1);
        expect(found.daysWithout).toBe(without);
        expect(found.months.reduce((sum, { rows }) => sum + rows, 0)).toBe(days.length);
        expect(found.months.reduce((sum, month) => sum + month.daysWithout, 0)).toBe(without);
        if (found.withoutTotal <= 50) {
          expect(found.without.reduce((sum, run) => sum + run.days, 0)).toBe(without);
        }
      }),
    );
  });
});

describe('gaps', () => {
  const hourly = (count: number) => Array.from({ length: count }, (_, i) => i * 3_600_000_000);

  test('stand out against the rhythm of the log itself', () => {
    const gap = [...hourly(200), 199 * 3_600_000_000 + 40 * 3_600_000_000];
    expect(hourGaps(Float64Array.from(gap).reverse())).toEqual({
      ...{ usualHours: 1, longestHours: 40, gapsTotal: 1 },
      gaps: [
        {
          ...{ after: '1970-01-09T07:00:00.000Z', before: '1970-01-10T23:00:00.000Z' },
          ...{ hours: 40, timesUsual: 40 },
        },
      ],
    });
    gap[200] = 199 * 3_600_000_000 + 35 * 3_600_000_000;
    expect(hourGaps(Float64Array.from(gap))!.gapsTotal).toBe(0);
  });

  test('the usual distance is the one that 99 of 100 do not exceed', () => {
    const hour = 3_600_000_000;
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: 0, max: 400 }), fc.constant(0), fc.constant(900_000)), {
          minLength: 60,
          maxLength: 300,
        }),
        (distances) => {
          let now = 0;
          const times = [0, ...distances.map((hours) => (now += hours * hour))];
          const sorted = distances.toSorted((a, b) => a - b);
          const usual = sorted[Math.ceil(sorted.length * 0.99) - 1]!;
          const least = Math.max(36, Math.min(usual * 5, 720));
          for (const order of [times, times.toReversed()]) {
            const found = hourGaps(Float64Array.from(order))!;
            expect([found.usualHours, found.longestHours]).toEqual([usual, sorted.at(-1)]);
            expect(found.gapsTotal).toBe(distances.filter((hours) => hours >= least).length);
          }
        },
      ),
    );
  });

  test('of a log that is quiet by itself do not', () => {
    const weekly = Float64Array.from({ length: 60 }, (_, i) => i * 7 * 86_400_000_000);
    expect(hourGaps(weekly)!.gapsTotal).toBe(0);
    expect(hourGaps(weekly.slice(0, 49))).toBeNull();
  });
});

test('the quietest six hours are found across midnight, in the zone', () => {
  const rows = Array.from({ length: 24 }, (_, hour) => (hour >= 22 || hour < 4 ? 1 : 10));
  const micros = rows.flatMap((count, hour) =>
    Array.from({ length: count }, (_, i) => ((hour * 60 + i) * 60 + 7 * 3600) * 1_000_000),
  );
  const found = hoursOfDay(Float64Array.from(micros), createZone('-07:00'))!;
  expect(found.rows).toEqual(rows);
  expect(found.quietest).toEqual({ fromHour: 22, toHour: 4, share: 6 / 186 });
});

describe('a column that counts', () => {
  test('shows which numbers are missing', () => {
    const values = Array.from({ length: 40 }, (_, i) => i + 100).filter(
      (value) => value !== 105 && (value < 120 || value > 123),
    );
    expect(numberSequence('n', Float64Array.from(values).reverse())).toEqual({
      ...{ column: 'n', first: 100, last: 139, count: 35, missing: 5, missingRangesTotal: 2 },
      missingRanges: [
        { from: 105, to: 105 },
        { from: 120, to: 123 },
      ],
    });
  });

  test('has each number once, enough of them, and uses half of their range', () => {
    const twenty = Array.from({ length: 20 }, (_, i) => i * 2 + 1);
    expect(numberSequence('n', Float64Array.from(twenty))?.missing).toBe(19);
    expect(numberSequence('n', Float64Array.from(twenty.with(19, 40)))?.missing).toBe(20);
    expect(numberSequence('n', Float64Array.from(twenty.with(19, 41)))).toBeNull();
    expect(numberSequence('n', Float64Array.from(twenty.with(3, 1)))).toBeNull();
    expect(numberSequence('n', Float64Array.from(twenty.slice(1)))).toBeNull();
    expect(numberSequence('n', Float64Array.from([...twenty, Number.NaN]))?.count).toBe(20);
  });

  test('accounts for every number between the first and the last', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { minLength: 20 }), (numbers) => {
        const found = numberSequence('n', Float64Array.from(numbers));
        const range = Math.max(...numbers) - Math.min(...numbers) + 1;
        expect(found === null).toBe(numbers.length * 2 < range);
        if (found === null) return;
        expect(found.missing + found.count).toBe(range);
        if (found.missingRangesTotal <= 20) {
          const listed = found.missingRanges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
          expect(listed).toBe(found.missing);
          for (const { from } of found.missingRanges) expect(numbers).not.toContain(from);
        }
      }),
    );
  });
});

test('the order of a file is told by its steps, and ids are held against time', () => {
  const order = (micros: number[], ids?: number[]) =>
    rowOrder(
      Float64Array.from(micros),
      ids === undefined ? null : { column: 'id', values: Float64Array.from(ids) },
    );
  expect(order([1, 2, 2, 3])).toMatchObject({ byTime: 'ascending', forward: 2, backward: 0, same: 1 });
  expect(order([3, 2, 1])).toMatchObject({ byTime: 'descending', backward: 2 });
  expect(order([1, 3, 2])).toMatchObject({ byTime: 'neither' });
  expect(order([1, 1])).toMatchObject({ byTime: 'constant', same: 1 });
  const long = Array.from({ length: 202 }, (_, i) => i);
  expect(order(long.with(50, 0))).toMatchObject({ byTime: 'ascending', backward: 1 });
  expect(order([1, 2, 3, 4], [10, 11, 9, 12])?.idsAgainstTime).toEqual({ column: 'id', against: 1, of: 3 });
  expect(order([1, 2, 2, 4], [10, 11, 9, Number.NaN])?.idsAgainstTime).toMatchObject({ against: 0, of: 1 });
  expect(order([1])).toBeNull();
});
