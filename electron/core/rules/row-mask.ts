/** A set of rows of one slice: bit n of word n / 32. Masks are never changed once they are made. */
export type RowMask = Uint32Array;

/** No row and every row, by identity: operations on them cost nothing. */
export const noRows: RowMask = new Uint32Array(0);
export const everyRow: RowMask = new Uint32Array(0);

export function wordCount(rowCount: number): number {
  return (rowCount + 31) >>> 5;
}

export function intersect(a: RowMask, b: RowMask): RowMask {
  if (a === noRows || b === noRows) return noRows;
  if (a === everyRow) return b;
  if (b === everyRow) return a;
  const result = new Uint32Array(a.length);
  let any = 0;
  for (let i = 0; i < a.length; i++) {
    const word = a[i]! & b[i]!;
    result[i] = word;
    any |= word;
  }
  return any === 0 ? noRows : result;
}

export function unite(a: RowMask, b: RowMask): RowMask {
  if (a === everyRow || b === everyRow) return everyRow;
  if (a === noRows) return b;
  if (b === noRows) return a;
  const result = new Uint32Array(a.length);
  for (let i = 0; i < a.length; i++) result[i] = a[i]! | b[i]!;
  return result;
}

/** The other rows. Bits past the last row may be set: intersect with the counted rows before reading them. */
export function complement(mask: RowMask): RowMask {
  if (mask === noRows) return everyRow;
  if (mask === everyRow) return noRows;
  const result = new Uint32Array(mask.length);
  for (let i = 0; i < mask.length; i++) result[i] = ~mask[i]!;
  return result;
}

/** Builds a mask row by row. */
export function maskOf(rowCount: number, holds: (row: number) => boolean): RowMask {
  const mask = new Uint32Array(wordCount(rowCount));
  let any = 0;
  for (let row = 0; row < rowCount; row++) {
    if (!holds(row)) continue;
    mask[row >>> 5]! |= 1 << (row & 31);
    any = 1;
  }
  return any === 0 ? noRows : mask;
}

/** The rows whose code's bit is set in `bits`. */
export function maskOfCodes(codes: Int32Array, rowCount: number, bits: Uint32Array): RowMask {
  const mask = new Uint32Array(wordCount(rowCount));
  let any = 0;
  for (let index = 0, row = 0; row < rowCount; index++) {
    const end = Math.min(row + 32, rowCount);
    let word = 0;
    for (let bit = 0; row < end; row++, bit++) {
      const code = codes[row]!;
      word |= ((bits[code >>> 5]! >>> (code & 31)) & 1) << bit;
    }
    mask[index] = word;
    any |= word;
  }
  return any === 0 ? noRows : mask;
}

/** Calls with every row of the mask, ascending. Not for `everyRow`. */
export function forEachRow(mask: RowMask, visit: (row: number) => void): void {
  for (let index = 0; index < mask.length; index++) {
    let word = mask[index]!;
    while (word !== 0) {
      const lowest = word & -word;
      visit((index << 5) + (31 - Math.clz32(lowest)));
      word ^= lowest;
    }
  }
}

export function countRows(mask: RowMask): number {
  let count = 0;
  for (const bits of mask) {
    let word = bits - ((bits >>> 1) & 0x55555555);
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }
  return count;
}
