import type { EventTable } from '../events/table.ts';
import type { Zone } from '../import/dates/zones.ts';
import { CellWords, wordless } from './cell-words.ts';
import { monthReader } from './months.ts';

/** Months before and after a border that are compared. */
export const windowMonths = 3;

/** Events of one field by month; arrays are by month from `first`. */
export interface FieldMonths {
  readonly field: string;
  readonly first: number;
  readonly events: Float64Array;
  readonly hidden: Float64Array;
  readonly empty: Float64Array;
  readonly notExported: Float64Array;
  /** Null where the field is no list of words or has too many. */
  readonly words: WordMonths | null;
}

/** What values do over the months. `border[i]` lies before month i. */
export interface WordMonths {
  /** Events with a value, and those whose value no earlier month has. */
  readonly values: Float64Array;
  readonly newValues: Float64Array;
  /** In the months after the border: events with a value, and those whose value never stands before it. */
  readonly after: Float64Array;
  readonly onlyAfter: Float64Array;
  /** In the months before the border: events with a value, and those whose value never stands after it. */
  readonly before: Float64Array;
  readonly onlyBefore: Float64Array;
  /** The most frequent values that stand only after a border, and how much the twenty most frequent cover. */
  describe(border: number): BorderWords;
}

export interface BorderWords {
  readonly newest: readonly {
    readonly text: string;
    readonly events: number;
    readonly firstMicros: number;
  }[];
  /** Shares that the twenty most frequent values of the months before and after cover. */
  readonly topBefore: number;
  readonly topAfter: number;
}

/** Goes through the given slices twice; `asWords` says whether values are compared. Null without events. */
export function* fieldMonths(
  table: EventTable,
  slices: readonly number[],
  field: string,
  asWords: boolean,
  zone: Zone,
): Generator<void, FieldMonths | null> {
  const range = monthRange(table, slices, zone);
  if (range === null) return null;
  const { first, count } = range;
  const words = new CellWords(field);
  const counts = Array.from({ length: 4 }, () => new Float64Array(count));
  const [events, hidden, empty, notExported] = counts as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let firstMonth = new Int16Array(1024).fill(-1);
  let lastMonth = new Int16Array(1024).fill(-1);
  for (const index of slices) {
    eachCell(table, index, words, zone, first, (month, word) => {
      events[month]!++;
      if (word === null) notExported[month]!++;
      else if (word === wordless.hidden) hidden[month]!++;
      else if (word === wordless.empty || word === wordless['no-cell']) empty[month]!++;
      else if (asWords && word > 0) {
        if (word >= firstMonth.length) {
          firstMonth = grown(firstMonth, word);
          lastMonth = grown(lastMonth, word);
        }
        if (firstMonth[word] === -1 || month < firstMonth[word]!) firstMonth[word] = month;
        if (month > lastMonth[word]!) lastMonth[word] = month;
      }
    });
    yield;
  }
  const compared =
    asWords && !words.full && words.size > 0
      ? yield* wordMonths(table, slices, words, zone, first, count, firstMonth, lastMonth)
      : null;
  return { field, first, events, hidden, empty, notExported, words: compared };
}

function* wordMonths(
  table: EventTable,
  slices: readonly number[],
  words: CellWords,
  zone: Zone,
  first: number,
  count: number,
  firstMonth: Int16Array,
  lastMonth: Int16Array,
): Generator<void, WordMonths> {
  const make = () => new Float64Array(count);
  const [values, newValues, after, onlyAfter, before, onlyBefore] = [
    make(),
    make(),
    make(),
    make(),
    make(),
    make(),
  ];
  for (const index of slices) {
    eachCell(table, index, words, zone, first, (month, word) => {
      if (word === null || word < 1) return;
      values[month]!++;
      if (firstMonth[word] === month) newValues[month]!++;
      for (let border = Math.max(1, month - windowMonths + 1); border <= month; border++) {
        after[border]!++;
        if (firstMonth[word]! >= border) onlyAfter[border]!++;
      }
      for (let border = month + 1; border <= Math.min(count - 1, month + windowMonths); border++) {
        before[border]!++;
        if (lastMonth[word]! < border) onlyBefore[border]!++;
      }
    });
    yield;
  }
  const describe = (border: number) => describeBorder(table, slices, words, zone, first, firstMonth, border);
  return { values, newValues, after, onlyAfter, before, onlyBefore, describe };
}

function describeBorder(
  table: EventTable,
  slices: readonly number[],
  words: CellWords,
  zone: Zone,
  first: number,
  firstMonth: Int16Array,
  border: number,
): BorderWords {
  const countsBefore = new Float64Array(words.size + 1);
  const countsAfter = new Float64Array(words.size + 1);
  const firstMicros = new Float64Array(words.size + 1).fill(Number.POSITIVE_INFINITY);
  for (const index of slices) {
    eachCell(table, index, words, zone, first, (month, word, micros) => {
      if (word === null || word < 1) return;
      if (month >= border && month < border + windowMonths) countsAfter[word]!++;
      if (month < border && month >= border - windowMonths) countsBefore[word]!++;
      if (micros < firstMicros[word]!) firstMicros[word] = micros;
    });
  }
  const newest = [...countsAfter.keys()]
    .filter((word) => countsAfter[word]! > 0 && firstMonth[word]! >= border)
    .sort((a, b) => countsAfter[b]! - countsAfter[a]! || (words.text(a) < words.text(b) ? -1 : 1))
    .slice(0, 5)
    .map((word) => ({
      text: words.text(word),
      events: countsAfter[word]!,
      firstMicros: firstMicros[word]!,
    }));
  return { newest, topBefore: topShare(countsBefore), topAfter: topShare(countsAfter) };
}

function topShare(counts: Float64Array): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const top = counts
    .toSorted()
    .slice(-20)
    .reduce((sum, count) => sum + count, 0);
  return total === 0 ? 0 : top / total;
}

function eachCell(
  table: EventTable,
  index: number,
  words: CellWords,
  zone: Zone,
  first: number,
  use: (month: number, word: number | null, micros: number) => void,
): void {
  const slice = table.slice(index);
  const at = slice.column('at');
  if (at?.kind !== 'time') return;
  const monthOf = monthReader(zone);
  const numbers = words.ofSlice(slice.column(words.field), slice.rowCount);
  for (let i = 0; i < slice.rowCount; i++) {
    const micros = at.micros[i]!;
    if (slice.counted[i] === 0 || Number.isNaN(micros)) continue;
    use(monthOf(micros) - first, numbers === null ? null : numbers[i]!, micros);
  }
}

/** Months a log may span: times lie within 130 years. */
function monthRange(
  table: EventTable,
  slices: readonly number[],
  zone: Zone,
): { first: number; count: number } | null {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const index of slices) {
    const { column, counted } = table.slice(index);
    const at = column('at');
    if (at?.kind !== 'time') continue;
    for (let i = 0; i < counted.length; i++) {
      const micros = at.micros[i]!;
      if (counted[i] === 0 || Number.isNaN(micros)) continue;
      if (micros < least) least = micros;
      if (micros > greatest) greatest = micros;
    }
  }
  if (least > greatest) return null;
  const monthOf = monthReader(zone);
  const first = monthOf(least);
  return { first, count: monthOf(greatest) - first + 1 };
}

function grown(array: Int16Array<ArrayBuffer>, index: number): Int16Array<ArrayBuffer> {
  const larger = new Int16Array(Math.max(index + 1, array.length * 2)).fill(-1);
  larger.set(array);
  return larger;
}
