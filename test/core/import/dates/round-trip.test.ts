import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inferDatePlan } from '../../../../electron/core/import/dates/infer.ts';
import { differInOrderOnly, knownLayouts } from '../../../../electron/core/import/dates/layouts.ts';
import { createDateParser } from '../../../../electron/core/import/dates/parse.ts';
import type { DateLayout } from '../../../../electron/core/import/dates/plan.ts';
import { formatTime, precisionMicros } from './format.ts';
import { plan, rfc3339 } from './plans.ts';

const layouts: readonly DateLayout[] = [
  ...knownLayouts,
  { kind: 'serial', epochYear: 1900 },
  { kind: 'serial', epochYear: 1904 },
];
const firstMicros = Date.UTC(1990, 0, 2) * 1000;
const lastMicros = Date.UTC(2069, 11, 30) * 1000;

const anyLayout = fc.constantFrom(...layouts);
const instant = fc
  .integer({ min: 0, max: (lastMicros - firstMicros) / 1000 })
  .map((millis) => firstMicros + millis * 1000);
const anyVariation = fc.record({
  padded: fc.boolean(),
  fractionDigits: fc.integer({ min: 0, max: 6 }),
  comma: fc.boolean(),
  zone: fc.constantFrom('' as const, 'Z' as const, ' UTC' as const, '+02:00' as const, ' -0330' as const),
  upperCase: fc.boolean(),
});

function parseWith(layout: DateLayout, text: string): number {
  const bytes = Buffer.from(text, 'utf8');
  return createDateParser(plan(layout)).parse(bytes, 0, bytes.length);
}

describe('every layout', () => {
  test('is read back as it was written', () => {
    fc.assert(
      fc.property(
        anyLayout,
        instant,
        fc.integer({ min: 0, max: 999 }),
        anyVariation,
        (layout, millis, micros, variation) => {
          const isDateOnly = layout.kind === 'calendar' && layout.clock === 'none';
          // Half a millisecond may be written either way in serial days.
          const written = layout.kind === 'serial' ? millis : millis + micros;
          const precision = precisionMicros(layout, variation);
          const text = formatTime(layout, written, isDateOnly ? { ...variation, zone: '' } : variation);
          const expected = Math.floor(written / precision) * precision;
          expect(rfc3339(parseWith(layout, text)), text).toBe(rfc3339(expected));
        },
      ),
      { numRuns: 5000 },
    );
  });

  test('is read by no other layout, its order apart', () => {
    fc.assert(
      fc.property(fc.constantFrom(...knownLayouts), instant, anyVariation, (layout, micros, variation) => {
        const text = formatTime(layout, micros, variation);
        const readers = knownLayouts.filter((other) => !Number.isNaN(parseWith(other, text)));
        expect(
          readers.filter((other) => other !== layout && !differInOrderOnly(other, layout)),
          text,
        ).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('is found from its texts, or said to be ambiguous', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...knownLayouts),
        fc.array(instant, { minLength: 1, maxLength: 30 }),
        anyVariation,
        (layout, times, variation) => {
          const texts = times.map((micros) => formatTime(layout, micros, variation));
          const open = inferDatePlan(texts, { twoDigitYearsFrom: 1970 });
          if (open.kind === 'plan') expect(open.plan.layout, texts[0]).toEqual(layout);
          else expect(open.kind, texts[0]).toBe('ambiguous');
          const order = layout.kind === 'calendar' ? layout.order : undefined;
          const told = inferDatePlan(texts, { twoDigitYearsFrom: 1970, order });
          expect(told).toMatchObject({ kind: 'plan', plan: { layout } });
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('whatever the bytes', () => {
  const nearlyTimes = fc
    .stringMatching(/^[0-9TZ:./, +\-@APMUCGJulan]{0,30}$/)
    .map((text) => Buffer.from(text));
  const anyBytes = fc.oneof(fc.uint8Array({ maxLength: 40 }), nearlyTimes);
  const parsers = layouts.map((layout) => createDateParser(plan(layout, { zone: 'Australia/Lord_Howe' })));
  const dayMicros = 86_400_000_000;

  test('the answer is NaN or a whole number of microseconds in range', () => {
    fc.assert(
      fc.property(anyBytes, fc.nat(), fc.nat(), (bytes, a, b) => {
        const start = a % (bytes.length + 1);
        const end = start + (b % (bytes.length - start + 1));
        for (const parser of parsers) {
          const micros = parser.parse(bytes, start, end);
          if (Number.isNaN(micros)) continue;
          expect(Number.isSafeInteger(micros)).toBe(true);
          expect(micros).toBeGreaterThanOrEqual(-dayMicros);
          expect(micros).toBeLessThan(Date.UTC(2100, 0, 1) * 1000 + dayMicros);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('a letter put into a time anywhere makes it none', () => {
    fc.assert(
      fc.property(anyLayout, instant, anyVariation, fc.nat(), (layout, micros, variation, where) => {
        const text = formatTime(layout, micros, variation);
        const position = where % (text.length + 1);
        const junk = `${text.slice(0, position)}x${text.slice(position)}`;
        expect(parseWith(layout, junk), junk).toBeNaN();
      }),
      { numRuns: 2000 },
    );
  });
});
