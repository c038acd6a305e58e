import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashKey } from '../../../electron/core/events/key-hash.ts';
import { hashBytes, TermTable } from '../../../electron/core/events/term-table.ts';

const textOf = (table: TermTable, term: number) =>
  Buffer.from(table.arena.subarray(table.start(term), table.end(term))).toString('latin1');

/** Interns texts that lie inside a larger buffer. */
function internAll(
  table: TermTable,
  texts: readonly string[],
  hash: (bytes: Uint8Array, start: number, end: number) => number,
): number[] {
  return texts.map((text) => {
    const bytes = Buffer.from(`<<${text}>>`, 'latin1');
    return table.intern(bytes, 2, bytes.length - 2, hash(bytes, 2, bytes.length - 2));
  });
}

describe('a term table', () => {
  test.each([
    ['a good hash', (bytes: Uint8Array, start: number, end: number) => hashBytes(bytes, start, end, 5)],
    ['one hash for all', () => 0xffffffff],
    ['hashes of two values', (_: Uint8Array, start: number, end: number) => (end - start) & 1],
  ])('numbers distinct texts in order of arrival, with %s', (_, hash) => {
    const text = fc.oneof(
      fc.string({ unit: 'binary-ascii', maxLength: 3 }),
      fc.constantFrom('', '\0', '\0\0', 'a'.repeat(3000)),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 300 }), fc.array(text, { maxLength: 20 }), (texts, later) => {
        const table = new TermTable(1);
        for (const list of [texts, later]) {
          table.clear();
          const distinct = [...new Set(list)];
          expect(internAll(table, list, hash)).toEqual(list.map((one) => distinct.indexOf(one) + 1));
          expect(table.size).toBe(distinct.length);
          expect(distinct.map((_one, index) => textOf(table, index + 1))).toEqual(distinct);
          expect(table.byteLength).toBe(distinct.join('').length);
        }
      }),
    );
  });

  test('keeps its numbers while it grows to a million terms', () => {
    const table = new TermTable(64);
    const count = 1_000_000;
    const bytes = Buffer.alloc(4);
    const intern = (value: number) => {
      bytes.writeUInt32LE(value);
      return table.intern(bytes, 0, 4, hashBytes(bytes, 0, 4, 1));
    };
    for (let i = 0; i < count; i++) if (intern(i) !== i + 1) throw new Error(`term ${i}`);
    for (let i = 0; i < count; i++) if (intern(i) !== i + 1) throw new Error(`term ${i} again`);
    expect(table.size).toBe(count);
    expect(table.ends[count]).toBe(4 * count);
    bytes.writeUInt32LE(123_456);
    expect(table.hash(123_457)).toBe(hashBytes(bytes, 0, 4, 1));
  });
});

describe('hashes', () => {
  const bytesAnywhere = fc.tuple(fc.uint8Array({ maxLength: 40 }), fc.nat(9), fc.nat(9));

  test('depend on the bytes and the seed alone, not on where they lie', () => {
    fc.assert(
      fc.property(bytesAnywhere, fc.integer(), ([content, before, behind], seed) => {
        const padded = Buffer.concat([Buffer.alloc(before, 7), content, Buffer.alloc(behind, 9)]);
        const end = before + content.length;
        const hash = hashBytes(padded, before, end, seed);
        expect(hash).toBe(hashBytes(content, 0, content.length, seed));
        expect(hash >>> 0).toBe(hash);
        const out = new Uint32Array(6);
        hashKey(padded, before, end, [seed, 3], out, 4);
        const alone = new Uint32Array(2);
        hashKey(content, 0, content.length, [seed, 3], alone, 0);
        expect([...out]).toEqual([0, 0, 0, 0, ...alone]);
      }),
    );
  });

  test('of 64 bits do not meet, either half spreads, and seeds matter', () => {
    const count = 300_000;
    const seen = new Set<bigint>();
    const halves = [new Set<number>(), new Set<number>()];
    const out = new Uint32Array(2);
    for (let i = 0; i < count; i++) {
      const bytes = Buffer.from(`50828ca3-42ab-4b27-ba48-${i.toString(16).padStart(12, '0')}`);
      hashKey(bytes, 0, bytes.length, [77, 99], out, 0);
      seen.add((BigInt(out[0]!) << 32n) | BigInt(out[1]!));
      halves[0]!.add(out[0]! >>> 16);
      halves[1]!.add(out[1]! & 0xffff);
    }
    expect(seen.size).toBe(count);
    for (const half of halves) expect(half.size).toBeGreaterThan(60_000);
    const other = new Uint32Array(2);
    hashKey(Buffer.from('x'), 0, 1, [77, 99], out, 0);
    hashKey(Buffer.from('x'), 0, 1, [78, 99], other, 0);
    expect([...other]).not.toEqual([...out]);
  });
});
