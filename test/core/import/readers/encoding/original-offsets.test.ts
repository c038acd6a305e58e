import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { encodings } from '../../../../../electron/core/import/readers/encoding/encodings.ts';
import { openOriginalOffsets } from '../../../../../electron/core/import/readers/encoding/original-offsets.ts';
import { transcode } from '../../../../../electron/core/import/readers/encoding/transcode.ts';
import { bytesOf, sourceOf } from './sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'scrutineer-offsets-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'text');

/** Pieces of original bytes, each transcoded alone; the offsets where each begins, in the text and before. */
async function offsetsOf(pieces: readonly Buffer[], encoding: string) {
  const texts: Buffer[] = [];
  for (const piece of pieces) {
    texts.push(await bytesOf(transcode(sourceOf(piece), encoding, { undecodable: 'mark' })));
  }
  writeFileSync(path, Buffer.concat(texts));
  let text = 0;
  let original = 0;
  const pairs = [{ text, original }];
  for (const [i, piece] of pieces.entries()) {
    text += texts[i]!.length;
    original += piece.length;
    pairs.push({ text, original });
  }
  return pairs;
}

test.each(encodings.map(({ id, form }) => [id, form] as const))(
  '%s: where each character began is told, also of bytes without a meaning',
  async (encoding, form) => {
    const unitBytes = form === 'utf-16' ? 2 : form === 'utf-32' ? 4 : 1;
    const character =
      form === 'utf-8'
        ? fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).map(Buffer.from)
        : fc.uint8Array({ minLength: unitBytes, maxLength: unitBytes }).map((bytes) => {
            const unit = Buffer.from(bytes);
            // Units of their own: no halves of a character that the next piece would complete, and code points of all sizes.
            if (form === 'utf-16')
              return (unit[0]! & 0xf8) === 0xd8 || (unit[1]! & 0xf8) === 0xd8 ? Buffer.of(0x41, 0x41) : unit;
            if (form === 'utf-32') unit[encoding === 'utf-32le' ? 3 : 0] = 0;
            if (form === 'multibyte' && unit[0]! >= 0x80) unit[0]! -= 0x80;
            return unit;
          });
    await fc.assert(
      fc.asyncProperty(fc.array(character, { maxLength: 40 }), async (pieces) => {
        const pairs = await offsetsOf(pieces, encoding);
        const offsets = openOriginalOffsets(path, encoding);
        for (const { text, original } of pairs) expect(offsets.at(text)).toBe(original);
        // Back again, and by leaps.
        expect(offsets.at(0)).toBe(0);
        expect(offsets.at(pairs.at(-1)!.text)).toBe(pairs.at(-1)!.original);
        offsets.close();
      }),
      { numRuns: 12 },
    );
  },
);

test('characters beyond the first plane, and lone halves of them', async () => {
  for (const encoding of ['utf-16le', 'utf-16be']) {
    const pieces = ['\ufeff', 'a', '🚗', 'é', '\ud83d', 'x', '\ude97', '車'].map((one) => {
      const bytes = Buffer.from(one, 'utf16le');
      return encoding === 'utf-16be' ? bytes.swap16() : bytes;
    });
    const pairs = await offsetsOf(pieces, encoding);
    expect(pairs.at(-1)!.original).toBe(18);
    const offsets = openOriginalOffsets(path, encoding);
    expect(pairs.map(({ text }) => offsets.at(text))).toEqual(pairs.map(({ original }) => original));
    offsets.close();
  }
});

/** All sequences of two bytes, and some of more, that stand for something, by the character. */
async function sequencesOf(encoding: string): Promise<Map<string, Buffer[]>> {
  const found = new Map<string, Buffer[]>();
  const candidates: Buffer[] = [];
  for (let first = 0x80; first <= 0xfe; first++) {
    candidates.push(Buffer.of(first));
    if (first === 0x80) continue;
    for (let second = 0x30; second <= 0xfe; second++) {
      candidates.push(Buffer.of(first, second));
      if (encoding === 'gb18030' && second <= 0x39)
        candidates.push(Buffer.of(first, second, 0x81 + (second & 7), 0x30));
      if (encoding === 'euc-jp' && first === 0x8f && second > 0xa0) {
        for (let third = 0xa1; third <= 0xfe; third++) candidates.push(Buffer.of(first, second, third));
      }
    }
  }
  const lines = Buffer.concat(candidates.flatMap((bytes) => [bytes, Buffer.of(0x0a)]));
  const text = await bytesOf(transcode(sourceOf(lines), encoding, { undecodable: 'mark' }));
  for (const [i, line] of text.toString('latin1').split('\n').entries()) {
    const read = Buffer.from(line, 'latin1').toString('utf8');
    const bytes = candidates[i];
    if (bytes === undefined || read.includes('\ufffd') || /[ -~]/.test(read)) continue;
    found.set(read, [...(found.get(read) ?? []), bytes]);
  }
  return found;
}

test.each([
  ['shift_jis', 0],
  ['euc-kr', 0],
  ['big5', 0],
  ['gb18030', 1],
  ['euc-jp', 302],
])(
  '%s: behind each of its characters the offset is right, or said not to be known',
  async (encoding, atMost) => {
    const all = [...(await sequencesOf(encoding)).values()];
    expect(all.length).toBeGreaterThan(6000);
    const isUnsure = (sequences: readonly Buffer[]) =>
      new Set(sequences.map(({ length }) => length)).size > 1;
    const sure = all.filter((sequences) => !isUnsure(sequences)).flat();
    const pairs = await offsetsOf(sure, encoding);
    const offsets = openOriginalOffsets(path, encoding);
    const wrong = pairs.filter(({ text, original }) => offsets.at(text) !== original);
    expect(wrong.slice(0, 3)).toEqual([]);
    offsets.close();

    const unsure = all.filter(isUnsure);
    expect(unsure.length).toBeLessThanOrEqual(atMost);
    for (const [first] of unsure) {
      const [, , behind] = await offsetsOf([Buffer.from('a'), first!, Buffer.from('b')], encoding);
      const told = openOriginalOffsets(path, encoding);
      expect([told.at(1), told.at(behind!.text)]).toEqual([1, null]);
      told.close();
    }
  },
);
