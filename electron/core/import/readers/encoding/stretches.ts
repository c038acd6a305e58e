/** Bytes around a place that is not UTF-8. */
export interface Stretch {
  /** Of the first byte, in the text. */
  readonly offset: number;
  readonly bytes: Buffer;
}

const beforeBytes = 16;
const afterBytes = 24;
const longestBytes = 200;
const mostKept = 512;

/** Keeps different stretches from all over a text, always the same ones for the same text. */
export class Stretches {
  readonly #seen = new Set<string>();
  #kept: Stretch[] = [];
  /** The first place without a boundary before it: better than none where all are so. */
  #spare: Stretch | null = null;
  #endOfLast = -1;
  /** Only each so manieth is kept, to have some of the end too. */
  #stride = 1;
  #count = 0;

  /** `start` is the offset of bytes[0]; bytes[at] is the one that is not UTF-8. */
  add(bytes: Buffer, at: number, start: number): void {
    if (start + at < this.#endOfLast) return;
    const from = stretchStart(bytes, at);
    const to = stretchEnd(bytes, at);
    this.#endOfLast = start + to;
    if (from === -1) {
      this.#spare ??= { offset: start + at, bytes: Buffer.from(bytes.subarray(at, to)) };
      return;
    }
    if (this.#count++ % this.#stride !== 0) return;
    const stretch = bytes.subarray(from, to);
    const key = stretch.toString('latin1');
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#kept.push({ offset: start + from, bytes: Buffer.from(stretch) });
    if (this.#kept.length < mostKept) return;
    this.#kept = this.#kept.filter((_, i) => i % 2 === 0);
    this.#stride *= 2;
    this.#seen.clear();
    for (const { bytes: one } of this.#kept) this.#seen.add(one.toString('latin1'));
  }

  list(): readonly Stretch[] {
    return this.#kept.length === 0 && this.#spare ? [this.#spare] : this.#kept;
  }
}

const isLineEnd = (byte: number): boolean => byte === 0x0a || byte === 0x0d;
/** No encoding that is guessed has such a byte inside a character, so a stretch that begins behind one begins with a whole one. */
const isBoundary = (byte: number): boolean => byte < 0x30;

function stretchStart(bytes: Buffer, at: number): number {
  let start = at;
  const stop = Math.max(0, at - longestBytes / 2);
  while (start > stop) {
    const before = bytes[start - 1]!;
    if (isLineEnd(before)) return start;
    if (isBoundary(before) && at - start >= beforeBytes) return start;
    start--;
  }
  if (start === 0) return 0;
  // In a long run without a boundary, the nearest one there is.
  for (let i = start; i <= at; i++) if (isBoundary(bytes[i - 1]!)) return i;
  return -1;
}

function stretchEnd(bytes: Buffer, at: number): number {
  let end = at + 1;
  const stop = Math.min(bytes.length, at + longestBytes / 2);
  while (end < stop) {
    const byte = bytes[end]!;
    if (isLineEnd(byte) || (isBoundary(byte) && end - at >= afterBytes)) return end;
    end++;
  }
  return end;
}
