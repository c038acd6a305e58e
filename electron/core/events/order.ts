/** Rows of a digit: 16 bits. */
const radix = 1 << 16;

/** Fewer rows are sorted by comparing them. */
const radixPays = 20_000;

/** The rows by time; rows of equal time stay in the order given. Times are whole microseconds. Linear in rows. */
export function orderByTime(rows: Int32Array, micros: Float64Array): Int32Array {
  const count = rows.length;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sorted = true;
  for (let i = 0; i < count; i++) {
    const at = micros[i]!;
    if (at < min) min = at;
    if (at > max) max = at;
    if (i > 0 && at < micros[i - 1]!) sorted = false;
  }
  if (sorted || count < 2) return rows.slice();
  if (count < radixPays) return orderFew(rows, micros);
  let keys = new Float64Array(count);
  for (let i = 0; i < count; i++) keys[i] = micros[i]! - min;
  let from = rows.slice();
  let to = new Int32Array(count);
  let toKeys = new Float64Array(count);
  const counts = new Uint32Array(radix + 1);
  for (let unit = 1; unit <= max - min; unit *= radix) {
    counts.fill(0);
    for (let i = 0; i < count; i++) counts[digit(keys[i]!, unit) + 1]!++;
    for (let d = 0; d < radix; d++) counts[d + 1]! += counts[d]!;
    for (let i = 0; i < count; i++) {
      const place = counts[digit(keys[i]!, unit)]!++;
      to[place] = from[i]!;
      toKeys[place] = keys[i]!;
    }
    [from, to] = [to, from];
    [keys, toKeys] = [toKeys, keys];
  }
  return from;
}

function orderFew(rows: Int32Array, micros: Float64Array): Int32Array {
  const indices = Array.from(rows, (_, i) => i).sort((a, b) => micros[a]! - micros[b]! || a - b);
  return Int32Array.from(indices, (i) => rows[i]!);
}

function digit(key: number, unit: number): number {
  return Math.floor(key / unit) % radix;
}
