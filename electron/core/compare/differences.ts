import type {
  ComparedCell,
  ComparedPlace,
  ComparedRow,
  ComparisonKind,
} from '../../../shared/contract/comparison.ts';
import type { StoreTable } from '../events/store-table.ts';
import type { EventSlice } from '../events/table.ts';
import { cellState } from '../import/cells/cell-state.ts';
import { timeText } from '../rules/cell.ts';
import type { ComparedSides } from './compare-rows.ts';
import { changeOf } from './field-changes.ts';
import type { Side } from './side.ts';

/** Characters of a cell that are shown. */
const maxCharacters = 10_000;

/** Reads the cells of differences. */
export class DifferenceReader {
  readonly #store: StoreTable;
  readonly #sides: ComparedSides;

  constructor(store: StoreTable, sides: ComparedSides) {
    this.#store = store;
    this.#sides = sides;
  }

  /** `entry`: number of a pair, or row of a side, as the lists of a comparison hold them. */
  row(kind: ComparisonKind, entry: number): ComparedRow {
    const { first, second, fields, matched } = this.#sides;
    if (kind === 'onlyFirst' || kind === 'onlySecond') {
      const side = kind === 'onlyFirst' ? first : second;
      const place = this.#place(side, entry);
      return {
        nativeId: this.#nativeId(side, entry),
        first: kind === 'onlyFirst' ? place : null,
        second: kind === 'onlySecond' ? place : null,
        changes: [],
      };
    }
    const [a, b] = [matched.changedFirst[entry]!, matched.changedSecond[entry]!];
    const changes = fields.flatMap((field) => {
      const change = changeOf(field, this.#cell(first, a, field), this.#cell(second, b, field));
      return change === null ? [] : [{ ...change, before: cut(change.before), after: cut(change.after) }];
    });
    return {
      nativeId: this.#nativeId(first, a) ?? this.#nativeId(second, b),
      first: this.#place(first, a),
      second: this.#place(second, b),
      changes,
    };
  }

  #place(side: Side, row: number): ComparedPlace {
    const { slice, index } = this.#locate(side, row);
    return {
      row: slice.records[index]!,
      at: this.#cell(side, row, 'at').text,
      actor: cut(this.#cell(side, row, 'actor')),
      target: cut(this.#cell(side, row, 'target')),
    };
  }

  #nativeId(side: Side, row: number): string | null {
    const { text, state } = this.#cell(side, row, 'nativeId');
    return state === 'not-exported' || state === 'empty' ? null : text.slice(0, maxCharacters);
  }

  #cell(side: Side, row: number, field: string): ComparedCell {
    const { slice, index } = this.#locate(side, row);
    const column = slice.column(field);
    switch (column?.kind) {
      case undefined:
        return { text: '', state: 'not-exported' };
      case 'time':
        return { text: timeText(column.micros[index]!), state: 'value' };
      case 'inline': {
        const text = column.text(index);
        return text === undefined ? absent : { text, state: cellState(text, field) };
      }
      case 'terms': {
        const term = column.codes[index]!;
        return term === 0
          ? absent
          : { text: column.dictionary.text(term), state: column.dictionary.state(term) };
      }
    }
  }

  #locate(side: Side, row: number): { readonly slice: EventSlice; readonly index: number } {
    const stored = side.firstRow + row;
    const slice = this.#store.slice(this.#store.sliceOf(stored));
    return { slice, index: stored - slice.firstRow };
  }
}

const absent: ComparedCell = { text: '', state: 'empty' };

const cut = ({ text, state }: ComparedCell): ComparedCell => ({ text: text.slice(0, maxCharacters), state });
