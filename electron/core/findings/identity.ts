import type { CellState } from '../../../shared/vocabulary/cell-states.ts';
import type { ColumnSlice, EventSlice, TermDictionary } from '../events/table.ts';
import { cellState } from '../import/cells/cell-state.ts';
import { foldCase } from '../rules/fold.ts';

/** By what two cells name the same actor or target: compatibility forms undone, outer white space cut, case folded. */
export function identityKey(text: string): string {
  return foldCase(text.normalize('NFKC')).trim();
}

/** Nobody: there is no cell, or it is blank, a placeholder, or hides who it was. */
export const nobody = -1;
/** Identities fit twice into one exact number. */
const maxIdentities = 2 ** 26;

/**
 * Who or what the cells of one field name, as numbers 0, 1, 2, … over all sources. A hidden cell names nobody: masks
 * look alike without being one person.
 */
export class Identities {
  readonly #field: string;
  readonly #numbers = new Map<string, number>();
  readonly #keys: string[] = [];
  readonly #byDictionary = new Map<TermDictionary, Int32Array>();
  readonly #variants = new Map<number, Map<string, number>>();
  readonly #shown: { text: string; count: number }[] = [];

  constructor(field: string) {
    this.#field = field;
  }

  get size(): number {
    return this.#keys.length;
  }

  key(identity: number): string {
    return this.#keys[identity]!;
  }

  /** The way of writing that the log uses most; of two the lesser text. */
  shown(identity: number): string {
    let best = this.#shown[identity]!;
    for (const [text, count] of this.#variants.get(identity) ?? []) {
      if (count > best.count || (count === best.count && text < best.text)) best = { text, count };
    }
    return best.text;
  }

  /** The identity of each row of a slice that counts, `nobody` for the others, written from `offset` on. */
  read(slice: EventSlice, into: Int32Array): void {
    const column = slice.column(this.#field);
    const { firstRow, rowCount, counted } = slice;
    if (column === undefined) {
      into.fill(nobody, firstRow, firstRow + rowCount);
    } else if (column.kind === 'terms') this.#readTerms(column, slice, into);
    else {
      for (let row = 0; row < rowCount; row++) {
        const text = counted[row] === 1 && column.kind === 'inline' ? column.text(row) : undefined;
        const identity = text === undefined ? nobody : this.#ofText(text, cellState(text, this.#field));
        if (identity !== nobody) this.#count(identity, text!, 1);
        into[firstRow + row] = identity;
      }
    }
  }

  #readTerms(
    { codes, dictionary }: ColumnSlice & { kind: 'terms' },
    slice: EventSlice,
    into: Int32Array,
  ): void {
    let known = this.#byDictionary.get(dictionary);
    if (known === undefined || known.length <= dictionary.size) {
      const grown = new Int32Array(dictionary.size + 1).fill(unread);
      if (known !== undefined) grown.set(known);
      grown[0] = nobody;
      known = grown;
      this.#byDictionary.set(dictionary, grown);
    }
    const counts = new Map<number, number>();
    for (let row = 0; row < slice.rowCount; row++) {
      const code = codes[row]!;
      if (slice.counted[row] !== 1) {
        into[slice.firstRow + row] = nobody;
        continue;
      }
      let identity = known[code]!;
      if (identity === unread) {
        identity = this.#ofText(dictionary.text(code), dictionary.state(code));
        known[code] = identity;
      }
      if (identity !== nobody) counts.set(code, (counts.get(code) ?? 0) + 1);
      into[slice.firstRow + row] = identity;
    }
    for (const [code, count] of counts) this.#count(known[code]!, dictionary.text(code), count);
  }

  #ofText(text: string, state: CellState): number {
    if (state !== 'value') return nobody;
    const key = identityKey(text);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      if (this.#keys.length >= maxIdentities) return nobody;
      number = this.#keys.push(key) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }

  /** Most identities are written in one way only: that one is kept outside the map of variants. */
  #count(identity: number, text: string, count: number): void {
    const first = this.#shown[identity];
    if (first === undefined) this.#shown[identity] = { text, count };
    else if (first.text === text) first.count += count;
    else {
      let variants = this.#variants.get(identity);
      if (variants === undefined) {
        variants = new Map();
        this.#variants.set(identity, variants);
      }
      variants.set(text, (variants.get(text) ?? 0) + count);
    }
  }
}

const unread = -2;
