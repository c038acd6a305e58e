/** Scratch for cells with doubled quotes: copies the content with each pair as one quote. */
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
      if (byte === quote) i++;
    }
    return length;
  }
}
