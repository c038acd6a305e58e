/** Scratch for cells with doubled quotes: copies the content with each pair as one quote; a single one stays. */
export class Unquoter {
  bytes = new Uint8Array(1024);

  /** Writes the content of bytes[start, end) to `this.bytes` from 0 and returns its length. */
  unquote(source: Uint8Array, start: number, end: number, quote: number): number {
    if (this.bytes.length < end - start) this.bytes = new Uint8Array((end - start) * 2);
    const target = this.bytes;
    let length = 0;
    for (let i = start; i < end; i++) {
      const byte = source[i]!;
      target[length++] = byte;
      if (byte === quote && source[i + 1] === quote) i++;
    }
    return length;
  }

  /** The content of bytes[start, end) as text. */
  text(source: Uint8Array, start: number, end: number, quote: number): string {
    const length = this.unquote(source, start, end, quote);
    return Buffer.from(this.bytes.buffer, 0, length).toString('utf8');
  }
}

/** Where a scanner put the cells of a record: cell i is bytes[starts[i], ends[i]), or ~ends[i] with doubled quotes. */
interface CellPlaces {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Text of a scanned cell. */
export function cellText(bytes: Buffer, { starts, ends }: CellPlaces, index: number, quote: number): string {
  const start = starts[index]!;
  const end = ends[index]!;
  return end >= 0 ? bytes.toString('utf8', start, end) : new Unquoter().text(bytes, start, ~end, quote);
}
