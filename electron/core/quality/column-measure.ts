import type { CellType, ColumnQuality, ColumnTrait, CountedState } from '../../../shared/contract/quality.ts';
import type { CellState } from '../../../shared/vocabulary/cell-states.ts';
import { NumberIndex } from '../events/number-index.ts';
import type { EventSlice, TermColumn, TermDictionary } from '../events/table.ts';
import { hashText } from '../events/text-hash.ts';
import { cellState } from '../import/cells/cell-state.ts';
import { cellTraits, cellType, isUuid, numberOf, traitsOf } from './cell-traits.ts';
import { beginning } from './note.ts';
import type { SourceColumn } from './source-columns.ts';

/** Different texts of cells kept as places in the evidence: how many are told apart, and of how many counts are kept. */
const distinctTold = 4_000_000;
const textsCounted = 50_000;
const charactersCounted = 16 << 20;
const mostFrequentListed = 10;
const termsAtOnce = 20_000;

/** Measures one column of one source, slice by slice. A term is looked at once, whatever the number of its records. */
export class ColumnMeasure {
  readonly #column: SourceColumn;
  readonly #source: string;
  readonly #states: Record<CountedState, number> = {
    value: 0,
    empty: 0,
    redacted: 0,
    withheld: 0,
    partial: 0,
    placeholder: 0,
    'no-cell': 0,
  };
  readonly #types: Record<CellType, number> = {
    number: 0,
    date: 0,
    uuid: 0,
    'plate-like': 0,
    'e-mail': 0,
    text: 0,
  };
  readonly #traitCounts = new Float64Array(cellTraits.length);
  readonly #traitExamples: ({ row: number; text: string } | undefined)[] = [];
  readonly #terms = new TermCounts();
  readonly #inlineCounts = new Map<string, number>();
  #inlineCharacters = 0;
  #inlineDistinct: NumberIndex | null = null;
  #inlineRepeats = false;
  #partial = false;
  #rows = 0;
  #shortest = Number.POSITIVE_INFINITY;
  #longest = 0;
  #numbers = 0;
  #least = Number.POSITIVE_INFINITY;
  #greatest = Number.NEGATIVE_INFINITY;
  #sum = 0;

  constructor(column: SourceColumn, source: string) {
    this.#column = column;
    this.#source = source;
  }

  add(slice: EventSlice): void {
    const cells = slice.column(this.#column.name);
    this.#rows += slice.rowCount;
    if (cells?.kind === 'terms') this.#terms.add(cells, slice);
    else if (cells?.kind === 'inline') {
      const { records } = slice;
      for (let i = 0; i < slice.rowCount; i++) this.#addText(cells.text(i), records[i]!);
    } else this.#states['no-cell'] += slice.rowCount;
  }

  /** Looks at the terms counted; yields between pieces of them, as there may be millions. */
  *result(): Generator<void, ColumnQuality> {
    yield* this.#addTerms();
    const { distinct, atLeast } = this.#distinct();
    return {
      column: this.#column.header,
      field: this.#column.field,
      rows: this.#rows,
      states: this.#states,
      distinct,
      distinctAtLeast: atLeast,
      mostFrequent: this.#mostFrequent(),
      mostFrequentPartial: this.#partial,
      length: this.#longest === 0 ? null : { min: this.#shortest, max: this.#longest },
      types: this.#types,
      number:
        this.#numbers === 0
          ? null
          : { min: this.#least, max: this.#greatest, mean: this.#sum / this.#numbers },
      traits: this.#traits(),
    };
  }

  *#addTerms(): Generator<void> {
    this.#states['no-cell'] += this.#terms.without;
    for (let from = 1; from <= this.#terms.size; from += termsAtOnce) {
      const look = (dictionary: TermDictionary, term: number, count: number, row: number) =>
        this.#look(dictionary.text(term), dictionary.state(term), count, row);
      this.#terms.each(look, from, from + termsAtOnce);
      yield;
    }
  }

  #addText(text: string | undefined, row: number): void {
    if (text === undefined) {
      this.#states['no-cell']++;
      return;
    }
    if (isUuid(text)) this.#addUuid(text);
    else this.#look(text, cellState(text, this.#column.field ?? this.#column.name), 1, row);
    this.#inlineDistinct ??= new NumberIndex(1 << 16);
    if (this.#inlineDistinct.size < distinctTold) this.#inlineDistinct.add(hashText(text));
    // A full list in which nothing ever came twice is one of ids: looking for more would be for nothing.
    if (this.#partial && !this.#inlineRepeats) return;
    const known = this.#inlineCounts.get(text);
    if (known !== undefined) {
      this.#inlineCounts.set(text, known + 1);
      this.#inlineRepeats = true;
    } else if (this.#inlineCounts.size < textsCounted && this.#inlineCharacters < charactersCounted) {
      this.#inlineCounts.set(text, 1);
      this.#inlineCharacters += text.length;
    } else this.#partial = true;
  }

  /** What nearly every log has in every record, told at once: there is nothing else to a UUID. */
  #addUuid(text: string): void {
    this.#states.value++;
    this.#types.uuid++;
    if (text.length < this.#shortest) this.#shortest = text.length;
    if (text.length > this.#longest) this.#longest = text.length;
  }

  #look(text: string, state: CellState, count: number, row: number): void {
    this.#states[state as CountedState] += count;
    const bits = traitsOf(text);
    if (bits !== 0) this.#addTraits(bits, text, count, row);
    if (text === '') return;
    if (text.length < this.#shortest) this.#shortest = text.length;
    if (text.length > this.#longest) this.#longest = text.length;
    if (state !== 'value' && state !== 'partial') return;
    const type = cellType(text);
    this.#types[type] += count;
    if (type !== 'number') return;
    const value = numberOf(text);
    // What is larger is no count, and sums of it would be no numbers.
    if (!(Math.abs(value) < 1e200)) return;
    this.#numbers += count;
    this.#sum += value * count;
    if (value < this.#least) this.#least = value;
    if (value > this.#greatest) this.#greatest = value;
  }

  #addTraits(bits: number, text: string, count: number, row: number): void {
    for (let i = 0; i < cellTraits.length; i++) {
      if ((bits & (1 << i)) === 0) continue;
      this.#traitCounts[i]! += count;
      const example = this.#traitExamples[i];
      if (example === undefined || row < example.row) this.#traitExamples[i] = { row, text };
    }
  }

  #traits(): ColumnTrait[] {
    return cellTraits.flatMap(({ trait, description }, i) => {
      const example = this.#traitExamples[i];
      if (example === undefined) return [];
      const shown = { source: this.#source, row: example.row, text: beginning(example.text) };
      return [{ trait, description, count: this.#traitCounts[i]!, example: shown }];
    });
  }

  #distinct(): { distinct: number; atLeast: boolean } {
    const index = this.#inlineDistinct;
    if (index === null) return { distinct: this.#terms.used(), atLeast: false };
    this.#terms.each((dictionary, term) => {
      if (index.size < distinctTold) index.add(hashText(dictionary.text(term)));
    });
    return { distinct: index.size, atLeast: index.size >= distinctTold };
  }

  #mostFrequent(): ColumnQuality['mostFrequent'] {
    const counts = new Map<string, number>();
    for (const [text, count] of mostOf(this.#inlineCounts)) counts.set(text, count);
    for (const { dictionary, term, count } of this.#terms.most(mostFrequentListed)) {
      const text = dictionary.text(term);
      counts.set(text, (this.#inlineCounts.get(text) ?? 0) + count);
    }
    return mostOf(counts).map(([text, count]) => ({
      text: beginning(text),
      state: cellState(text, this.#column.field ?? this.#column.name),
      count,
    }));
  }
}

function mostOf(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, mostFrequentListed);
}

/** How often each term of a column stands in the records counted, and where first. */
class TermCounts {
  /** Records without a cell. */
  without = 0;
  #dictionary: TermDictionary | null = null;
  #counts = new Uint32Array(0);
  #firstRows = new Uint32Array(0);

  add({ codes, dictionary }: TermColumn, slice: EventSlice): void {
    if (this.#dictionary === null) {
      this.#dictionary = dictionary;
      this.#counts = new Uint32Array(dictionary.size + 1);
      this.#firstRows = new Uint32Array(dictionary.size + 1);
    }
    const counts = this.#counts;
    let records: Uint32Array | null = null;
    for (let i = 0; i < codes.length; i++) {
      const term = codes[i]!;
      if (term === 0) {
        this.without++;
        continue;
      }
      if (counts[term]!++ === 0) {
        records ??= slice.records;
        this.#firstRows[term] = records[i]!;
      }
    }
  }

  used(): number {
    let used = 0;
    for (const count of this.#counts) if (count > 0) used++;
    return used;
  }

  /** Highest term number. */
  get size(): number {
    return this.#counts.length - 1;
  }

  each(
    use: (dictionary: TermDictionary, term: number, count: number, firstRow: number) => void,
    from = 1,
    to = this.#counts.length,
  ): void {
    const dictionary = this.#dictionary;
    if (dictionary === null) return;
    for (let term = from; term < Math.min(to, this.#counts.length); term++) {
      const count = this.#counts[term]!;
      if (count > 0) use(dictionary, term, count, this.#firstRows[term]!);
    }
  }

  /** The terms of most records, ties by text. */
  most(limit: number): { dictionary: TermDictionary; term: number; count: number }[] {
    const best: { dictionary: TermDictionary; term: number; count: number }[] = [];
    this.each((dictionary, term, count) => {
      const last = best.at(-1);
      if (best.length === limit && count < last!.count) return;
      let at = best.length;
      while (at > 0 && precedes(term, count, best[at - 1]!, dictionary)) at--;
      best.splice(at, 0, { dictionary, term, count });
      if (best.length > limit) best.pop();
    });
    return best;
  }
}

function precedes(
  term: number,
  count: number,
  other: { term: number; count: number },
  dictionary: TermDictionary,
): boolean {
  if (count !== other.count) return count > other.count;
  return dictionary.text(term) < dictionary.text(other.term);
}
