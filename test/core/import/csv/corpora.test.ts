import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sniffCsv } from '../../../../electron/core/import/csv/sniff.ts';
import { firstInvalidUtf8 } from '../../../../electron/core/import/csv/utf8.ts';
import { parseBytes, planOf } from './parse-bytes.ts';

const corpora = new URL('../../../../../shared/data/badinputs/', import.meta.url).pathname;
const spectrum = join(corpora, 'csv-spectrum');
const utf8 = join(corpora, 'utf8tests/utf8tests.bin');
const missing = (path: string) => {
  if (!existsSync(path)) console.warn(`skipped: ${path} is not there`);
  return !existsSync(path);
};

describe.skipIf(missing(spectrum))('csv-spectrum', () => {
  // location_coordinates is Latin-1, and its JSON is not of its CSV.
  const names = existsSync(spectrum)
    ? readdirSync(join(spectrum, 'csvs'))
        .map((name) => basename(name, '.csv'))
        .filter((name) => name !== 'location_coordinates')
    : [];

  test.each(names)('%s', (name) => {
    const original = readFileSync(join(spectrum, 'csvs', `${name}.csv`));
    const expected: Record<string, string>[] = JSON.parse(
      readFileSync(join(spectrum, 'json', `${name}.json`), 'utf8'),
    );
    const { headers, dialect, dataOffset, samples } = sniffCsv(name, original, true);
    expect(
      samples.map((cells) => Object.fromEntries(headers.map((header, i) => [header, cells[i]]))),
    ).toEqual(expected);
    // None of these tables has a time, so that every record must be rejected.
    const plan = planOf(original, headers.length, { dialect });
    const { rejects, rejectedBytes } = parseBytes(original, plan, { dataOffset });
    expect(rejects).toHaveLength(expected.length);
    expect(rejectedBytes).toBe(original.length - dataOffset);
  });
});

describe.skipIf(missing(utf8))('utf8tests', () => {
  test('are judged valid or not as they say', () => {
    const bytes = readFileSync(utf8);
    let judged = 0;
    for (let start = 0; start < bytes.length; ) {
      const found = bytes.indexOf(10, start);
      const end = found === -1 ? bytes.length : found;
      const line = bytes.subarray(start, end);
      start = end + 1;
      const match = /^[\d.]+:(valid|invalid):/.exec(line.toString('latin1'));
      if (!match) continue;
      expect([line.toString('hex'), firstInvalidUtf8(line) === -1]).toEqual([
        line.toString('hex'),
        match[1] === 'valid',
      ]);
      judged++;
    }
    expect(judged).toBeGreaterThan(60);
  });
});
