import { describe, expect, test } from 'vitest';
import { ChunkParser } from '../../../../electron/core/import/csv/chunk-parser.ts';
import type { ReadAt } from '../../../../electron/core/import/csv/file-window.ts';
import { parseBytes, planOf, together } from './parse-bytes.ts';

/** A file that is not there: `piece` repeated up to `middleBytes` between a beginning and an end. */
function longFile(beginning: string, piece: string, middleBytes: number, end: string) {
  const sizeBytes = beginning.length + middleBytes + end.length;
  let largestRead = 0;
  const read: ReadAt = (buffer, at, length, position) => {
    largestRead = Math.max(largestRead, length);
    const got = Math.min(length, sizeBytes - position);
    const target = Buffer.from(buffer.buffer as ArrayBuffer, buffer.byteOffset + at, got);
    target.fill(piece);
    for (const [text, from] of [
      [beginning, 0],
      [end, beginning.length + middleBytes],
    ] as const) {
      for (let i = Math.max(0, position - from); i < text.length && from + i < position + got; i++) {
        target[from + i - position] = text.charCodeAt(i);
      }
    }
    return got;
  };
  return { sizeBytes, read, largestRead: () => largestRead };
}

describe('a line of 300 MB', () => {
  const middleBytes = 300_000_000;

  test.each([
    ['without quotes', 'x', 'longer than a record may be (4194304 bytes)'],
    ['inside a quote', '"x', 'text after a closing quote: the quotes of this record do not match'],
    ['that begins a quote', '"', 'longer than a record may be (4194304 bytes)'],
    ['of quoted cells', '"",', 'longer than a record may be (4194304 bytes)'],
  ])('%s is one rejected record, and the rest is read', (_, piece, reason) => {
    const file = longFile('1700000000,a\n', piece, middleBytes, '\n1700000001,b\n');
    const maxRecordBytes = 4 << 20;
    const plan = { ...planOf(Buffer.alloc(0), 2, { maxRecordBytes }), sizeBytes: file.sizeBytes };
    const parser = new ChunkParser(plan, file.read);
    const { end, parts } = parser.parse({ id: 0, start: 0, softEnd: 3_000_000, otherTableAt: null });
    expect(end).toBe(13 + middleBytes + 1);
    const rest = parser.parse({ id: 1, start: end, softEnd: file.sizeBytes, otherTableAt: null });
    const { rows, rejects } = together(Buffer.alloc(0), [...parts, ...rest.parts]);
    expect(rows.map(({ offset, cells }) => ({ offset, cells }))).toEqual([
      { offset: 0, cells: ['1700000000', 'a'] },
      { offset: 13 + middleBytes + 1, cells: ['1700000001', 'b'] },
    ]);
    expect(rejects).toEqual([{ record: 1, offset: 13, length: middleBytes + 1, reason }]);
    expect(file.largestRead()).toBeLessThanOrEqual(2 * maxRecordBytes + 1);
  });
});

describe('a million lines', () => {
  const count = 1_000_000;

  test.each([
    ['that each open a quote', '1700000000,"b\n', 2, count, 1],
    ['that end in an open quote for whoever begins there', 'x","\n', 2, count, 4],
    ['of which 12 cells fit into one quote', 'x","\n', 12, count, 14],
    ['of one byte that is not UTF-8', '1700000000,\xff\n', 2, count, 1],
    ['without a time', 'x,y\n', 2, count, 1],
  ])('%s are rejected in linear time', (_, line, width, lines, linesPerReject) => {
    const bytes = Buffer.alloc(lines * line.length, Buffer.from(line, 'latin1'));
    const startedAt = performance.now();
    const { rows, rejects, rejectedBytes } = parseBytes(
      bytes,
      planOf(bytes, width, { maxRecordBytes: 4 << 20 }),
    );
    expect(rows).toHaveLength(0);
    expect(rejectedBytes).toBe(bytes.length);
    expect(rejects.length).toBeGreaterThanOrEqual(lines / linesPerReject - 1);
    // Quadratic time would be hours.
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });

  test('behind one open quote all survive', () => {
    const bytes = Buffer.from(`1,"x\n${'1700000000,b\n'.repeat(count)}`);
    const { rows, rejects } = parseBytes(bytes, planOf(bytes, 2, { maxRecordBytes: 4 << 20 }));
    expect(rows).toHaveLength(count);
    expect(rejects).toEqual([
      { record: 0, offset: 0, length: 5, reason: 'a quote is opened and never closed' },
    ]);
  });
});
