const zero = 0x30;
const nine = 0x39;

/** A place in the bytes of one cell. Reads ASCII; takes no-break spaces as blanks. Allocates nothing while reading. */
export class ByteCursor {
  bytes: Uint8Array = new Uint8Array(0);
  position = 0;
  end = 0;

  /** Looks at bytes[start, end) without the blanks around them. */
  open(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
    this.skipBlanks();
    while (this.end > this.position && isBlank(bytes[this.end - 1]!)) this.end--;
  }

  get atEnd(): boolean {
    return this.position === this.end;
  }

  /** The byte at the position; 0 at the end. */
  peek(): number {
    return this.position < this.end ? this.bytes[this.position]! : 0;
  }

  /** Steps over the byte if it is there. */
  take(byte: number): boolean {
    if (this.position >= this.end || this.bytes[this.position] !== byte) return false;
    this.position++;
    return true;
  }

  /** Steps over an ASCII letter in either case, given in lower case. */
  takeLetter(lowerCase: number): boolean {
    if (this.position >= this.end || (this.bytes[this.position]! | 0x20) !== lowerCase) return false;
    this.position++;
    return true;
  }

  /** Steps over blanks; true if there were any. */
  skipBlanks(): boolean {
    const { bytes, end, position: start } = this;
    let position = start;
    while (position < end) {
      const byte = bytes[position]!;
      if (isBlank(byte)) position++;
      else if (byte >= 0xc2) {
        const length = wideBlankLength(bytes, position, end);
        if (length === 0) break;
        position += length;
      } else break;
    }
    this.position = position;
    return position > start;
  }

  /** The number of the next `count` digits; -1 if they are not all digits. More digits may follow. */
  digits(count: number): number {
    const { bytes } = this;
    const stop = this.position + count;
    if (stop > this.end) return -1;
    let value = 0;
    for (let i = this.position; i < stop; i++) {
      const byte = bytes[i]!;
      if (byte < zero || byte > nine) return -1;
      value = value * 10 + byte - zero;
    }
    this.position = stop;
    return value;
  }

  /** The number of the next one or two digits; -1 if there is none. */
  oneOrTwoDigits(): number {
    const first = this.peek() - zero;
    if (first < 0 || first > 9) return -1;
    this.position++;
    const second = this.peek() - zero;
    if (second < 0 || second > 9) return first;
    this.position++;
    return first * 10 + second;
  }

  /** How many digits stand at the position. */
  digitCount(): number {
    const { bytes, end, position } = this;
    let i = position;
    while (i < end && bytes[i]! >= zero && bytes[i]! <= nine) i++;
    return i - position;
  }
}

/** Space, tab, line end: what stands around a cell or between date and time. */
function isBlank(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

/** Length of a no-break space (U+00A0) or narrow no-break space (U+202F, before AM in newer formatters) in UTF-8. */
function wideBlankLength(bytes: Uint8Array, position: number, end: number): number {
  if (bytes[position] === 0xc2 && position + 1 < end && bytes[position + 1] === 0xa0) return 2;
  if (position + 2 >= end || bytes[position] !== 0xe2 || bytes[position + 1] !== 0x80) return 0;
  return bytes[position + 2] === 0xaf ? 3 : 0;
}
