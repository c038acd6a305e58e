import { expect, test } from 'vitest';
import { hashKey } from '../../../electron/core/events/key-hash.ts';

/** Of the reference implementation (vectors_hsip64): key 00 01 … 07, input of n bytes 00 01 …. */
test.each([
  [0, '218d1f59b9b83cc8'],
  [1, 'be552412f8387315'],
  [2, '064f39ef7c50eb57'],
  [3, 'ce0f1a45f7060679'],
  [4, 'd5e78a175be52ea1'],
])('of %i bytes', (length, expected) => {
  const bytes = Uint8Array.from({ length: length + 4 }, (_, i) => i - 2);
  const out = new Uint32Array(4);
  hashKey(bytes, 2, 2 + length, [0x03020100, 0x07060504], out, 1);
  expect(Buffer.from(out.buffer, 4, 8).toString('hex')).toBe(expected);
  expect([out[0], out[3]]).toEqual([0, 0]);
});
