import type { ByteSource } from '../table-reader.ts';

/**
 * What is held of a stream of bytes: bytes[from, to) stand at `offset` of the stream. Whoever reads moves `from` on and
 * asks for more, which moves what is left to the front.
 */
export class ByteWindow {
  bytes: Buffer = Buffer.alloc(0);
  from = 0;
  to = 0;
  /** Whether everything has come that will. */
  ended = false;
  /** Offset in the stream of bytes[0]. */
  #base = 0;
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #fillBytes: number;
  readonly #beforeFill: (offset: number) => Promise<void>;

  constructor(source: ByteSource, fillBytes: number, beforeFill: (offset: number) => Promise<void>) {
    this.#fillBytes = fillBytes;
    this.#chunks = source.open()[Symbol.asyncIterator]();
    this.#beforeFill = beforeFill;
  }

  get offset(): number {
    return this.#base + this.from;
  }

  offsetOf(index: number): number {
    return this.#base + index;
  }

  /** Brings more; false if there is none. `from` is 0 afterwards. Twice what is held, so that trying again stays cheap. */
  async more(): Promise<boolean> {
    await this.#beforeFill(this.offset);
    const held = this.to - this.from;
    this.bytes.copyWithin(0, this.from, this.to);
    this.#base += this.from;
    this.from = 0;
    this.to = held;
    const wanted = Math.max(held + this.#fillBytes, held * 2);
    while (!this.ended && this.to < wanted) {
      const { done, value } = await this.#chunks.next();
      if (done) this.ended = true;
      else this.#append(value);
    }
    return this.to > held;
  }

  #append(chunk: Uint8Array): void {
    const needed = this.to + chunk.length;
    if (needed > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.#fillBytes, this.bytes.length * 2));
      this.bytes.copy(larger, 0, 0, this.to);
      this.bytes = larger;
    }
    this.bytes.set(chunk, this.to);
    this.to = needed;
  }

  /** Lets go of the source. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
