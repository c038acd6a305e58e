import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { JsonScanner } from '../../../../../electron/core/import/readers/json/json-scanner.ts';
import { sniffJson } from '../../../../../electron/core/import/readers/json/sniff.ts';
import { arrayShape, collect, linesShape, rows, valuesShape } from './collect.ts';

const data = new URL('../../../../../../shared/data/', import.meta.url).pathname;
const suite = join(data, 'badinputs/JSONTestSuite/test_parsing');
const utf8 = join(data, 'badinputs/utf8tests/utf8tests.bin');
const cloudTrail = join(data, 'cloudtrail');
const missing = (path: string): boolean => {
  if (!existsSync(path)) console.warn(`skipped: ${path} is not there`);
  return !existsSync(path);
};

/** Whether the bytes are one JSON value: the scanner's judgement, in UTF-8. */
function isJson(bytes: Buffer): boolean {
  const scanner = new JsonScanner();
  scanner.start(bytes, bytes.length);
  const end = scanner.value(scanner.space(0));
  return end !== -1 && scanner.space(end) === bytes.length;
}

describe.skipIf(missing(suite))('JSONTestSuite', () => {
  const names = existsSync(suite) ? readdirSync(suite) : [];
  const read = (name: string): Buffer => readFileSync(join(suite, name));

  test('95 are accepted and 188 rejected', () => {
    const wrong = names.filter(
      (name) => !name.startsWith('i_') && isJson(read(name)) !== name.startsWith('y_'),
    );
    expect(wrong).toEqual([]);
    expect(names.filter((name) => name.startsWith('y_'))).toHaveLength(95);
    expect(names.filter((name) => name.startsWith('n_'))).toHaveLength(188);
  });

  test('each as the value of a record, in every framing: read or rejected as it should be', async () => {
    for (const name of names) {
      const value = read(name);
      // Those with brackets in them could close the record early.
      const inner = Buffer.concat([Buffer.from('{"v":'), value, Buffer.from('}')]);
      const array = Buffer.concat([Buffer.from('[{"v":'), value, Buffer.from('}]')]);
      for (const [shape, bytes] of [
        [linesShape, inner],
        [valuesShape, inner],
        [arrayShape(), array],
      ] as const) {
        const result = await collect(shape, bytes);
        expect(Object.values(result.account.bytes).reduce((sum, count) => sum + count)).toBe(bytes.length);
        if (shape === linesShape && value.includes(10)) continue;
        if (name.startsWith('y_'))
          expect([name, result.records.length, result.rejects]).toEqual([name, 1, []]);
        if (name.startsWith('n_')) {
          const isClean = result.rejects.length === 0 && result.account.notes.length === 0;
          expect([name, isClean && result.records.length === 1]).toEqual([name, false]);
        }
      }
    }
  }, 20_000);

  test('as whole files, whatever shape is sniffed or chosen, without an unaccounted byte', async () => {
    for (const name of names) {
      const bytes = read(name);
      const sniffed = sniffJson(bytes, true);
      for (const shape of [
        linesShape,
        valuesShape,
        arrayShape(),
        arrayShape('a'),
        ...(sniffed ? [sniffed] : []),
      ]) {
        const { account } = await collect(shape, bytes);
        expect(Object.values(account.bytes).reduce((sum, count) => sum + count)).toBe(bytes.length);
      }
    }
  }, 20_000);
});

describe.skipIf(missing(utf8))('utf8tests', () => {
  test('cost the record they are invalid in, and are otherwise kept to the byte', async () => {
    const bytes = readFileSync(utf8);
    let judged = 0;
    for (let start = 0; start < bytes.length; ) {
      const newline = bytes.indexOf(10, start);
      const end = newline === -1 ? bytes.length : newline;
      const line = bytes.subarray(start, end);
      start = end + 1;
      const match = /^([\d.]+:(valid|invalid):)/.exec(line.toString('latin1'));
      if (!match || line.some((byte) => byte < 0x20 || byte === 0x22 || byte === 0x5c)) continue;
      const record = Buffer.concat([Buffer.from('{"a":"'), line, Buffer.from('","b":1}')]);
      const read = await collect(linesShape, Buffer.concat([record, Buffer.from('\n{"a":"next"}')]));
      const isValid = match[2] === 'valid';
      expect([match[1], read.records.length]).toEqual([match[1], isValid ? 2 : 1]);
      if (isValid) expect(Buffer.from(read.records[0]![0]!)).toEqual(line);
      else expect(read.rejects[0]!.reason).toMatch(/^bytes that are not UTF-8 \(byte \d+\)$/);
      judged++;
    }
    expect(judged).toBeGreaterThan(60);
  });
});

/** Cells of a parsed record by the reader's names. Numbers in CloudTrail are short integers: their text is their digits. */
function flatten(value: unknown, name: string, cells: Record<string, string>): Record<string, string> {
  if (value === null) return cells;
  if (Array.isArray(value)) {
    const objects =
      value.length > 0 && value.every((element) => typeof element === 'object' && !Array.isArray(element));
    if (objects)
      for (const [i, element] of value.slice(0, 8).entries()) flatten(element, `${name}[${i}]`, cells);
    if (objects && value.length > 8) cells[`${name}[8…]`] = JSON.stringify(value.slice(8));
    if (!objects) {
      const single = value.length === 1 && typeof value[0] !== 'object';
      cells[name] = single ? String(value[0]) : JSON.stringify(value);
    }
  } else if (typeof value === 'object') {
    const entries = Object.entries(value as object);
    if (entries.length === 0) cells[name] = '{}';
    for (const [key, child] of entries) flatten(child, name === '' ? key : `${name}.${key}`, cells);
  } else cells[name] = String(value);
  return cells;
}

describe.skipIf(missing(cloudTrail))('CloudTrail', () => {
  const names = existsSync(cloudTrail)
    ? readdirSync(cloudTrail).filter((name) => name.endsWith('.json'))
    : [];

  test.each(names)('%s reads as JSON.parse reads it', async (name) => {
    const bytes = readFileSync(join(cloudTrail, name));
    const { Records: records } = JSON.parse(bytes.toString('utf8')) as { Records: unknown[] };
    const shape = sniffJson(bytes.subarray(0, 65_536), bytes.length <= 65_536);
    expect(shape).toEqual(arrayShape('Records'));
    const read = await collect(shape!, bytes);
    expect(read.rejects).toEqual([]);
    expect(rows(read)).toEqual(records.map((record) => flatten(record, '', {})));
    expect(read.account.bytes).toMatchObject({ rejected: 0, byteOrderMark: 0 });
  });

  test('there are twelve', () => expect(names).toHaveLength(12));
});
