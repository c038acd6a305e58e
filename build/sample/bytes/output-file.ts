import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';

const bufferBytes = 1 << 20;

/** What a finished file is. */
export interface WrittenFile {
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** A new file written from front to back, hashed on the way. Throws where the file exists already. */
export class OutputFile {
  readonly #descriptor: number;
  readonly #hash: Hash = createHash('sha256');
  readonly #buffer = Buffer.allocUnsafe(bufferBytes);
  #used = 0;
  #flushed = 0;

  constructor(path: string) {
    this.#descriptor = openSync(path, 'wx', 0o644);
  }

  /** Offset of the next byte. */
  get position(): number {
    return this.#flushed + this.#used;
  }

  /** Appends bytes[0, length). */
  append(bytes: Uint8Array, length: number): void {
    if (this.#used + length > bufferBytes) this.#flush();
    this.#buffer.set(length === bytes.length ? bytes : bytes.subarray(0, length), this.#used);
    this.#used += length;
  }

  appendText(text: string): void {
    const bytes = Buffer.from(text);
    this.append(bytes, bytes.length);
  }

  close(): WrittenFile {
    this.#flush();
    closeSync(this.#descriptor);
    return { bytes: this.#flushed, sha256: this.#hash.digest('hex') };
  }

  #flush(): void {
    const filled = this.#buffer.subarray(0, this.#used);
    this.#hash.update(filled);
    for (let done = 0; done < filled.length; ) done += writeSync(this.#descriptor, filled, done);
    this.#flushed += this.#used;
    this.#used = 0;
  }
}
