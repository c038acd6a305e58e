import { firstOfPair, NumberIndex, pairKey, secondOfPair } from './number-index.ts';
import type { ColumnSlice, EventTable } from './table.ts';

export interface CellCount {
  /** As the log has it. */
  readonly cells: readonly string[];
  readonly count: number;
}

/**
 * Counts events (repeats once) by the cells of a column, most first, ties by text. Events without such a cell are not
 * counted. With two columns, by pairs of cells.
 */
export function countBy(
  table: EventTable,
  names: readonly [string] | readonly [string, string],
  most: number,
): CellCount[] {
  const [first, second] = names;
  const firstTexts = new Texts();
  const secondTexts = new Texts();
  const groups = new NumberIndex(1 << 12);
  let counts = new Uint32Array(1 << 12);
  for (let index = 0; index < table.sliceCount; index++) {
    const slice = table.slice(index);
    const a = slice.column(first);
    const b = second === undefined ? null : slice.column(second);
    if (!a || b === undefined) continue;
    const { counted } = slice;
    const left = firstTexts.numbers(a, counted.length);
    const right = b ? secondTexts.numbers(b, counted.length) : null;
    for (let i = 0; i < counted.length; i++) {
      if (counted[i] === 0 || left[i] === 0 || right?.[i] === 0) continue;
      const group = groups.add(right ? pairKey(left[i]!, right[i]!) : left[i]!);
      if (group === counts.length) {
        const larger = new Uint32Array(counts.length * 2);
        larger.set(counts);
        counts = larger;
      }
      counts[group]!++;
    }
  }
  const least = leastOfMost(counts.subarray(0, groups.size), most);
  const order: number[] = [];
  for (let group = 0; group < groups.size; group++) if (counts[group]! >= least) order.push(group);
  const cellsOf = (group: number): string[] => {
    const key = groups.key(group);
    if (second === undefined) return [firstTexts.text(key)];
    return [firstTexts.text(firstOfPair(key)), secondTexts.text(secondOfPair(key))];
  };
  return order
    .map((group) => ({ cells: cellsOf(group), count: counts[group]! }))
    .sort((x, y) => y.count - x.count || compareCells(x.cells, y.cells))
    .slice(0, most);
}

/** The smallest of the `most` largest counts. */
function leastOfMost(counts: Uint32Array, most: number): number {
  const sorted = counts.toSorted();
  return sorted[Math.max(0, sorted.length - most)] ?? 0;
}

function compareCells(a: readonly string[], b: readonly string[]): number {
  const i = a.findIndex((cell, at) => cell !== b[at]);
  return i === -1 ? 0 : a[i]! < b[i]! ? -1 : 1;
}

/** One number for one text, whether it comes as a term or inline: terms keep theirs. */
class Texts {
  #textOf: (number: number) => string = () => '';
  #terms = 0;
  readonly #inline = new Map<string, number>();
  readonly #inlineTexts: string[] = [];

  numbers(column: ColumnSlice, rowCount: number): Int32Array {
    if (column.kind === 'terms') {
      if (this.#inline.size > 0) return this.#asText(rowCount, (i) => termText(column, i));
      this.#terms = column.dictionary.size;
      this.#textOf = (number) => column.dictionary.text(number);
      return column.codes;
    }
    if (column.kind === 'time') return Int32Array.from(column.micros, () => 0);
    return this.#asText(rowCount, (i) => column.text(i));
  }

  text(number: number): string {
    return number <= this.#terms ? this.#textOf(number) : this.#inlineTexts[number - this.#terms - 1]!;
  }

  #asText(rowCount: number, textAt: (index: number) => string | undefined): Int32Array {
    if (this.#inline.size === 0) {
      for (let term = 1; term <= this.#terms; term++) this.#inline.set(this.#textOf(term), term);
    }
    const numbers = new Int32Array(rowCount);
    for (let i = 0; i < rowCount; i++) {
      const text = textAt(i);
      if (text === undefined) continue;
      let number = this.#inline.get(text);
      if (number === undefined) {
        this.#inlineTexts.push(text);
        number = this.#terms + this.#inlineTexts.length;
        this.#inline.set(text, number);
      }
      numbers[i] = number;
    }
    return numbers;
  }
}

function termText(column: ColumnSlice & { kind: 'terms' }, index: number): string | undefined {
  const term = column.codes[index]!;
  return term === 0 ? undefined : column.dictionary.text(term);
}
