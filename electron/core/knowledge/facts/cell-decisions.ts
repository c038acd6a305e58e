import type { CellState } from '../../../../shared/vocabulary/cell-states.ts';
import type { ColumnSlice, TermDictionary } from '../../events/table.ts';
import { cellState } from '../../import/cells/cell-state.ts';

/** Turns what a cell says into a number >= 0. */
export type Decide = (text: string, state: CellState) => number;

const undecided = -1;
/** Decisions about inline texts that are kept: enough for the texts that repeat. */
const maxRemembered = 50_000;

/**
 * Decides about the cells of one column, once for each term. Where a row has no cell although its source has the
 * column (a JSON null), the cell counts as empty.
 */
export class CellDecisions {
  readonly #field: string;
  readonly #decide: Decide;
  readonly #byDictionary = new Map<TermDictionary, Int32Array>();
  readonly #byText = new Map<string, number>();

  constructor(field: string, decide: Decide) {
    this.#field = field;
    this.#decide = decide;
  }

  /** One decision for each row of a slice. */
  ofRows(column: ColumnSlice, rowCount: number): Int32Array {
    const decisions = new Int32Array(rowCount);
    if (column.kind === 'terms') {
      const known = this.#ofTerms(column.dictionary);
      for (let row = 0; row < rowCount; row++) {
        const code = column.codes[row]!;
        let decision = known[code]!;
        if (decision === undecided) {
          decision = this.#ofTerm(column.dictionary, code);
          known[code] = decision;
        }
        decisions[row] = decision;
      }
    } else {
      for (let row = 0; row < rowCount; row++) {
        const text = column.kind === 'inline' ? column.text(row) : timeCell(column.micros[row]!);
        decisions[row] = this.#ofText(text);
      }
    }
    return decisions;
  }

  #ofTerms(dictionary: TermDictionary): Int32Array {
    const known = this.#byDictionary.get(dictionary);
    if (known !== undefined && known.length > dictionary.size) return known;
    const grown = new Int32Array(dictionary.size + 1).fill(undecided);
    if (known !== undefined) grown.set(known);
    this.#byDictionary.set(dictionary, grown);
    return grown;
  }

  #ofTerm(dictionary: TermDictionary, term: number): number {
    if (term === 0) return this.#decide('', 'empty');
    return this.#decide(dictionary.text(term), dictionary.state(term));
  }

  #ofText(text: string | undefined): number {
    if (text === undefined) return this.#decide('', 'empty');
    let decision = this.#byText.get(text);
    if (decision === undefined) {
      decision = this.#decide(text, cellState(text, this.#field));
      if (this.#byText.size >= maxRemembered) this.#byText.clear();
      this.#byText.set(text, decision);
    }
    return decision;
  }
}

/** A column of times says no words: what is asked is whether there is one. */
function timeCell(micros: number): string | undefined {
  return Number.isNaN(micros) ? undefined : String(micros);
}
