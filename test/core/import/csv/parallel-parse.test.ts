import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { ChunkPlan, ChunkResult } from '../../../../electron/core/import/csv/chunk.ts';
import { startParallelParse } from '../../../../electron/core/import/csv/parallel-parse.ts';
import { sealStates } from '../../../../electron/core/import/seal.ts';
import { parseBytes, planOf, together } from './parse-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'scrutineer-parallel-'));
afterAll(() => rmSync(folder, { recursive: true }));

const line = (index: number) =>
  index % 50 === 0 ? `${index},"broken\n` : `${1_700_000_000 + index},"cell ${index}\nof two, lines"\n`;
const bytes = Buffer.from(Array.from({ length: 20_000 }, (_, index) => line(index)).join(''));
const expected = parseBytes(bytes, planOf(bytes, 2));

function planOfFile(content: Buffer): ChunkPlan {
  const path = join(folder, `${Math.random()}.csv`);
  writeFileSync(path, content);
  return planOf(bytes, 2, { path, maxRows: 1000 });
}

function progressIn(state: number): SharedArrayBuffer {
  const progress = new SharedArrayBuffer(8);
  new Int32Array(progress)[1] = state;
  return progress;
}

async function collect(results: AsyncGenerator<ChunkResult>): Promise<ChunkResult[]> {
  const all: ChunkResult[] = [];
  for await (const result of results) all.push(result);
  return all;
}

function requireExpected(results: readonly ChunkResult[]): void {
  results.reduce((end, result) => {
    expect(result.start).toBe(end);
    return result.end;
  }, 0);
  const parsed = together(
    bytes,
    results.flatMap(({ parts }) => parts),
  );
  expect(parsed.rows).toEqual(expected.rows);
  expect(parsed.rejects).toEqual(expected.rejects);
  expect(parsed.records).toBe(20_000);
}

describe('two threads', () => {
  test.each([
    [
      'good cuts',
      expected.rows.filter((_, index) => index % 997 === 0 && index > 0).map(({ offset }) => offset),
    ],
    ['cuts inside quotes and cells', Array.from({ length: 40 }, (_, index) => 13 + index * 20_011)],
    ['cuts one byte apart', [5, 6, 7, 8, 9, 100, 101, 102]],
    ['no cut', []],
  ])('give the same rows in order with %s', async (_, cuts) => {
    const parse = startParallelParse(planOfFile(bytes), 0, progressIn(sealStates.complete));
    for (const cut of [...cuts, bytes.length]) parse.addCut(cut);
    try {
      requireExpected(await collect(parse.results()));
    } finally {
      await parse.stop();
    }
  });

  test('know in every chunk below the header of another table that it stands there', async () => {
    const rows = (count: number) =>
      Array.from({ length: count }, (_, i) => `${1_700_000_000 + i},a ${i}\n`).join('');
    const content = Buffer.from(`${rows(500)}who,at\n${rows(500)}at,who\n${rows(500)}`);
    const path = join(folder, 'two-tables.csv');
    writeFileSync(path, content);
    const plan = planOf(content, 2, { path, maxRows: 100, headers: ['at', 'who'] });
    const whole = parseBytes(content, plan);
    expect([whole.rows.length, whole.rejects.length]).toEqual([1000, 502]);
    const parse = startParallelParse(plan, 0, progressIn(sealStates.complete));
    // Every other cut lies between records, so that what was guessed of a chunk is its place, not its table.
    for (let cut = 900; cut < content.length; cut += 900)
      parse.addCut(cut % 200 === 0 ? cut : content.indexOf(10, cut) + 1);
    parse.addCut(content.length);
    try {
      const results = await collect(parse.results());
      const parsed = together(
        content,
        results.flatMap(({ parts }) => parts),
      );
      expect(parsed.rows).toEqual(whole.rows);
      expect(parsed.rejects).toEqual(whole.rejects);
    } finally {
      await parse.stop();
    }
  });

  test('wait for a copy that is still being written, and for cuts', async () => {
    const plan = planOfFile(Buffer.alloc(0));
    const progress = progressIn(sealStates.copying);
    const parse = startParallelParse(plan, 0, progress);
    const results = collect(parse.results());
    const pieceBytes = 150_001;
    try {
      for (let offset = 0; offset < bytes.length; offset += pieceBytes) {
        // The suggestion comes before the bytes.
        parse.addCut(Math.min(offset + pieceBytes, bytes.length));
        await new Promise((resolve) => setTimeout(resolve, 15));
        appendFileSync(plan.path, bytes.subarray(offset, offset + pieceBytes));
        Atomics.add(new Int32Array(progress), 0, 1);
        Atomics.notify(new Int32Array(progress), 0);
      }
      requireExpected(await results);
    } finally {
      await parse.stop();
    }
  });

  test('end with an error when the copy failed, or the caller says so', async () => {
    const parse = startParallelParse(planOfFile(bytes.subarray(0, 1000)), 0, progressIn(sealStates.failed));
    parse.addCut(bytes.length);
    await expect(collect(parse.results())).rejects.toThrow('the file ends at 1000');
    await parse.stop();
    const other = startParallelParse(planOfFile(bytes), 0, progressIn(sealStates.complete));
    const results = collect(other.results());
    other.fail(new Error('no space'));
    await expect(results).rejects.toThrow('no space');
    await other.stop();
  });
});
