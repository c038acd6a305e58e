import type { CellState } from '../../../shared/vocabulary/cell-states.ts';
import { cellState } from '../import/cells/cell-state.ts';
import type { ColumnSlice, TermDictionary } from './table.ts';

/** Of cells that are kept as places in the evidence: how many different ones, and characters of them, are counted. */
const maxInlineTexts = 200_000;
const maxInlineCharacters = 32 << 20;

export interface CountedCell {
  readonly text: string;
  readonly state: CellState;
  readonly count: number;
}

/** Counts the cells of one column, slice by slice. Terms by number, other cells by text up to a cap. */
export class CellCounts {
  readonly #field: string;
  readonly #byTerm = new Map<TermDictionary, Uint32Array>();
  readonly #byText = new Map<string, number>();
  #characters = 0;
  #blank = 0;
  #notExported = 0;
  /** Cells counted. */
  counted = 0;

  constructor(field: string) {
    this.#field = field;
  }

  /** Counts the rows of a slice that `chosen` marks; false where the cap was reached before all were. */
  add(column: ColumnSlice | undefined, chosen: Uint8Array): boolean {
    if (column?.kind === 'terms') this.#addTerms(column.codes, column.dictionary, chosen);
    else if (column?.kind === 'inline') return this.#addTexts(column.text.bind(column), chosen);
    else {
      const rows = chosen.reduce((sum, bit) => sum + bit, 0);
      this.#notExported += rows;
      this.counted += rows;
    }
    return true;
  }

  /** The cells of most events, ties by text, and how many different ones the log has. */
  most(limit: number): { distinct: number; values: CountedCell[] } {
    const { distinct, values } = this.#mergedByText(limit) ?? this.#ofOneDictionary(limit);
    if (this.#notExported > 0) values.push({ text: '', state: 'not-exported', count: this.#notExported });
    return { distinct, values: values.sort(byCount).slice(0, limit) };
  }

  #addTerms(codes: Int32Array, dictionary: TermDictionary, chosen: Uint8Array): void {
    let counts = this.#byTerm.get(dictionary);
    // A derived dictionary grows from slice to slice.
    if (!counts || counts.length <= dictionary.size) {
      const larger = new Uint32Array(dictionary.size + 1);
      if (counts) larger.set(counts);
      counts = larger;
      this.#byTerm.set(dictionary, counts);
    }
    for (let i = 0; i < codes.length; i++) {
      if (chosen[i] === 0) continue;
      counts[codes[i]!]!++;
      this.counted++;
    }
  }

  #addTexts(textAt: (index: number) => string | undefined, chosen: Uint8Array): boolean {
    for (let i = 0; i < chosen.length; i++) {
      if (chosen[i] === 0) continue;
      const text = textAt(i);
      if (text === undefined) this.#blank++;
      else {
        const before = this.#byText.get(text);
        if (before === undefined) {
          if (this.#byText.size >= maxInlineTexts || this.#characters > maxInlineCharacters) return false;
          this.#characters += text.length;
        }
        this.#byText.set(text, (before ?? 0) + 1);
      }
      this.counted++;
    }
    return true;
  }

  /** Null where one dictionary holds all cells and nothing has to be merged. */
  #mergedByText(limit: number): { distinct: number; values: CountedCell[] } | null {
    if (this.#byText.size === 0 && this.#blank === 0 && this.#byTerm.size <= 1) return null;
    const byText = new Map(this.#byText);
    const add = (text: string, count: number) => byText.set(text, (byText.get(text) ?? 0) + count);
    if (this.#blank > 0) add('', this.#blank);
    for (const [dictionary, counts] of this.#byTerm) {
      for (let term = 0; term < counts.length; term++) {
        if (counts[term]! > 0) add(term === 0 ? '' : dictionary.text(term), counts[term]!);
      }
    }
    const most = [...byText].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, limit);
    const values = most.map(([text, count]) => ({ text, count, state: cellState(text, this.#field) }));
    return { distinct: byText.size, values };
  }

  #ofOneDictionary(limit: number): { distinct: number; values: CountedCell[] } {
    const [only] = this.#byTerm;
    if (!only) return { distinct: 0, values: [] };
    const [dictionary, counts] = only;
    // No cell at all reads as an empty one; the term for the empty text says the same.
    const empty = counts[0]! > 0 ? emptyTerm(dictionary, counts) : 0;
    if (empty > 0) {
      counts[empty]! += counts[0]!;
      counts[0] = 0;
    }
    const distinct = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
    const least = leastOfMost(counts, limit);
    const values: CountedCell[] = [];
    for (let term = 0; term < counts.length; term++) {
      const count = counts[term]!;
      if (count < least) continue;
      values.push(
        term === 0
          ? { text: '', state: 'empty', count }
          : { text: dictionary.text(term), state: dictionary.state(term), count },
      );
    }
    return { distinct, values };
  }
}

/** A count that at least `limit` terms reach (1 where fewer have any) and not many more do. Linear in terms. */
function leastOfMost(counts: Uint32Array, limit: number): number {
  const terms = new Uint32Array(1 << 16);
  for (let term = 0; term < counts.length; term++) terms[Math.min(counts[term]!, terms.length - 1)]!++;
  let reached = 0;
  for (let count = terms.length - 1; count > 1; count--) {
    reached += terms[count]!;
    if (reached >= limit) return count;
  }
  return 1;
}

function emptyTerm(dictionary: TermDictionary, counts: Uint32Array): number {
  for (let term = 1; term < counts.length; term++) {
    if (counts[term]! > 0 && dictionary.text(term) === '') return term;
  }
  return 0;
}

function byCount(a: CountedCell, b: CountedCell): number {
  return b.count - a.count || (a.text < b.text ? -1 : a.text > b.text ? 1 : a.state < b.state ? -1 : 1);
}
