import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smallerPng } from '../../../build/screens/smaller-png.ts';

const width = 7;

/** A picture as Chromium writes them: lines of RGB, each by one of the filters 0 (as is), 1 (less left), 2 (less up). */
function pngOf(lines: readonly { readonly filter: number; readonly colors: readonly number[] }[]): Buffer {
  const bytes = lines.map(({ colors }) =>
    colors.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]),
  );
  const filtered = bytes.flatMap((line, y) => {
    const filter = lines[y]!.filter;
    const before = (x: number) => (filter === 1 ? line[x - 3] : filter === 2 ? bytes[y - 1]?.[x] : 0) ?? 0;
    return [filter, ...line.map((value, x) => (value - before(x)) & 255)];
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(lines.length, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const chunk = (name: string, data: Buffer) =>
    Buffer.concat([
      Buffer.from([0, 0, data.length >> 8, data.length & 255]),
      Buffer.from(name),
      data,
      Buffer.alloc(4),
    ]);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(filtered))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The colors of a picture with a palette. */
function colorsOf(png: Buffer): number[] {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    chunks.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const palette = chunks.get('PLTE')!;
  const places = inflateSync(chunks.get('IDAT')!).filter((_, at) => at % (width + 1) !== 0);
  return [...places].map((place) => palette.readUIntBE(place * 3, 3));
}

test('a picture of at most 256 colors keeps every pixel', () => {
  const color = fc.integer({ min: 0, max: 0xffffff });
  const line = fc.record({
    filter: fc.integer({ min: 0, max: 2 }),
    colors: fc.array(color, { minLength: width, maxLength: width }),
  });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), (lines) => {
      expect(colorsOf(smallerPng(pngOf(lines)))).toEqual(lines.flatMap(({ colors }) => colors));
    }),
  );
});

test('of more colors the rare ones become the nearest of the frequent', () => {
  const frequent = Array.from({ length: 256 }, (_, index) => index << 16);
  const colors = [...frequent, ...frequent, 0x7f0003];
  const padded = [...colors, ...Array(Math.ceil(colors.length / width) * width - colors.length).fill(0)];
  const lines = Array.from({ length: padded.length / width }, (_, y) => ({
    filter: 0,
    colors: padded.slice(y * width, (y + 1) * width),
  }));
  expect(colorsOf(smallerPng(pngOf(lines)))[512]).toBe(0x7f0000);
});

test('what is no picture of a screen is refused', () => {
  expect(() => smallerPng(Buffer.from('GIF89a and more'))).toThrow('not a PNG');
});
