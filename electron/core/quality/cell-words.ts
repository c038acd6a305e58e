import type { CellState } from '../../../shared/vocabulary/cell-states.ts';
import type { ColumnSlice, TermDictionary } from '../events/table.ts';
import { cellState } from '../import/cells/cell-state.ts';
import { reasonKey } from '../knowledge/facts/reason-key.ts';
import { beginning } from './note.ts';

/** What is kept of the values of one field at most; beyond it the field is not looked at as a list of words. */
const mostWords = 1_000_000;

/** Numbers below 1 stand for cells that say nothing: as cell states in `wordless`. */
export const wordless = { 'no-cell': 0, empty: -1, placeholder: -2, hidden: -3 } as const;

/** Numbers the values of a field over the whole case, case and outer punctuation aside: 1, 2, 3 …, or below 1 as `wordless`. */
export class CellWords {
  readonly field: string;
  readonly #told: boolean;
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [''];
  readonly #byDictionary = new Map<TermDictionary, Int32Array>();
  /** More different values than are told apart. */
  full = false;

  /** `told`: values are told apart; without, every value is word 1. */
  constructor(field: string, told: boolean) {
    this.field = field;
    this.#told = told;
  }

  get size(): number {
    return this.#texts.length - 1;
  }

  /** As the first cell that said it. */
  text(word: number): string {
    return this.#texts[word]!;
  }

  /** Numbers of the cells of a slice; null where the slice has no such column. */
  ofSlice(column: ColumnSlice | undefined, rowCount: number): Int32Array | null {
    if (column === undefined || column.kind === 'time') return null;
    const words = new Int32Array(rowCount);
    if (column.kind === 'inline') {
      for (let i = 0; i < rowCount; i++) {
        const text = column.text(i);
        words[i] = text === undefined ? wordless['no-cell'] : this.#word(text, cellState(text, this.field));
      }
      return words;
    }
    const { codes, dictionary } = column;
    let known = this.#byDictionary.get(dictionary);
    if (!known || known.length <= dictionary.size) {
      const grown = new Int32Array(dictionary.size + 1).fill(unknown);
      if (known) grown.set(known);
      grown[0] = wordless['no-cell'];
      known = grown;
      this.#byDictionary.set(dictionary, known);
    }
    for (let i = 0; i < rowCount; i++) {
      const term = codes[i]!;
      let word = known[term]!;
      if (word === unknown) {
        word = this.#word(dictionary.text(term), dictionary.state(term));
        known[term] = word;
      }
      words[i] = word;
    }
    return words;
  }

  #word(text: string, state: CellState): number {
    if (state === 'empty') return wordless.empty;
    if (state === 'placeholder') return wordless.placeholder;
    if (state !== 'value') return wordless.hidden;
    if (!this.#told) return 1;
    const key = reasonKey(text.slice(0, 1000)) || text.slice(0, 1000);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    if (this.#texts.length > mostWords) {
      this.full = true;
      return 1;
    }
    this.#texts.push(beginning(text));
    this.#numbers.set(key, this.#texts.length - 1);
    return this.#texts.length - 1;
  }
}

const unknown = -100;
