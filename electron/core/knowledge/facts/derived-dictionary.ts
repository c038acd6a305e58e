import type { CellState } from '../../../../shared/vocabulary/cell-states.ts';
import type { TermDictionary } from '../../events/table.ts';

/** Terms of a derived column. Grows while slices are read; a term keeps its number. */
export class DerivedDictionary implements TermDictionary {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [''];

  get size(): number {
    return this.#texts.length - 1;
  }

  text(term: number): string {
    return this.#texts[term]!;
  }

  /** What was derived is never hidden: where it could not be derived there is no cell. */
  state(): CellState {
    return 'value';
  }

  number(text: string): number {
    let term = this.#numbers.get(text);
    if (term === undefined) {
      term = this.#texts.push(text) - 1;
      this.#numbers.set(text, term);
    }
    return term;
  }
}
