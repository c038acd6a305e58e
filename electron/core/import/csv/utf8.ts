/** Offset of the first byte that does not belong to well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates). */
export function firstInvalidUtf8(bytes: Uint8Array): number {
  let i = 0;
  while (i < bytes.length) {
    const length = sequenceLength(bytes, i);
    if (length === 0) return i;
    i += length;
  }
  return -1;
}

/** Bytes of the well-formed character at `i`; 0 where there is none. */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const first = bytes[i]!;
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return continues(bytes, i + 1, 0x80, 0xbf) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const low = first === 0xe0 ? 0xa0 : 0x80;
    const high = first === 0xed ? 0x9f : 0xbf;
    return continues(bytes, i + 1, low, high) && continues(bytes, i + 2, 0x80, 0xbf) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const low = first === 0xf0 ? 0x90 : 0x80;
    const high = first === 0xf4 ? 0x8f : 0xbf;
    const rest = continues(bytes, i + 2, 0x80, 0xbf) && continues(bytes, i + 3, 0x80, 0xbf);
    return continues(bytes, i + 1, low, high) && rest ? 4 : 0;
  }
  return 0;
}

function continues(bytes: Uint8Array, i: number, low: number, high: number): boolean {
  return i < bytes.length && bytes[i]! >= low && bytes[i]! <= high;
}
