/** Bytes of row lists kept beside the one asked for last. */
const keptBytes = 96 << 20;

/** Row lists by what was asked, as many of the last ones as fit. */
export class RowResults {
  readonly #rows = new Map<string, Int32Array>();
  #bytes = 0;

  get(key: string, find: () => Int32Array): Int32Array {
    const known = this.#rows.get(key);
    if (known !== undefined) {
      this.#rows.delete(key);
      this.#rows.set(key, known);
      return known;
    }
    const rows = find();
    this.#rows.set(key, rows);
    this.#bytes += rows.byteLength;
    for (const [oldest, { byteLength }] of this.#rows) {
      if (this.#bytes <= keptBytes || oldest === key) break;
      this.#rows.delete(oldest);
      this.#bytes -= byteLength;
    }
    return rows;
  }

  clear(): void {
    this.#rows.clear();
    this.#bytes = 0;
  }
}
