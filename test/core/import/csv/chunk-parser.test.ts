import { isUtf8 } from 'node:buffer';
import { parse as csvParse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChunkColumn } from '../../../../electron/core/import/csv/chunk.ts';
import { parseBytes, planOf } from './parse-bytes.ts';
import { byteSoup, plainTable, writtenTable } from './tables.ts';

const dialectOf = (delimiter: string, lineEnd: string) => ({
  delimiter: delimiter.charCodeAt(0),
  quote: 0x22,
  lineEnd: lineEnd === '\r' ? 13 : 10,
});

const anyStorage: fc.Arbitrary<ChunkColumn['storage']> = fc.constantFrom('terms', 'spans', 'auto');

/** Any way to cut `bytes` up, right or absurd. */
const anyWay = fc.record({
  shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
  lookaheadBytes: fc.integer({ min: 1, max: 40 }),
  readBytes: fc.integer({ min: 1, max: 50 }),
});
const cutsOf = (bytes: Buffer, shares: readonly number[]) =>
  shares.map((share) => Math.floor(share * bytes.length)).toSorted((a, b) => a - b);

describe('a written table', () => {
  test('gives its cells, places and times back, as csv-parse reads them', () => {
    fc.assert(
      fc.property(writtenTable, anyStorage, (table, storage) => {
        const { bytes, cells, delimiter, lineEnd, places } = table;
        const width = cells[0]!.length;
        const plan = planOf(bytes, width, {
          dialect: dialectOf(delimiter, lineEnd),
          columns: cells[0]!.map((_, position) => ({ position, storage })),
        });
        const { rows, rejects, blankBytes } = parseBytes(bytes, plan);
        expect(rejects).toEqual([]);
        expect(blankBytes).toBe(0);
        expect(rows.map((row) => row.cells)).toEqual(cells);
        expect(rows.map(({ offset, length }) => ({ offset, length }))).toEqual(places);
        expect(rows.map(({ micros }) => micros)).toEqual(cells.map(([time]) => Number(time) * 1e6));
        expect(rows.map(({ record }) => record)).toEqual(cells.map((_, index) => index));
        const judged = csvParse(bytes, { delimiter, relax_quotes: true, record_delimiter: lineEnd });
        expect(rows.map((row) => row.cells)).toEqual(judged);
      }),
      { numRuns: 500 },
    );
  });

  test('loses one line to one broken quote', () => {
    const broken = fc.constantFrom(
      '5,"b',
      '5,"b"x',
      '"5,b',
      '5,"b""',
      '5,b,"c',
      '5',
      '"',
      '"5"",b',
      '5,"","b',
    );
    fc.assert(
      fc.property(plainTable, broken, fc.nat(), (table, line, place) => {
        const { cells, delimiter, lineEnd, places, bytes } = table;
        const at = places[place % places.length]!.offset;
        const damage = Buffer.from(line.replaceAll(',', delimiter) + lineEnd);
        const damaged = Buffer.concat([bytes.subarray(0, at), damage, bytes.subarray(at)]);
        const plan = planOf(damaged, cells[0]!.length, { dialect: dialectOf(delimiter, lineEnd) });
        const { rows, rejects } = parseBytes(damaged, plan);
        expect(rows.map((row) => row.cells)).toEqual(cells);
        expect(rejects.map(({ offset, length }) => ({ offset, length }))).toEqual([
          { offset: at, length: damage.length },
        ]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('any bytes', () => {
  test('are accounted for to the last one, in order and without overlap', () => {
    fc.assert(
      fc.property(byteSoup, fc.integer({ min: 1, max: 3 }), (bytes, width) => {
        const parsed = parseBytes(bytes, planOf(bytes, width, { maxRecordBytes: 64 }));
        const { rows, rejects, records } = parsed;
        expect(parsed.recordBytes + parsed.blankBytes + parsed.rejectedBytes).toBe(bytes.length);
        expect(rows.length + rejects.length).toBe(records);
        expect(rejects.reduce((sum, { length }) => sum + length, 0)).toBe(parsed.rejectedBytes);
        const numbers = [...rows, ...rejects].map(({ record }) => record).toSorted((a, b) => a - b);
        expect(numbers).toEqual(Array.from({ length: records }, (_, index) => index));
        const inOrder = [...rows, ...rejects].toSorted((a, b) => a.record - b.record);
        let end = 0;
        for (const { offset, length } of inOrder) {
          // What lies between records is blank lines.
          expect(bytes.toString('latin1', end, offset)).toMatch(/^[\r\n]*$/);
          end = offset + length;
        }
        expect(bytes.toString('latin1', end)).toMatch(/^[\r\n]*$/);
        for (const { offset, length } of rows) {
          expect(isUtf8(bytes.subarray(offset, offset + length))).toBe(true);
          const read = parseBytes(
            bytes.subarray(offset, offset + length),
            planOf(Buffer.alloc(length), width),
          );
          expect(read.rows).toHaveLength(1);
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('give the same rows and rejects however they are cut, read and looked ahead', () => {
    fc.assert(
      fc.property(
        byteSoup,
        anyWay,
        fc.constantFrom(9, 30, 1000),
        fc.integer({ min: 1, max: 5 }),
        (bytes, way, maxRecordBytes, maxRows) => {
          const plan = planOf(bytes, 2, { maxRecordBytes });
          const whole = parseBytes(bytes, plan);
          const cuts = cutsOf(bytes, way.shares);
          const cut = parseBytes(bytes, { ...plan, maxRows }, { ...way, cuts });
          expect(cut.rows).toEqual(whole.rows);
          expect(cut.rejects).toEqual(whole.rejects);
          expect(cut.records).toBe(whole.records);
          expect([cut.blankBytes, cut.recordBytes, cut.rejectedBytes]).toEqual([
            whole.blankBytes,
            whole.recordBytes,
            whole.rejectedBytes,
          ]);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
