import type { NumberSequence } from '../../../shared/contract/quality.ts';
import type { EventSlice } from '../events/table.ts';

/** Numbers kept of one column at most: 8 bytes each. */
const mostNumbers = 8_000_000;
const leastNumbers = 20;
const rangesListed = 20;
/** Sixteen digits are no longer exact. */
const wholeNumber = /^\d{1,15}$/;

/** The whole numbers of a column, as long as it holds nothing else: cells that are blank are passed over. */
export class WholeNumbers {
  /** By row of the source; NaN = none. */
  #values: Float64Array | null;
  #count = 0;
  readonly #name: string;

  constructor(name: string, rowCount: number) {
    this.#name = name;
    this.#values = rowCount > mostNumbers ? null : new Float64Array(rowCount);
  }

  add(slice: EventSlice): void {
    const cells = slice.column(this.#name);
    const from = this.#count;
    this.#count += slice.rowCount;
    if (this.#values === null) return;
    if (cells?.kind !== 'terms' && cells?.kind !== 'inline') {
      this.#values.fill(Number.NaN, from, this.#count);
      return;
    }
    const known = new Map<number, number>();
    for (let i = 0; i < slice.rowCount; i++) {
      let value: number | undefined;
      if (cells.kind === 'inline') value = wholeOf(cells.text(i));
      else {
        const term = cells.codes[i]!;
        value = term === 0 ? Number.NaN : known.get(term);
        if (value === undefined) {
          value = wholeOf(cells.dictionary.text(term));
          if (value !== undefined) known.set(term, value);
        }
      }
      if (value === undefined) {
        this.#values = null;
        return;
      }
      this.#values[from + i] = value;
    }
  }

  /** By row; null where the column holds anything else. */
  values(): Float64Array | null {
    return this.#values;
  }
}

/** NaN for a blank; undefined for anything else that is no whole number. */
function wholeOf(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return Number.NaN;
  const shown = text.trim();
  return wholeNumber.test(shown) ? Number(shown) : undefined;
}

/**
 * The numbers as a sequence: each stands once, and they use at least half of the range between the least and the
 * greatest. Null where they do not. `missing` are whole numbers within the range that no record has.
 */
export function numberSequence(column: string, values: Float64Array): NumberSequence | null {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const count = sorted.length;
  if (count < leastNumbers) return null;
  const first = sorted[0]!;
  const last = sorted[count - 1]!;
  const range = last - first + 1;
  if (count * 2 < range) return null;
  const gaps: { from: number; to: number }[] = [];
  for (let i = 1; i < count; i++) {
    const step = sorted[i]! - sorted[i - 1]!;
    if (step === 0) return null;
    if (step > 1) gaps.push({ from: sorted[i - 1]! + 1, to: sorted[i]! - 1 });
  }
  return {
    column,
    first,
    last,
    count,
    missing: range - count,
    missingRanges: gaps
      .toSorted((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)
      .slice(0, rangesListed)
      .sort((a, b) => a.from - b.from),
    missingRangesTotal: gaps.length,
  };
}
