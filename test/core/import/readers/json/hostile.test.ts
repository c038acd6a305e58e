import { describe, expect, test } from 'vitest';
import { readJson } from '../../../../../electron/core/import/readers/json/read-json.ts';
import { sniffJson } from '../../../../../electron/core/import/readers/json/sniff.ts';
import type { ByteSource } from '../../../../../electron/core/import/readers/table-reader.ts';
import { AppError } from '../../../../../shared/contract/errors.ts';
import { arrayShape, collect, linesShape, sourceOf, valuesShape } from './collect.ts';

const piece = 1 << 20;

/** The same byte many times between two texts, made as it is read. */
function long(
  before: string,
  byte: string,
  count: number,
  after: string,
): ByteSource & { readonly sizeBytes: number } {
  const block = Buffer.alloc(piece, byte);
  return {
    label: 'long.json',
    sizeBytes: before.length + count + after.length,
    async *open() {
      yield Buffer.from(before);
      for (let left = count; left > 0; left -= piece) yield block.subarray(0, Math.min(left, piece));
      yield Buffer.from(after);
    },
  };
}

const sum = (bytes: Readonly<Record<string, number>>): number => Object.values(bytes).reduce((a, b) => a + b);

/** Reads within a time and a memory that have nothing to do with the size of the input. */
async function bounded<T>(work: () => Promise<T>, most: { seconds: number; megabytes: number }): Promise<T> {
  const before = process.memoryUsage().rss;
  const startedAtMs = performance.now();
  const result = await work();
  expect(performance.now() - startedAtMs).toBeLessThan(most.seconds * 1000);
  expect((process.memoryUsage().rss - before) / 1e6).toBeLessThan(most.megabytes);
  return result;
}

