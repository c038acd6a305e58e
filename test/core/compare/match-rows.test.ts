import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ComparedRows, matchRows } from '../../../electron/core/compare/match-rows.ts';

interface Row {
  readonly key: number;
  readonly content: number;
  readonly at: number;
}

/** Keys and contents are small numbers: many meet. Times lie behind 2^32 and before 1970. */
const row: fc.Arbitrary<Row> = fc.record({
  key: fc.nat(4),
  content: fc.nat(2),
  at: fc.constantFrom(-1, 0, 1, 2 ** 33, 1_750_000_000_000_000),
});
const rows = fc.array(row, { maxLength: 12 });

function comparedRows(first: readonly Row[], second: readonly Row[], hasId: boolean): ComparedRows {
  const all = [...first, ...second];
  return {
    firstCount: first.length,
    secondCount: second.length,
    keys: Uint32Array.from(all.flatMap(({ key }) => [key * 7, key])),
    hasId: new Uint8Array(all.length).fill(hasId ? 1 : 0),
    contents: Uint32Array.from(all.flatMap(({ content }) => [content, 1])),
    micros: Float64Array.from(all, ({ at }) => at),
  };
}

const keysOf = (side: readonly Row[]) => new Set(side.map(({ key }) => key));
const numbersOf = (side: readonly Row[], key: number) =>
  [...side.keys()].filter((index) => side[index]!.key === key);

describe('with ids', () => {
  test('every id is in both or in one, and is changed where no record of it is the same', () => {
    fc.assert(
      fc.property(rows, rows, (first, second) => {
        const matched = matchRows(comparedRows(first, second, true));
        const [a, b] = [keysOf(first), keysOf(second)];
        const both = [...a].filter((key) => b.has(key));
        expect(matched.inBoth).toBe(both.length);
        const firsts = (side: readonly Row[], keys: readonly number[]) =>
          keys.map((key) => numbersOf(side, key)[0]!).toSorted((x, y) => x - y);
        expect(matched.onlyFirst).toEqual(
          firsts(
            first,
            [...a].filter((key) => !b.has(key)),
          ),
        );
        expect(matched.onlySecond).toEqual(
          firsts(
            second,
            [...b].filter((key) => !a.has(key)),
          ),
        );
        const changed = both.filter((key) => {
          const contents = new Set(numbersOf(first, key).map((index) => first[index]!.content));
          return !numbersOf(second, key).some((index) => contents.has(second[index]!.content));
        });
        expect(matched.changedFirst).toEqual(firsts(first, changed));
        expect(matched.changedSecond).toEqual(
          matched.changedFirst.map((index) => numbersOf(second, first[index]!.key)[0]),
        );
        expect(matched.repeats).toEqual([first.length - a.size, second.length - b.size]);
        const unlike = (side: readonly Row[]) =>
          side.filter(({ key, content }) => side[numbersOf(side, key)[0]!]!.content !== content).length;
        expect(matched.unlike).toEqual([unlike(first), unlike(second)]);
        expect(matched.pairedByTime).toBe(0);
      }),
    );
  });
});

describe('without ids', () => {
  test('every row is accounted for once, and the same records are never changed ones', () => {
    fc.assert(
      fc.property(rows, rows, (first, second) => {
        const matched = matchRows(comparedRows(first, second, false));
        const [own, other] = [first, second].map(
          (side) => new Set(side.map((one) => `${one.key} ${one.content}`)),
        );
        const same = [...own!].filter((text) => other!.has(text)).length;
        expect(matched.repeats).toEqual([first.length - own!.size, second.length - other!.size]);
        expect(matched.inBoth).toBe(same + matched.changedFirst.length);
        expect(matched.inBoth + matched.onlyFirst.length + matched.repeats[0]).toBe(first.length);
        expect(matched.inBoth + matched.onlySecond.length + matched.repeats[1]).toBe(second.length);
        const used = [...matched.changedFirst, ...matched.onlyFirst];
        expect(new Set(used).size).toBe(used.length);
        for (const [pair, index] of matched.changedFirst.entries()) {
          const [a, b] = [first[index]!, second[matched.changedSecond[pair]!]!];
          expect([a.key, a.content]).not.toEqual([b.key, b.content]);
          expect(a.key === b.key || a.at === b.at).toBe(true);
        }
        expect(matched.changedFirst).toEqual(matched.changedFirst.toSorted((x, y) => x - y));
      }),
    );
  });

  test('what is left of each is paired by its time where it is alone at it in both', () => {
    const at = (key: number, time: number): Row => ({ key, content: key, at: time });
    const first = [at(1, 10), at(2, 20), at(3, 20), at(4, 30)];
    const second = [at(5, 10), at(6, 20), at(7, 40)];
    const matched = matchRows(comparedRows(first, second, false));
    expect(matched).toMatchObject({
      inBoth: 1,
      pairedByTime: 1,
      changedFirst: [0],
      changedSecond: [0],
      onlyFirst: [1, 2, 3],
      onlySecond: [1, 2],
    });
  });
});

test('half a million rows with the same few times are matched in time that grows with the rows', () => {
  const side = Array.from({ length: 250_000 }, (_, i) => ({ key: i, content: i, at: i % 3 }));
  const startedMs = performance.now();
  const matched = matchRows(comparedRows(side, side.slice(1), false));
  expect(matched).toMatchObject({ inBoth: 249_999, onlyFirst: [0], onlySecond: [] });
  expect(performance.now() - startedMs).toBeLessThan(5000);
});
