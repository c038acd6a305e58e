const deepest = 1 << 20;

/**
 * Goes over a value that may be broken JSON, looking at quotes and brackets only, to find where it ends: after `run`
 * returned an index, `state` is `settled` (all that was opened is closed, or a comma or bracket of what is around follows)
 * or `lost` (the brackets do not match, or a line ends in a text, so that what looks like structure is not).
 */
export class LooseSkipper {
  state: 'open' | 'settled' | 'lost' = 'open';
  #depth = 0;
  #passedAny = false;
  #inString = false;
  #escaped = false;
  #nesting = new Uint8Array(1024);

  /** Begins with another value. */
  start(): void {
    this.state = 'open';
    this.#depth = 0;
    this.#passedAny = false;
    this.#inString = false;
    this.#escaped = false;
  }

  /** Goes on with bytes[from, to); returns `to`, or the index at which the state was settled or lost. */
  run(bytes: Uint8Array, from: number, to: number): number {
    for (let i = from; i < to; i++) {
      const byte = bytes[i]!;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === 0x5c) this.#escaped = true;
        else if (byte === 0x22) {
          this.#inString = false;
          if (this.#depth === 0) return this.#settle(i + 1);
        } else if (byte === 0x0a) return this.#lose(i);
      } else if (byte === 0x22) this.#inString = true;
      else if (byte === 0x7b || byte === 0x5b) {
        if (this.#depth === deepest) return this.#lose(i);
        this.#open(byte);
      } else if (byte === 0x7d || byte === 0x5d) {
        if (this.#depth === 0 && this.#passedAny) return this.#settle(i);
        if (this.#depth === 0 || this.#nesting[this.#depth - 1] !== byte - 2) return this.#lose(i);
        if (--this.#depth === 0) return this.#settle(i + 1);
      } else if (this.#depth === 0 && byte === 0x2c) {
        return this.#settle(i);
      }
      this.#passedAny = true;
    }
    return to;
  }

  #open(byte: number): void {
    if (this.#depth === this.#nesting.length) {
      const grown = new Uint8Array(this.#nesting.length * 4);
      grown.set(this.#nesting);
      this.#nesting = grown;
    }
    this.#nesting[this.#depth++] = byte;
  }

  #settle(i: number): number {
    this.state = 'settled';
    return i;
  }

  #lose(i: number): number {
    this.state = 'lost';
    return i;
  }
}
