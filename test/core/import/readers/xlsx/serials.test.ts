import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shownAs } from '../../../../../electron/core/import/readers/xlsx/number-formats.ts';
import { serialText } from '../../../../../electron/core/import/readers/xlsx/serials.ts';

const { day, dayAndTime, time, duration } = shownAs;

describe('serialText', () => {
  test.each([
    [45_826.001444317131, dayAndTime, '2025-06-18T00:02:04.789'],
    [45_826, dayAndTime, '2025-06-18T00:00:00.000'],
    [45_826, day, '2025-06-18'],
    [45_826.5, day, '2025-06-18T12:00:00.000'],
    [45_826.5, time, '2025-06-18T12:00:00.000'],
    [0.5, time, '12:00:00'],
    [0.000005787, time, '00:00:00.500'],
    [0, time, '00:00:00'],
    [0.25, dayAndTime, '06:00:00'],
    [0, day, null],
    [1, day, '1900-01-01'],
    [59, day, '1900-02-28'],
    [60, day, null],
    [60.5, dayAndTime, null],
    [59.999999999, dayAndTime, null],
    [61, day, '1900-03-01'],
    [2_958_465, day, '9999-12-31'],
    [2_958_465.999999999, dayAndTime, null],
    [2_958_466, day, null],
    [-1, day, null],
    [-0.5, time, null],
    [1.5, duration, '36:00:00'],
    [0.0104282407, duration, '00:15:01'],
    [45_826.5, duration, '1099836:00:00'],
    [45_826.999999999, day, '2025-06-19'],
  ])('%f shown as %i is %s', (serial, shows, expected) => {
    expect(serialText(serial, shows, false)).toBe(expected);
  });

  test.each([
    [0, day, '1904-01-01'],
    [0.5, dayAndTime, '1904-01-01T12:00:00.000'],
    [0.5, time, '12:00:00'],
    [60, day, '1904-03-01'],
    [44_364, day, '2025-06-18'],
    [2_957_003, day, '9999-12-31'],
    [2_957_004, day, null],
  ])('%f in the system of 1904 is %s', (serial, shows, expected) => {
    expect(serialText(serial, shows, true)).toBe(expected);
  });

  test('every millisecond of any day from March 1900 comes back', () => {
    const from = Date.UTC(1900, 2, 1);
    const to = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
    fc.assert(
      fc.property(fc.integer({ min: from, max: to }), (ms) => {
        // As Excel stores it: 17 digits at most.
        const serial = Number((ms / 86_400_000 + 25_569).toPrecision(17));
        expect(serialText(serial, dayAndTime, false)).toBe(new Date(ms).toISOString().slice(0, -1));
        const serial1904 = ms / 86_400_000 + 25_569 - 1462;
        if (serial1904 >= 1) {
          expect(serialText(serial1904, dayAndTime, true)).toBe(new Date(ms).toISOString().slice(0, -1));
        }
      }),
      { numRuns: 2000 },
    );
  });
});
