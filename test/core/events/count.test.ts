import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countBy } from '../../../electron/core/events/count.ts';
import { StoreTable } from '../../../electron/core/events/store-table.ts';
import { freshCase, importInto, writeLog } from '../fresh-case.ts';

const cell = fc.constantFrom('a', 'b', 'c', 'd d', '');
const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 60 });

test('events by one column and by two, repeats once, as counting by hand has it', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (cells) => {
      const caseFile = freshCase();
      const lines = cells.map(
        ([user, plate], i) =>
          `e${i % 40},${user},${plate},2025-01-01T00:00:${String(i % 40).padStart(2, '0')}Z`,
      );
      await importInto(caseFile, [
        writeLog(caseFile, 'log.csv', ['id,user,plate,timestamp', ...lines, ''].join('\n')),
      ]);
      const store = new StoreTable(caseFile);
      const events = cells.slice(0, 40);
      const byHand = (key: (pair: readonly [string, string]) => string) => {
        const counts = new Map<string, number>();
        for (const pair of events) counts.set(key(pair), (counts.get(key(pair)) ?? 0) + 1);
        return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
      };
      const flat = (found: ReturnType<typeof countBy>) =>
        found.map((one) => [one.cells.join('\t'), one.count]);
      expect(flat(countBy(store, ['actor'], 100))).toEqual(byHand(([user]) => user));
      expect(flat(countBy(store, ['actor', 'target'], 100))).toEqual(byHand((pair) => pair.join('\t')));
      expect(flat(countBy(store, ['target'], 2))).toEqual(byHand(([, plate]) => plate).slice(0, 2));
      expect(countBy(store, ['device'], 5)).toEqual([]);
      store.close();
      caseFile.close();
    }),
    { numRuns: 15 },
  );
});

test('a column that is a dictionary in one stretch and places in another counts as one', async () => {
  const caseFile = freshCase();
  const many = Array.from(
    { length: 5000 },
    (_, i) => `u,P,${i < 10 ? 'same' : `own ${i}`},2025-01-01T00:00:00.${String(i).padStart(4, '0')}Z`,
  );
  const few = Array.from({ length: 20 }, (_, i) => `u,P,same,2025-02-01T00:00:00.${i}Z`);
  const head = 'user,plate,Note Text,timestamp';
  for (const [name, lines] of [
    ['many', many],
    ['few', few],
  ] as const) {
    await importInto(caseFile, [writeLog(caseFile, `${name}.csv`, [head, ...lines, ''].join('\n'))]);
  }
  const store = new StoreTable(caseFile);
  const kinds = Array.from({ length: store.sliceCount }, (_, i) => store.slice(i).column('Note Text')!.kind);
  expect(new Set(kinds)).toEqual(new Set(['inline', 'terms']));
  expect(countBy(store, ['Note Text'], 1)).toEqual([{ cells: ['same'], count: 30 }]);
  store.close();
});
