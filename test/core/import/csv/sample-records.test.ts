import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { sampleRecordsAt } from '../../../../electron/core/import/csv/sample-records.ts';
import { sniffCsv } from '../../../../electron/core/import/csv/sniff.ts';

const folder = mkdtempSync(join(tmpdir(), 'scrutineer-samples-'));
afterAll(() => rmSync(folder, { recursive: true }));

function sampled(text: string, offsets: readonly number[]): string[][] {
  const path = join(folder, `${Math.random()}.csv`);
  const bytes = Buffer.from(text);
  writeFileSync(path, bytes);
  const fd = openSync(path, 'r');
  try {
    return sampleRecordsAt(fd, sniffCsv(path, bytes.subarray(0, 4096), false), bytes.length, offsets);
  } finally {
    closeSync(fd);
  }
}

const record = (number: number) => [`${number}`, `first line of ${number}\nsecond, "line"`, `x${number}`];
const written = (number: number) => {
  const [id, text, last] = record(number);
  return `${id},"${text!.replaceAll('"', '""')}",${last}\n`;
};
const header = 'id,text,last\n';
const log = header + Array.from({ length: 3000 }, (_, number) => written(number)).join('');

test('from anywhere in a file whole records are sampled', () => {
  for (let offset = 40_000; offset < 40_100; offset++) {
    const rows = sampled(log, [offset]);
    expect(rows).toHaveLength(20);
    const first = Number(rows[0]![0]);
    expect(rows).toEqual(Array.from({ length: 20 }, (_, index) => record(first + index)));
    // No more than two records are passed over.
    expect(log.indexOf(written(first)) - offset).toBeLessThan(3 * written(first).length);
  }
});

test('places beyond the end or before the data give what there is', () => {
  expect(sampled(log, [log.length, log.length + 10])).toEqual([]);
  expect(sampled(log, [log.length - 3])).toEqual([]);
  expect(sampled(log, [0]).at(0)).toEqual(record(0));
  expect(sampled(log, [log.length - 200]).at(-1)).toEqual(record(2999));
  expect(sampled(log, [40_000, 80_000])).toHaveLength(40);
});

test('damage is passed over', () => {
  const damaged = `${log}1,2\n"x"y,1,2\n5,"open,6\n${written(7)}${written(8)}${written(9)}`;
  expect(sampled(damaged, [log.length])).toEqual([record(8), record(9)]);
  expect(sampled(log + 'x'.repeat(200_000), [log.length + 5])).toEqual([]);
});
