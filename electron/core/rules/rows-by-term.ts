import { noRows, type RowMask, wordCount } from './row-mask.ts';

/** The rows of a slice by the term of their cell: where few terms count, only their rows are looked at. */
export class RowsByTerm {
  readonly #rowCount: number;
  /** Slot of a term in an open-addressed table; 0 = free, else slot + 1 of `#terms`. */
  readonly #slots: Int32Array;
  readonly #terms: Int32Array;
  /** Where the rows of the term in slot i begin in `#rows`; they end where those of the next begin. */
  readonly #begins: Int32Array;
  readonly #rows: Int32Array;

  constructor(codes: Int32Array, rowCount: number) {
    this.#rowCount = rowCount;
    const slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(16, rowCount * 2))));
    const mask = slots.length - 1;
    const terms = new Int32Array(rowCount);
    const numbers = new Int32Array(rowCount);
    let count = 0;
    for (let row = 0; row < rowCount; row++) {
      const code = codes[row]!;
      let slot = slotOf(code) & mask;
      while (slots[slot] !== 0 && terms[slots[slot]! - 1] !== code) slot = (slot + 1) & mask;
      if (slots[slot] === 0) {
        terms[count++] = code;
        slots[slot] = count;
      }
      numbers[row] = slots[slot]! - 1;
    }
    const begins = new Int32Array(count + 1);
    for (let row = 0; row < rowCount; row++) begins[numbers[row]! + 1]!++;
    for (let i = 0; i < count; i++) begins[i + 1]! += begins[i]!;
    const at = begins.slice(0, count);
    const rows = new Int32Array(rowCount);
    for (let row = 0; row < rowCount; row++) rows[at[numbers[row]!]!++] = row;
    this.#slots = slots;
    this.#terms = terms;
    this.#begins = begins;
    this.#rows = rows;
  }

  /** The rows whose cell is one of the terms. */
  maskOf(terms: readonly number[]): RowMask {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let rows: RowMask = noRows;
    for (const term of terms) {
      let slot = slotOf(term) & mask;
      while (slots[slot] !== 0 && this.#terms[slots[slot]! - 1] !== term) slot = (slot + 1) & mask;
      if (slots[slot] === 0) continue;
      if (rows === noRows) rows = new Uint32Array(wordCount(this.#rowCount));
      const number = slots[slot]! - 1;
      for (let at = this.#begins[number]!; at < this.#begins[number + 1]!; at++) {
        const row = this.#rows[at]!;
        rows[row >>> 5]! |= 1 << (row & 31);
      }
    }
    return rows;
  }
}

function slotOf(term: number): number {
  const hash = Math.imul(term, 0x9e3779b1);
  return hash ^ (hash >>> 15);
}
