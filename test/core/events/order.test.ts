import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderByTime } from '../../../electron/core/events/order.ts';

function slowly(rows: Int32Array, micros: Float64Array): number[] {
  return [...rows.keys()].sort((a, b) => micros[a]! - micros[b]! || a - b).map((i) => rows[i]!);
}

test('few rows: by time, ties in the order given', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (times) => {
      const rows = Int32Array.from(times, (_, i) => times.length - i);
      const micros = Float64Array.from(times);
      expect([...orderByTime(rows, micros)]).toEqual(slowly(rows, micros));
    }),
  );
});

test('many rows, from 1970 to 2099', () => {
  const count = 50_000;
  const rows = Int32Array.from({ length: count }, (_, i) => i * 3);
  let state = 1;
  const micros = Float64Array.from({ length: count }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state % 4_000) * 1_024_000_123_457;
  });
  expect([...orderByTime(rows, micros)]).toEqual(slowly(rows, micros));
});
