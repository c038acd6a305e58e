import { expect, test } from 'vitest';
import { CellCounts } from '../../../electron/core/events/cell-counts.ts';
import type { TermDictionary } from '../../../electron/core/events/table.ts';

function dictionary(...texts: string[]): TermDictionary {
  return {
    size: texts.length,
    text: (term) => texts[term - 1]!,
    state: (term) => (texts[term - 1] === '' ? 'empty' : 'value'),
  };
}

const all = (count: number) => new Uint8Array(count).fill(1);

test('no cell at all counts with the blank ones', () => {
  const counts = new CellCounts('reason');
  counts.add({ kind: 'terms', codes: Int32Array.of(0, 1, 2, 0, 2), dictionary: dictionary('x', '') }, all(5));
  expect(counts.most(10)).toEqual({
    distinct: 2,
    values: [
      { text: '', state: 'empty', count: 4 },
      { text: 'x', state: 'value', count: 1 },
    ],
  });
});

test('without a blank term too, and where texts are mixed with terms', () => {
  const counts = new CellCounts('reason');
  counts.add({ kind: 'terms', codes: Int32Array.of(0, 1), dictionary: dictionary('fog') }, all(2));
  expect(counts.most(1)).toEqual({ distinct: 2, values: [{ text: '', state: 'empty', count: 1 }] });
  const texts = [undefined, '', 'fog', '***'];
  counts.add({ kind: 'inline', text: (at) => texts[at] }, Uint8Array.of(1, 1, 1, 0));
  expect(counts.most(10)).toEqual({
    distinct: 2,
    values: [
      { text: '', state: 'empty', count: 3 },
      { text: 'fog', state: 'value', count: 2 },
    ],
  });
  expect(counts.counted).toBe(5);
});

test('counts beyond 65,535 are told apart', () => {
  const counts = new CellCounts('reason');
  const codes = new Int32Array(200_000).map((_, i) => (i < 100_000 ? 1 : i < 170_000 ? 2 : 3));
  counts.add({ kind: 'terms', codes, dictionary: dictionary('a', 'b', 'c') }, all(codes.length));
  expect(counts.most(2).values.map(({ text, count }) => [text, count])).toEqual([
    ['a', 100_000],
    ['b', 70_000],
  ]);
});
