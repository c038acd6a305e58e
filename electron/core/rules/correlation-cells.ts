import type { CellState } from '../../../shared/vocabulary/cell-states.ts';
import type { EventSlice, EventTable, TermDictionary } from '../events/table.ts';
import { cellState } from '../import/cells/cell-state.ts';
import { timeText } from './cell.ts';
import { foldCase } from './fold.ts';

/** Which cells a number is wanted for. The other rows get `none`. */
export type CellWish = (state: CellState) => boolean;

/** A group is told by a cell that says who or what it is: not by a blank, a mask or a dash. */
export const identifies: CellWish = (state) => state === 'value';
/** Counted as values: what a cell says, not what it hides or leaves blank. */
export const saysSomething: CellWish = (state) =>
  state === 'value' || state === 'partial' || state === 'placeholder';

export const none = -1;

/** Numbers for texts that are equal without regard to case: the same over all columns, rules and sources. */
export class CellNumbers {
  readonly #byText = new Map<string, number>();
  readonly #byDictionary = new Map<CellWish, Map<TermDictionary, Int32Array>>();

  /** The number of each row's cell, `none` where there is no cell or not one that is wished for. */
  read(table: EventTable, rows: Int32Array, field: string, wish: CellWish): Int32Array {
    const numbers = new Int32Array(rows.length).fill(none);
    forEachSlice(table, rows, (slice, from, to) => {
      const column = slice.column(field);
      if (column === undefined) return;
      if (column.kind === 'terms') {
        const known = this.#termNumbers(column.dictionary, wish);
        for (let i = from; i < to; i++) {
          const code = column.codes[rows[i]! - slice.firstRow]!;
          if (code === 0) continue;
          if (known[code] === unread) known[code] = this.#termNumber(column.dictionary, code, wish);
          numbers[i] = known[code]!;
        }
        return;
      }
      for (let i = from; i < to; i++) {
        const text = cellText(slice, field, rows[i]!);
        if (text === undefined) continue;
        const state = column.kind === 'time' ? 'value' : cellState(text, field);
        if (wish(state)) numbers[i] = this.#number(text);
      }
    });
    return numbers;
  }

  /** Numbers given so far are below this. */
  get size(): number {
    return this.#byText.size;
  }

  #termNumbers(dictionary: TermDictionary, wish: CellWish): Int32Array {
    const byDictionary = this.#byDictionary.get(wish) ?? new Map<TermDictionary, Int32Array>();
    this.#byDictionary.set(wish, byDictionary);
    const known = byDictionary.get(dictionary);
    if (known !== undefined && known.length > dictionary.size) return known;
    // A dictionary may grow while slices are read.
    const numbers = new Int32Array(dictionary.size + 1).fill(unread);
    if (known !== undefined) numbers.set(known);
    byDictionary.set(dictionary, numbers);
    return numbers;
  }

  #termNumber(dictionary: TermDictionary, term: number, wish: CellWish): number {
    return wish(dictionary.state(term)) ? this.#number(dictionary.text(term)) : none;
  }

  #number(text: string): number {
    const folded = foldCase(text);
    let number = this.#byText.get(folded);
    if (number === undefined) {
      number = this.#byText.size;
      this.#byText.set(folded, number);
    }
    return number;
  }
}

const unread = -2;

/** Calls with each slice that holds some of the rows (ascending) and their range. */
function forEachSlice(
  table: EventTable,
  rows: Int32Array,
  visit: (slice: EventSlice, from: number, to: number) => void,
): void {
  let from = 0;
  for (let index = 0; index < table.sliceCount && from < rows.length; index++) {
    const slice = table.slice(index);
    const end = slice.firstRow + slice.rowCount;
    let to = from;
    while (to < rows.length && rows[to]! < end) to++;
    if (to > from) visit(slice, from, to);
    from = to;
  }
}

/**
 * The same numbers counted from 0 without gaps, so that what is kept for each takes no more room than is needed.
 * `size`: the numbers given are below it.
 */
export function renumber(numbers: Int32Array, size: number): { dense: Int32Array; count: number } {
  const denseOf = new Int32Array(size).fill(none);
  const dense = new Int32Array(numbers.length);
  let count = 0;
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i]!;
    if (number !== none && denseOf[number] === none) denseOf[number] = count++;
    dense[i] = number === none ? none : denseOf[number]!;
  }
  return { dense, count };
}

/** The text of one row's cell as the log has it; undefined where there is none. */
function cellText(slice: EventSlice, field: string, row: number): string | undefined {
  const column = slice.column(field);
  const index = row - slice.firstRow;
  switch (column?.kind) {
    case undefined:
      return undefined;
    case 'time': {
      const micros = column.micros[index]!;
      return Number.isNaN(micros) ? undefined : timeText(micros);
    }
    case 'inline':
      return column.text(index);
    case 'terms':
      return column.codes[index] === 0 ? undefined : column.dictionary.text(column.codes[index]!);
  }
}

/** The texts of the rows' cells, in the order given. */
export function readTexts(table: EventTable, rows: Int32Array, field: string): (string | undefined)[] {
  const order = Int32Array.from(rows, (_, i) => i).sort((a, b) => rows[a]! - rows[b]!);
  const ascending = Int32Array.from(order, (i) => rows[i]!);
  const texts = new Array<string | undefined>(rows.length);
  forEachSlice(table, ascending, (slice, from, to) => {
    for (let i = from; i < to; i++) texts[order[i]!] = cellText(slice, field, ascending[i]!);
  });
  return texts;
}
