import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InlineCells } from '../../../../electron/core/events/inline-cells.ts';
import type { ChunkColumn } from '../../../../electron/core/import/csv/chunk.ts';
import { parseBytes, planOf } from './parse-bytes.ts';

const storages: readonly ChunkColumn['storage'][] = ['terms', 'spans', 'auto'];

function parsed(bytes: Buffer, width: number, storage: ChunkColumn['storage'], absentCells: boolean) {
  const columns = Array.from({ length: width }, (_, position) => ({ position, storage }));
  return parseBytes(bytes, planOf(bytes, width, { columns, absentCells }));
}

describe('an empty cell without quotes', () => {
  test.each(storages)('is no cell where the text says so, as %s', (storage) => {
    const bytes = Buffer.from('1700000000,,"",a\n1700000001,"","x""y",\n1700000002,b,,""""\n');
    expect(parsed(bytes, 4, storage, true).rows.map(({ cells }) => cells.slice(1))).toEqual([
      [null, '', 'a'],
      ['', 'x"y', null],
      ['b', null, '"'],
    ]);
    expect(parsed(bytes, 4, storage, false).rows.map(({ cells }) => cells.slice(1))).toEqual([
      ['', '', 'a'],
      ['', 'x"y', ''],
      ['b', '', '"'],
    ]);
  });

  test('keeps no other cell from its row, in any storage and at any cut', () => {
    const cell = fc.option(fc.constantFrom('', 'a', '"', 'two\nlines', ',', 'é'), { nil: null });
    const row = fc.tuple(fc.integer({ min: 1_000_000_000, max: 2_000_000_000 }).map(String), cell, cell);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), fc.nat(), (rows, place) => {
        const written = rows.map((cells) =>
          cells.map((text) => (text === null ? '' : `"${text.replaceAll('"', '""')}"`)).join(','),
        );
        const bytes = Buffer.from(`${written.join('\n')}\n`);
        for (const storage of storages) {
          const columns = [0, 1, 2].map((position) => ({ position, storage }));
          const plan = planOf(bytes, 3, { columns, absentCells: true });
          const { rows: read } = parseBytes(bytes, plan, { cuts: [place % bytes.length] });
          expect(read.map(({ cells }) => cells)).toEqual(rows);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('leaves the choice of a column to what there is: few of many rows different stay terms', () => {
    const row = (i: number) => `17000${String(i).padStart(5, '0')},${i % 3 === 0 ? '' : `"${i}"`},"${i % 7}"`;
    const bytes = Buffer.from(Array.from({ length: 3000 }, (_, i) => row(i)).join('\n'));
    const { parts } = parsed(bytes, 3, 'auto', true);
    expect(parts.map(({ columns }) => columns.map(({ kind }) => kind))).toEqual([
      ['spans', 'spans', 'terms'],
    ]);
    const lengths = parts[0]!.columns[1] as { lengths: Uint32Array };
    expect([...lengths.lengths.subarray(0, 4)]).toEqual([1, 2, 2, 1]);
  });
});

test('what is no cell has no text when it is read from the evidence', () => {
  const bytes = Buffer.from('a""b');
  const evidence = {
    read: (_: string, offset: number, length: number) => bytes.subarray(offset, offset + length),
  };
  const spans = { starts: [0, 0, 0, 3], lengths: [9, 1, 0, 2] };
  const cells = new InlineCells(evidence as never, '', new Float64Array(4), spans);
  expect([0, 1, 2, 3].map((i) => cells.text(i))).toEqual(['a"b', undefined, '', 'b']);
});
