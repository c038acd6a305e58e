import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findRepeats, type KeyedRows } from '../../../electron/core/events/repeats.ts';

/** Rows as (key, time, source): few values, so that much repeats. */
const row = fc.record({ key: fc.integer({ min: 0, max: 6 }), at: fc.integer({ min: 0, max: 2 }) });
const sources = fc.array(fc.array(row, { maxLength: 30 }), { minLength: 1, maxLength: 4 });

test('rows with the same key and time are one event, as a slow comparison of all pairs has it', () => {
  fc.assert(
    fc.property(sources, fc.func(fc.integer()), (files, shuffle) => {
      const ranks = files.map((_, i) => i).sort((a, b) => shuffle(a) - shuffle(b));
      const runs: KeyedRows[] = [];
      const all: { key: number; at: number; rank: number; row: number }[] = [];
      for (const [i, rows] of files.entries()) {
        const rank = ranks[i]!;
        runs.push({
          firstRow: all.length,
          keys: Uint32Array.from(rows.flatMap(({ key }) => [key, key * 7])),
          micros: Float64Array.from(rows, ({ at }) => at),
          sourceRank: rank,
        });
        for (const { key, at } of rows) all.push({ key, at, rank, row: all.length });
      }
      const found = findRepeats(all.length, () => runs);
      for (const one of all) {
        const same = all.filter(({ key, at }) => key === one.key && at === one.at);
        const standing = same.toSorted((a, b) => a.rank - b.rank || a.row - b.row)[0]!;
        expect(found.eventRows[one.row]).toBe(standing.row);
        expect(found.repeatsEarlier[one.row]).toBe(same[0]!.row < one.row ? 1 : 0);
      }
    }),
  );
});

test('an id at several times is told of every row that has it first at its time', () => {
  const run = (times: number[]): KeyedRows => ({
    firstRow: 0,
    keys: Uint32Array.from(times.flatMap(() => [5, 9])),
    micros: Float64Array.from(times),
    sourceRank: 0,
  });
  expect([...findRepeats(2, () => [run([1, 1])]).idAtOtherTime]).toEqual([0, 0]);
  expect([...findRepeats(2, () => [run([1, 2])]).idAtOtherTime]).toEqual([1, 1]);
});

test('more rows than one pass takes give the same', () => {
  const count = 2_100_000;
  const keys = new Uint32Array(count * 2);
  const micros = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    // Every third row repeats the one before it.
    const own = i % 3 === 2 ? i - 1 : i;
    keys[i * 2] = Math.imul(own, 0x9e3779b1);
    keys[i * 2 + 1] = Math.imul(own, 0x85ebca6b);
  }
  const { eventRows, repeatsEarlier } = findRepeats(count, () => [
    { firstRow: 0, keys, micros, sourceRank: 0 },
  ]);
  let wrong = 0;
  for (let i = 0; i < count; i++) {
    if (eventRows[i] !== (i % 3 === 2 ? i - 1 : i)) wrong++;
    if (repeatsEarlier[i] !== (i % 3 === 2 ? 1 : 0)) wrong++;
  }
  expect(wrong).toBe(0);
});