describe('bounded in time and memory', () => {
  test.each([linesShape, valuesShape, arrayShape()])('a text of 100 MB (%o)', async (shape) => {
    const [open, close] = shape.kind === 'array' ? ['[', ',{"a":2}]'] : ['', '\n{"a":2}'];
    const source = long(`${open}{"a":"`, 'x', 100e6, `"}${close}`);
    const read = await bounded(() => collect(shape, source), { seconds: 10, megabytes: 150 });
    expect(read.rejects.map(({ place, reason }) => [place.length, reason])).toEqual([
      [100e6 + 8, expect.stringContaining('larger than a record may be')],
    ]);
    expect(read.records).toEqual([['2']]);
    expect(sum(read.account.bytes)).toBe(source.sizeBytes);
  });

  test.each([linesShape, valuesShape, arrayShape(), arrayShape('a')])(
    '30 million brackets (%o)',
    async (shape) => {
      for (const bracket of ['[', '{']) {
        const source = long(shape.path.length > 0 ? '{"a":' : '', bracket, 30e6, '');
        const read = await bounded(() => collect(shape, source), { seconds: 10, megabytes: 150 });
        expect(read.records).toEqual([]);
        expect(sum(read.account.bytes)).toBe(source.sizeBytes);
        expect(read.account.bytes.rejected).toBeGreaterThan(29e6);
      }
    },
  );

  test('30 million brackets outside of the records', async () => {
    const source = long('{"x":', '[', 30e6, '');
    const read = await bounded(() => collect(arrayShape('a'), source), { seconds: 10, megabytes: 150 });
    expect(sum(read.account.bytes)).toBe(source.sizeBytes);
  });

  test('a large value outside of the records', async () => {
    const source = long('{"x":"', 'x', 50e6, '","a":[{"b":1}]}');
    const read = await collect(arrayShape('a'), source);
    expect(read.records).toEqual([['1']]);
    expect(read.account.bytes).toMatchObject({ records: 7, envelope: source.sizeBytes - 9 });
  });

  test('a million keys in one object, and many in each of many', async () => {
    const keys = Array.from({ length: 1e6 }, (_, i) => `"k${i}":${i}`);
    const large = await bounded(() => collect(valuesShape, `{${keys.join(',')}}`), {
      seconds: 10,
      megabytes: 300,
    });
    expect(large.rejects).toHaveLength(1);
    const lines = Array.from(
      { length: 20 },
      (_, i) => `{${keys.slice(i * 10_000, (i + 1) * 10_000).join(',')}}`,
    );
    const read = await bounded(() => collect(linesShape, lines.join('\n')), { seconds: 10, megabytes: 300 });
    expect(read.header).toHaveLength(4097);
    expect(read.header.at(-1)).toBe('(more fields)');
    expect(read.records).toHaveLength(20);
    const more = JSON.parse(read.records[1]!.at(-1)!) as Record<string, number>;
    expect(Object.keys(more)).toHaveLength(10_000);
    expect(more.k10000).toBe(10_000);
    expect(Object.keys(JSON.parse(read.records[0]!.at(-1)!))).toHaveLength(10_000 - 4096);
    expect(read.account.notes.map(({ check }) => check)).toEqual(['json-more-fields']);
  });

  test('the same keys backwards and forwards', async () => {
    const keys = Array.from({ length: 4000 }, (_, i) => `"key${i}":1`);
    const line = `{${keys.join(',')}}\n{${[...keys].reverse().join(',')}}\n`;
    const read = await bounded(() => collect(linesShape, line.repeat(40)), { seconds: 5, megabytes: 300 });
    expect(read.records).toHaveLength(80);
    expect(read.header).toHaveLength(4000);
  });

  test('one key 200,000 times', async () => {
    const text = `{${Array(200_000).fill('"a":1').join(',')}}`;
    const read = await bounded(() => collect(valuesShape, text), { seconds: 10, megabytes: 300 });
    expect(read.records).toHaveLength(1);
    expect(read.records[0]!.slice(0, 4096).join('')).toBe('1'.repeat(4096));
    expect(read.records[0]![4096]!.length).toBe((200_000 - 4096) * 6 + 1);
  });

  test('arrays of objects in one another', async () => {
    const deep = `${'{"a":['.repeat(50_000)}1${']}'.repeat(50_000)}`;
    const read = await bounded(() => collect(linesShape, `${deep}\n`.repeat(10)), {
      seconds: 10,
      megabytes: 300,
    });
    expect(read.header).toEqual(['a[0].a[0].a[0].a[0].a']);
    expect(read.records[0]![0]).toBe(deep.slice(29, -9));
    const objects = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    const nested = await collect(linesShape, objects);
    expect(nested.header).toEqual([Array(64).fill('a').join('.')]);
    expect(nested.records[0]![0]).toBe(objects.slice(64 * 5, -64));
    expect(nested.account.notes.map(({ check }) => check)).toEqual(['json-depth']);
  });

  test('records that are broken one and all', async () => {
    for (const broken of ['{"a":[', '{"a":"x,"', '{"a":}', '{"a":{"b":1,', '["', '}', '{"a":[}']) {
      const text = Buffer.from(`[${`${broken},`.repeat(100_000)}]`);
      const read = await bounded(() => collect(arrayShape(), text), { seconds: 10, megabytes: 400 });
      expect(sum(read.account.bytes)).toBe(text.length);
    }
  });

  test('sniffing a megabyte of anything', () => {
    const startedAtMs = performance.now();
    for (const text of [
      '[',
      '{',
      '{"a":',
      '{"a":[',
      '[{',
      '\n',
      '{}\n',
      '{"a":1}\n',
      '{"a":"',
      '{"a":[{"b":[{}]},',
      '"',
      '\\',
    ]) {
      sniffJson(Buffer.from(text.repeat(piece / text.length)), false);
    }
    expect(performance.now() - startedAtMs).toBeLessThan(5000);
  });
});

test('keys that mean something to JavaScript are columns like others', async () => {
  const read = await collect(linesShape, '{"__proto__":{"polluted":1},"constructor":2,"hasOwnProperty":3}');
  expect(read.header).toEqual(['__proto__.polluted', 'constructor', 'hasOwnProperty']);
  expect(read.records).toEqual([['1', '2', '3']]);
  expect('polluted' in {}).toBe(false);
});

