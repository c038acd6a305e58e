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

/** Months of the events of a log, row by row of its slices. */
export interface LogMonths {
  readonly slices: readonly number[];
  /** By position in `slices`: month of each row from `first`, -1 for a repeat. */
  readonly monthOf: readonly Int16Array[];
  readonly first: number;
  readonly count: number;
}

/** Reads the months of the events in the given slices; null without events. */
export function* logMonths(
  table: EventTable,
  slices: readonly number[],
  zone: Zone,
): Generator<void, LogMonths | null> {
  const read = monthReader(zone);
  const monthOf: Int16Array[] = [];
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const index of slices) {
    const { column, counted, rowCount } = table.slice(index);
    const at = column('at');
    const months = new Int16Array(rowCount).fill(-1);
    monthOf.push(months);
    if (at?.kind !== 'time') continue;
    for (let i = 0; i < rowCount; i++) {
      const micros = at.micros[i]!;
      if (counted[i] === 0 || Number.isNaN(micros)) continue;
      const month = read(micros);
      months[i] = month;
      if (month < first) first = month;
      if (month > last) last = month;
    }
    yield;
  }
  if (first > last) return null;
  for (const months of monthOf)
    for (let i = 0; i < months.length; i++) if (months[i] !== -1) months[i]! -= first;
  return { slices, monthOf, first, count: last - first + 1 };
}

/** Counts one field by month; `asWords` says whether its values are compared, for which the log is read twice. */
export function* fieldMonths(
  table: EventTable,
  log: LogMonths,
  field: string,
  asWords: boolean,
): Generator<void, FieldMonths> {
  const words = new CellWords(field, asWords);
  const make = () => new Float64Array(log.count);
  const [events, hidden, empty, notExported] = [make(), make(), make(), make()];
  let firstMonth = new Int16Array(1024).fill(-1);
  let lastMonth = new Int16Array(1024).fill(-1);
  for (const position of log.slices.keys()) {
    eachCell(table, log, position, words, (month, word) => {
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
  const compared = asWords && !words.full && words.size > 0;
  return {
    ...{ field, first: log.first, events, hidden, empty, notExported },
    words: compared ? yield* wordMonths(table, log, words, firstMonth, lastMonth) : null,
  };
}

function* wordMonths(
  table: EventTable,
  log: LogMonths,
  words: CellWords,
  firstMonth: Int16Array,
  lastMonth: Int16Array,
): Generator<void, WordMonths> {
  const { count } = log;
  const make = () => new Float64Array(count);
  const [values, newValues, after, onlyAfter] = [make(), make(), make(), make()];
  const [before, onlyBefore] = [make(), make()];
  for (const position of log.slices.keys()) {
    eachCell(table, log, position, words, (month, word) => {
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
  const describe = (border: number) => describeBorder(table, log, words, firstMonth, border);
  return { values, newValues, after, onlyAfter, before, onlyBefore, describe };
}

function describeBorder(
  table: EventTable,
  log: LogMonths,
  words: CellWords,
  firstMonth: Int16Array,
  border: number,
): BorderWords {
  const countsBefore = new Float64Array(words.size + 1);
  const countsAfter = new Float64Array(words.size + 1);
  const firstMicros = new Float64Array(words.size + 1).fill(Number.POSITIVE_INFINITY);
  for (const [position, index] of log.slices.entries()) {
    const at = table.slice(index).column('at');
    eachCell(table, log, position, words, (month, word, i) => {
      if (word === null || word < 1) return;
      if (month >= border && month < border + windowMonths) countsAfter[word]!++;
      if (month < border && month >= border - windowMonths) countsBefore[word]!++;
      const micros = at?.kind === 'time' ? at.micros[i]! : Number.NaN;
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
  { slices, monthOf }: LogMonths,
  position: number,
  words: CellWords,
  use: (month: number, word: number | null, index: number) => void,
): void {
  const slice = table.slice(slices[position]!);
  const months = monthOf[position]!;
  const numbers = words.ofSlice(slice.column(words.field), slice.rowCount);
  for (let i = 0; i < months.length; i++) {
    if (months[i] !== -1) use(months[i]!, numbers === null ? null : numbers[i]!, i);
  }
}

function grown(array: Int16Array<ArrayBuffer>, index: number): Int16Array<ArrayBuffer> {
  const larger = new Int16Array(Math.max(index + 1, array.length * 2)).fill(-1);
  larger.set(array);
  return larger;
}
