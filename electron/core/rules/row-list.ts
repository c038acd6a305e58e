/** Rows in the order they are found, in memory that grows by halves. */
export class RowList {
  #rows = new Int32Array(64);
  #length = 0;

  push(row: number): void {
    if (this.#length === this.#rows.length) {
      const grown = new Int32Array(this.#rows.length + (this.#rows.length >> 1));
      grown.set(this.#rows);
      this.#rows = grown;
    }
    this.#rows[this.#length++] = row;
  }

  get length(): number {
    return this.#length;
  }

  toArray(): Int32Array {
    return this.#rows.slice(0, this.#length);
  }
}