test('a key as long as a text has its value in the last column', async () => {
  const read = await collect(linesShape, `{"${'k'.repeat(5000)}":[1, "x"],"a":1}`);
  expect(read.header).toEqual(['a', '(more fields)']);
  expect(JSON.parse(read.records[0]![1]!)).toEqual({ ['k'.repeat(5000)]: [1, 'x'] });
});

test('a key that no column can have keeps its escapes apart from those of its value', async () => {
  const read = await collect(
    linesShape,
    `{"\\u006b${'k'.repeat(2000)}":["plain"],"${'l'.repeat(2000)}":"\\u006c"}`,
  );
  expect(JSON.parse(read.records[0]![0]!)).toEqual({
    ['k'.repeat(2001)]: ['plain'],
    ['l'.repeat(2000)]: 'l',
  });
});

test('a preview of what has no records ends', async () => {
  const read = await collect(linesShape, 'broken\n'.repeat(50_000), { limit: 5 });
  expect(read.rejects).toHaveLength(1000);
});

test('reading stops when it is asked to, and lets go of its source', async () => {
  const stop = new AbortController();
  let closed = 0;
  let reports = 0;
  const source: ByteSource = {
    label: 'endless.json',
    sizeBytes: null,
    async *open() {
      try {
        for (;;) yield Buffer.from('{"a":1}\n'.repeat(100_000));
      } finally {
        closed++;
      }
    },
  };
  const sink = { header() {}, record() {}, reject() {}, async drained() {} };
  const job = {
    signal: stop.signal,
    report: () => {
      if (++reports === 5) stop.abort();
    },
  };
  const reading = readJson(linesShape)(source, sink, job);
  await expect(reading).rejects.toThrow(AppError);
  expect(closed).toBe(1);
});

test.each([
  ['another key', '{"b":1}'],
  ['no record', '{"a": }'],
  ['more', '{"a":1}\n{"a":2}'],
])('a file that has %s when it is read again is refused', async (_, second) => {
  let opened = 0;
  const source: ByteSource = {
    label: 'changing.json',
    sizeBytes: null,
    async *open() {
      yield Buffer.from(opened++ === 0 ? '{"a":1}' : second);
    },
  };
  await expect(collect(linesShape, source)).rejects.toThrow('changed while it was read');
});

test('says how far it is, in both readings', async () => {
  const source = sourceOf(Buffer.from('{"a":1}\n'.repeat(400_000)));
  const said: { done: number; total: number | null; stage: string }[] = [];
  const sink = { header() {}, record() {}, reject() {}, async drained() {} };
  const job = {
    signal: new AbortController().signal,
    report: (progress: { done: number; total: number | null; stage: string }) => said.push(progress),
  };
  await readJson(linesShape)(source, sink, job);
  for (const stage of ['finding the columns of log.json', 'reading log.json']) {
    const done = said.filter((progress) => progress.stage === stage).map((progress) => progress.done);
    expect(done.length).toBeGreaterThan(5);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.at(-1)).toBeGreaterThan(3e6 - 1e6);
  }
  expect(said.every(({ total }) => total === 3.2e6)).toBe(true);
});

test.each([
  ['{}\n', 512],
  ['x\n', 512 << 10],
])('waits for the sink to have room for %j', async (line, atMost) => {
  let waiting = 0;
  let most = 0;
  const take = () => {
    most = Math.max(most, ++waiting);
  };
  const sink = {
    header() {},
    record: take,
    reject: take,
    async drained() {
      waiting = 0;
    },
  };
  const job = { signal: new AbortController().signal, report() {} };
  const count = 600_000;
  await readJson(linesShape)(sourceOf(Buffer.from(line.repeat(count))), sink, job);
  expect(most).toBeLessThanOrEqual(atMost);
});
