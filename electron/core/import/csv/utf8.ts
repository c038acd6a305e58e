import { isUtf8 } from 'node:buffer';

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

const smallestStep = 256;
const largestStep = 1 << 16;

/**
 * Checks one record after another, from front to back, at the price of checking the bytes once: what was found to be
 * well-formed ahead is remembered. `bytes` must not change between `start` calls.
 */
export class Utf8Check {
  #bytes: Buffer = Buffer.alloc(0);
  #available = 0;
  #validTo = 0;
  #step = largestStep;

  /** Begins with bytes[0, available). */
  start(bytes: Buffer, available: number): void {
    this.#bytes = bytes;
    this.#available = available;
    this.#validTo = 0;
    this.#step = largestStep;
  }

  /** Offset of the first byte in bytes[from, to) that is not part of well-formed UTF-8; -1 if all are. `to` is the end of a line. */
  firstInvalid(from: number, to: number): number {
    if (this.#validTo < from) this.#validTo = from;
    while (this.#validTo < to) {
      const start = this.#validTo;
      const end = this.#characterStart(Math.min(this.#available, start + this.#step));
      if (isUtf8(this.#bytes.subarray(start, end))) {
        this.#validTo = end;
        this.#step = Math.min(this.#step * 2, largestStep);
      } else {
        this.#step = smallestStep;
        this.#validTo = start + firstInvalidUtf8(this.#bytes.subarray(start, end));
        return this.#validTo < to ? this.#validTo : -1;
      }
    }
    return -1;
  }

  /** The last place at or before `position` that does not lie inside a character, which has at most four bytes. */
  #characterStart(position: number): number {
    let start = position;
    while (start > position - 3 && start < this.#available && (this.#bytes[start]! & 0xc0) === 0x80) start--;
    return start;
  }
}
