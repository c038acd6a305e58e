/**
 * How a block's bytes hold its values (docs/case-format.md). All numbers are little-endian.
 *
 * - constant, sequence: one 64-bit float b; value i is b, or b + i
 * - uint8, uint16, uint32: a 64-bit float b, then one unsigned integer per row; value i is b + integer i
 * - float64: one 64-bit float per row
 * - hash64: two unsigned 32-bit integers per row
 * - spans16, spans32: all starts, then all lengths × 2 + 1 where the cell holds doubled quotes
 */
export type BlockEncoding =
  | 'constant'
  | 'sequence'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'float64'
  | 'hash64'
  | 'spans16'
  | 'spans32';

export interface EncodedBlock {
  readonly encoding: BlockEncoding;
  readonly data: Buffer;
}

/** Whole numbers in the narrowest form that holds them. */
export function encodeIntegers(values: Int32Array | Uint32Array | Uint8Array): EncodedBlock {
  const count = values.length;
  let min = count > 0 ? values[0]! : 0;
  let max = min;
  let isSequence = count > 1;
  const first = min;
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    if (value < min) min = value;
    else if (value > max) max = value;
    if (isSequence && value !== first + i) isSequence = false;
  }
  if (min === max) return withBase('constant', min, 0);
  if (isSequence) return withBase('sequence', first, 0);
  const range = max - min;
  const width = range < 0x100 ? 1 : range < 0x10000 ? 2 : 4;
  const base = max < (width === 4 ? 0x100000000 : 2 ** (8 * width)) ? Math.min(0, min) : min;
  const block = withBase(width === 1 ? 'uint8' : width === 2 ? 'uint16' : 'uint32', base, count * width);
  const target =
    width === 1
      ? new Uint8Array(block.data.buffer, block.data.byteOffset + 8, count)
      : width === 2
        ? new Uint16Array(block.data.buffer, block.data.byteOffset + 8, count)
        : new Uint32Array(block.data.buffer, block.data.byteOffset + 8, count);
  for (let i = 0; i < count; i++) target[i] = values[i]! - base;
  return block;
}

/** Float64Array, or whole numbers beyond 32 bits given as such. */
export function encodeFloats(values: Float64Array): EncodedBlock {
  return { encoding: 'float64', data: bytesOf(values) };
}

export function encodeHashes(words: Uint32Array): EncodedBlock {
  return { encoding: 'hash64', data: bytesOf(words) };
}

export function encodeSpans(starts: Uint32Array, lengths: Uint32Array): EncodedBlock {
  const count = starts.length;
  let max = 0;
  for (let i = 0; i < count; i++) {
    if (starts[i]! > max) max = starts[i]!;
    if (lengths[i]! > max) max = lengths[i]!;
  }
  const wide = max > 0xffff;
  const target = wide ? new Uint32Array(count * 2) : new Uint16Array(count * 2);
  target.set(starts, 0);
  target.set(lengths, count);
  return { encoding: wide ? 'spans32' : 'spans16', data: bytesOf(target) };
}

/** Whole numbers of a block as 32-bit integers. */
export function decodeIntegers(block: EncodedBlock, count: number): Int32Array {
  const values = new Int32Array(count);
  const base = block.data.readDoubleLE(0);
  switch (block.encoding) {
    case 'constant':
      return values.fill(base);
    case 'sequence':
      for (let i = 0; i < count; i++) values[i] = base + i;
      return values;
    case 'uint8':
    case 'uint16':
    case 'uint32': {
      const source = decodeWords(block);
      if (base === 0) values.set(source);
      else for (let i = 0; i < count; i++) values[i] = source[i]! + base;
      return values;
    }
    default:
      throw new Error(`a block of whole numbers cannot be encoded as ${block.encoding}`);
  }
}

/** Whole numbers of a block as floats: offsets in large files do not fit 32 bits. */
export function decodeLargeIntegers(block: EncodedBlock, count: number): Float64Array {
  const values = new Float64Array(count);
  const base = block.data.readDoubleLE(0);
  if (block.encoding === 'constant') return values.fill(base);
  if (block.encoding === 'sequence') {
    for (let i = 0; i < count; i++) values[i] = base + i;
    return values;
  }
  const source = decodeWords(block);
  for (let i = 0; i < count; i++) values[i] = source[i]! + base;
  return values;
}

function decodeWords(block: EncodedBlock): Uint8Array | Uint16Array | Uint32Array {
  const bytes = aligned(block.data.subarray(8));
  if (block.encoding === 'uint8') return bytes;
  if (block.encoding === 'uint16') return new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

export function decodeFloats(block: EncodedBlock): Float64Array {
  const bytes = aligned(block.data);
  return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
}

export function decodeHashes(block: EncodedBlock): Uint32Array {
  const bytes = aligned(block.data);
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

export function decodeSpans(
  block: EncodedBlock,
  count: number,
): { starts: ArrayLike<number>; lengths: ArrayLike<number> } {
  const bytes = aligned(block.data);
  const words =
    block.encoding === 'spans16'
      ? new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2)
      : new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  return { starts: words.subarray(0, count), lengths: words.subarray(count) };
}

function withBase(encoding: BlockEncoding, base: number, bodyBytes: number): EncodedBlock {
  // A fresh ArrayBuffer, not the shared pool: the typed view behind the base must be aligned.
  const data = Buffer.from(new ArrayBuffer(8 + bodyBytes));
  data.writeDoubleLE(base, 0);
  return { encoding, data };
}

function bytesOf(array: { buffer: ArrayBufferLike; byteOffset: number; byteLength: number }): Buffer {
  return Buffer.from(array.buffer as ArrayBuffer, array.byteOffset, array.byteLength);
}

function aligned(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes);
}
