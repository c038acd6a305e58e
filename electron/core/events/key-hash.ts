/**
 * HalfSipHash-2-4 with 64 bits of output (Aumasson and Bernstein, https://github.com/veorq/SipHash): a keyed hash, so that
 * whoever writes a log cannot make two records of it collide without the seeds of the case. The result goes, as two
 * little-endian words, into out[at] and out[at + 1]; `seeds` are the two words of the key.
 */
export function hashKey(
  bytes: Uint8Array,
  start: number,
  end: number,
  seeds: readonly [number, number],
  out: Uint32Array,
  at: number,
): void {
  let v0 = seeds[0] | 0;
  let v1 = (seeds[1] ^ 0xee) | 0;
  let v2 = 0x6c796765 ^ seeds[0];
  let v3 = 0x74656462 ^ seeds[1];
  const length = end - start;
  const words = (length >> 2) + 1;
  let position = start;
  for (let i = 0; i < words; i++, position += 4) {
    const word = i < words - 1 ? wordAt(bytes, position) : lastWord(bytes, position, length);
    v3 ^= word;
    for (let round = 0; round < 2; round++) {
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
    }
    v0 ^= word;
  }
  v2 ^= 0xee;
  for (let word = 0; word < 2; word++) {
    for (let round = 0; round < 4; round++) {
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
    }
    out[at + word] = v1 ^ v3;
    v1 ^= 0xdd;
  }
}

function wordAt(bytes: Uint8Array, position: number): number {
  return (
    bytes[position]! |
    (bytes[position + 1]! << 8) |
    (bytes[position + 2]! << 16) |
    (bytes[position + 3]! << 24)
  );
}

/** The rest of the bytes, and the length in the highest byte. */
function lastWord(bytes: Uint8Array, position: number, length: number): number {
  let word = (length & 0xff) << 24;
  for (let i = 0; i < (length & 3); i++) word |= bytes[position + i]! << (8 * i);
  return word;
}
