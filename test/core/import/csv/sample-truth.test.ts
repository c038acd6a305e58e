import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { generateSample } from '../../../../build/sample/generate.ts';
import { sniffCsv } from '../../../../electron/core/import/csv/sniff.ts';
import type { DatePlan } from '../../../../electron/core/import/dates/plan.ts';
import { parseBytes, planOf } from './parse-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'scrutineer-truth-'));
afterAll(() => rmSync(folder, { recursive: true }));

const datePlan: DatePlan = {
  layout: {
    kind: 'calendar',
    order: 'mdy',
    month: 'number',
    yearDigits: 4,
    separator: '/',
    clock: '12-hour',
    timeSeparator: ':',
  },
  zone: null,
  zoneInText: true,
  twoDigitYearsFrom: null,
};

test.each([
  [2000, 1],
  [5000, 2],
  [5000, 3],
  [20_000, 7],
])('the damage in a sample of %i events, seed %i, is found record by record', (eventCount, seed) => {
  const outDir = join(folder, `${eventCount}-${seed}`);
  const truth = generateSample({ eventCount, seed, outDir, clean: false });
  let imported = 0;
  for (const file of truth.files) {
    const bytes = readFileSync(join(outDir, file.file));
    const { headers, dialect, headerBytes, headerOffset, dataOffset, bomBytes, preambleLines } = sniffCsv(
      file.file,
      bytes,
      true,
    );
    expect({ headerOffset, preambleLines, byteOrderMark: bomBytes === 3 }).toEqual({
      headerOffset: file.headerOffset,
      preambleLines: file.preambleLines,
      byteOrderMark: file.byteOrderMark,
    });
    const plan = planOf(bytes, 13, {
      ...{ dialect, headerBytes, datePlan, keyPosition: 0 },
      timePositions: [headers.indexOf('Search Time')],
    });
    const { rows, rejects, records } = parseBytes(bytes, plan, { dataOffset });
    const expected = truth.defects
      .filter((defect) => defect.file === file.file && defect.expected === 'rejected')
      .map(({ row, offset, bytes: length }) => ({ row, offset, length }))
      .toSorted((a, b) => a.row! - b.row!);
    expect(rejects.map(({ record, offset, length }) => ({ row: record + 1, offset, length }))).toEqual(
      expected,
    );
    expect([records, rows.length]).toEqual([file.records, file.imported + file.duplicate]);
    // The same ID gives the same key, and nothing else does.
    expect(new Set(rows.map(({ key }) => key)).size).toBe(new Set(rows.map(({ cells }) => cells[0])).size);
    imported += rows.length;
  }
  expect(imported).toBe(truth.totals.imported + truth.totals.duplicate);
});
