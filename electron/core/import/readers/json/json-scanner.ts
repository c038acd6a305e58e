/**
 * Reads JSON (RFC 8259, strictly) in bytes without making text of it. Every method takes the index where something
 * begins and returns where it ends, or -1: then `failure` says why and `failedAt` where. A failure at `end` means that
 * the bytes ran out. Nothing recurses: nesting is bounded by the bytes alone.
 */
export class JsonScanner {
  bytes: Buffer = Buffer.alloc(0);
  end = 0;
  failure = '';
  failedAt = 0;
  /** All bytes of strings seen since `start`, or-ed: 0x80 or more if one of them was not ASCII. */
  bits = 0;
  /** Whether the string scanned last has escapes. */
  stringEscaped = false;
  #nesting = new Uint8Array(256);

  start(bytes: Buffer, end: number): void {
    this.bytes = bytes;
    this.end = end;
    this.bits = 0;
  }

  get ranOut(): boolean {
    return this.failedAt >= this.end;
  }

  fail(at: number, failure: string): -1 {
    this.failedAt = Math.min(at, this.end);
    this.failure = failure;
    return -1;
  }

  /** First index at or after `i` that is not white space. */
  space(i: number): number {
    const { bytes, end } = this;
    while (i < end) {
      const byte = bytes[i]!;
      if (byte > 0x20 || (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)) break;
      i++;
    }
    return i;
  }

  /** `i` is behind the opening quote; returns the index of the closing one. */
  string(i: number): number {
    const { bytes, end } = this;
    let bits = 0;
    let escaped = false;
    for (;;) {
      while (i < end && ordinary[bytes[i]!] === 1) bits |= bytes[i++]!;
      if (i >= end) return this.fail(end, 'a text does not end');
      const byte = bytes[i]!;
      if (byte === 0x22) break;
      if (byte !== 0x5c) return this.fail(i, 'a control character stands unescaped in a text');
      escaped = true;
      i = this.#escape(i + 1);
      if (i === -1) return -1;
    }
    this.bits |= bits;
    this.stringEscaped = escaped;
    return i;
  }

  #escape(i: number): number {
    const { bytes, end } = this;
    if (i >= end) return this.fail(end, 'a text does not end');
    if (bytes[i] !== 0x75) {
      return simpleEscapes.includes(bytes[i]!) ? i + 1 : this.fail(i, 'an escape that JSON does not have');
    }
    for (let digit = i + 1; digit <= i + 4; digit++) {
      if (digit >= end) return this.fail(end, 'a text does not end');
      if (hexDigit[bytes[digit]!] !== 1) return this.fail(digit, 'four hexadecimal digits should follow \\u');
    }
    return i + 5;
  }

  number(i: number): number {
    const { bytes, end } = this;
    if (bytes[i] === 0x2d) i++;
    i = i < end && bytes[i] === 0x30 ? i + 1 : this.#digits(i);
    if (i !== -1 && i < end && bytes[i] === 0x2e) i = this.#digits(i + 1);
    if (i !== -1 && i < end && (bytes[i]! | 0x20) === 0x65) {
      i++;
      if (i < end && (bytes[i] === 0x2b || bytes[i] === 0x2d)) i++;
      i = this.#digits(i);
    }
    return i;
  }

  /** One digit or more. */
  #digits(i: number): number {
    const { bytes, end } = this;
    const first = i;
    while (i < end && bytes[i]! >= 0x30 && bytes[i]! <= 0x39) i++;
    return i > first ? i : this.fail(i, 'a digit should stand here');
  }

  /** A number, true, false or null. */
  scalar(i: number): number {
    const byte = i < this.end ? this.bytes[i]! : 0;
    if ((byte >= 0x30 && byte <= 0x39) || byte === 0x2d) return this.number(i);
    if (byte === 0x74) return this.#word(i, wordTrue);
    if (byte === 0x66) return this.#word(i, wordFalse);
    if (byte === 0x6e) return this.#word(i, wordNull);
    return this.fail(i, 'a value should stand here');
  }

  #word(i: number, word: Buffer): number {
    for (const byte of word) {
      if (i >= this.end) return this.fail(this.end, 'a value does not end');
      if (this.bytes[i] !== byte) return this.fail(i, 'a value should stand here');
      i++;
    }
    return i;
  }

  /** A key with its colon: returns the first index of the value. */
  keyAndColon(i: number): number {
    if (i >= this.end || this.bytes[i] !== 0x22) return this.fail(i, 'a key in quotes should stand here');
    const close = this.string(i + 1);
    return close === -1 ? -1 : this.colon(close + 1);
  }

  /** White space, a colon and white space. */
  colon(i: number): number {
    i = this.space(i);
    if (i >= this.end || this.bytes[i] !== 0x3a) return this.fail(i, 'a colon should follow the key');
    return this.space(i + 1);
  }

  /** One value of any kind, with everything in it. */
  value(i: number): number {
    const { bytes, end } = this;
    let depth = 0;
    for (;;) {
      const byte = i < end ? bytes[i]! : 0;
      if (byte === 0x22) {
        i = this.string(i + 1);
        if (i === -1) return -1;
        i++;
      } else if (byte === 0x7b || byte === 0x5b) {
        i = this.space(i + 1);
        if (i < end && bytes[i] === byte + 2) i++;
        else {
          if (depth === this.#nesting.length) this.#growNesting();
          this.#nesting[depth++] = byte;
          if (byte === 0x7b) i = this.keyAndColon(i);
          if (i === -1) return -1;
          continue;
        }
      } else {
        i = this.scalar(i);
        if (i === -1) return -1;
      }
      for (;;) {
        if (depth === 0) return i;
        i = this.space(i);
        const open = this.#nesting[depth - 1]!;
        const next = i < end ? bytes[i]! : 0;
        if (next === 0x2c) {
          i = this.space(i + 1);
          if (open === 0x7b) i = this.keyAndColon(i);
          if (i === -1) return -1;
          break;
        }
        if (next !== open + 2) return this.fail(i, open === 0x7b ? missingInObject : missingInArray);
        depth--;
        i++;
      }
    }
  }

  #growNesting(): void {
    const grown = new Uint8Array(this.#nesting.length * 4);
    grown.set(this.#nesting);
    this.#nesting = grown;
  }
}

export const missingInObject = 'a comma or } should stand here';
const missingInArray = 'a comma or ] should stand here';

const wordTrue = Buffer.from('true');
const wordFalse = Buffer.from('false');
const wordNull = Buffer.from('null');
const simpleEscapes = Buffer.from('"\\/bfnrt');

/** 1 for bytes that neither end a string nor escape anything nor are forbidden in one. */
const ordinary = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte >= 0x20 && byte !== 0x22 && byte !== 0x5c),
);
const hexDigit = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(/[0-9a-f]/i.test(String.fromCharCode(byte))),
);
