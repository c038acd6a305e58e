/** Reads up to `length` bytes of the file at `position` into the buffer; 0 only at the end of the file. */
export type ReadAt = (buffer: Uint8Array, at: number, length: number, position: number) => number;

/** A stretch of a file in memory. */
export class FileWindow {
  readonly #read: ReadAt;
  readonly #sizeBytes: number;
  /** The first `available` bytes are those of the file from `offset`. */
  bytes = Buffer.allocUnsafe(0);
  offset = 0;
  available = 0;

  constructor(read: ReadAt, sizeBytes: number) {
    this.#read = read;
    this.#sizeBytes = sizeBytes;
  }

  /** Offset in the file behind the last byte at hand. */
  get end(): number {
    return this.offset + this.available;
  }

  get isAtEnd(): boolean {
    return this.end >= this.#sizeBytes;
  }

  holds(offset: number): boolean {
    return offset >= this.offset && offset < this.end;
  }

  /** Moves the window to `length` bytes from `offset`, or what the file has of them. */
  moveTo(offset: number, length: number): void {
    const wanted = Math.min(length, this.#sizeBytes - offset);
    if (this.bytes.length < wanted) this.bytes = Buffer.allocUnsafe(wanted);
    for (let read = 0; read < wanted; ) {
      const got = this.#read(this.bytes, read, wanted - read, offset + read);
      if (got === 0) throw new Error(`the file ends at ${offset + read}, before ${offset + wanted}`);
      read += got;
    }
    this.offset = offset;
    this.available = wanted;
  }

  /** The `count` bytes before `offset`, or what the file has of them, in the window or not. */
  bytesBefore(offset: number, count: number): Buffer {
    const from = Math.max(0, offset - count);
    if (from >= this.offset && offset <= this.end) {
      return this.bytes.subarray(from - this.offset, offset - this.offset);
    }
    const before = Buffer.allocUnsafe(offset - from);
    for (let read = 0; read < before.length; ) {
      const got = this.#read(before, read, before.length - read, from + read);
      if (got === 0) throw new Error(`the file ends at ${from + read}, before ${offset}`);
      read += got;
    }
    return before;
  }

  /** Offset in the file behind the first `byte` behind the window; the end of the file if there is none. */
  offsetBehindNext(byte: number): number {
    const piece = Buffer.allocUnsafe(1 << 20);
    for (let offset = this.end; offset < this.#sizeBytes; ) {
      const got = this.#read(piece, 0, Math.min(piece.length, this.#sizeBytes - offset), offset);
      if (got === 0) throw new Error(`the file ends at ${offset}, before ${this.#sizeBytes}`);
      const found = piece.subarray(0, got).indexOf(byte);
      if (found !== -1) return offset + found + 1;
      offset += got;
    }
    return this.#sizeBytes;
  }
}
