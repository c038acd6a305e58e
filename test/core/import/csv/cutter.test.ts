import { expect, test } from 'vitest';
import { createCutter } from '../../../../electron/core/import/csv/cutter.ts';

const dialect = { delimiter: 44, quote: 34, lineEnd: 10 };
const record = (i: number) => `${i},"two lines,\nin one cell\nor three",x\n`;

function cutsOf(text: string, pieceBytes: number, chunkBytes: number): number[] {
  const bytes = Buffer.from(text);
  const cut = createCutter({ dialect, cellCount: 3, dataOffset: 0, chunkBytes });
  const found: number[] = [];
  for (let offset = 0; offset < bytes.length; offset += pieceBytes) {
    const at = cut(bytes.subarray(offset, offset + pieceBytes), offset);
    if (at !== null) found.push(at);
  }
  return found;
}

test('cuts lie between records, also where cells have line ends of their own', () => {
  const records = Array.from({ length: 60_000 }, (_, i) => record(i));
  const ends = new Set<number>();
  let end = 0;
  for (const one of records) {
    end += one.length;
    ends.add(end);
  }
  const cuts = cutsOf(records.join(''), 500_000, 300_000);
  expect(cuts.length).toBeGreaterThanOrEqual(4);
  expect(cuts.filter((cut) => !ends.has(cut))).toEqual([]);
  for (let i = 1; i < cuts.length; i++) expect(cuts[i]! - cuts[i - 1]!).toBeGreaterThanOrEqual(300_000);
});

test('where no records are to be seen, any line end will do', () => {
  const text = 'no table\n'.repeat(80_000);
  for (const cut of cutsOf(text, 400_000, 100_000)) expect(text[cut - 1]).toBe('\n');
  expect(cutsOf(text, 400_000, 100_000)).not.toEqual([]);
  expect(cutsOf('x'.repeat(1_000_000), 400_000, 100_000)).toEqual([]);
});
