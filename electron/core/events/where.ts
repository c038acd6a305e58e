import { AppError } from '../../../shared/contract/errors.ts';
import { fieldDefinition, fields } from '../../../shared/vocabulary/fields.ts';
import { foldCase } from '../rules/fold.ts';
import { parseTime } from '../rules/instant.ts';
import type { ColumnSlice, EventSlice, EventTable } from './table.ts';

/** One condition on an event: a cell against a value. */
interface Condition {
  readonly field: string;
  readonly operator: Operator;
  readonly holds: (text: string) => boolean;
  readonly holdsMicros: ((micros: number) => boolean) | null;
}

const operators = ['!=', '>=', '<=', '=', '~', '>', '<'] as const;
type Operator = (typeof operators)[number];

/**
 * Reads conditions such as `actor=jdoe`, `reason~custody`, `localHour<5`, `at>=2025-06-18`: equal and unequal without
 * regard to case, `~` contains, the others compare numbers or, for `at`, instants in UTC. A field that an event does
 * not have equals and contains nothing. Throws usage.
 */
export function readConditions(where: readonly string[], names: readonly string[]): Condition[] {
  return where.map((text) => readCondition(text, names));
}

function readCondition(text: string, names: readonly string[]): Condition {
  const found = operators
    .map((operator) => ({ operator, at: text.indexOf(operator) }))
    .filter(({ at }) => at > 0)
    .toSorted((a, b) => a.at - b.at || b.operator.length - a.operator.length)[0];
  if (!found) {
    throw new AppError(
      'usage',
      `${JSON.stringify(text)} is not a condition; write field=value, field!=value, field~part, field>=number`,
      { where: text },
    );
  }
  const { operator, at } = found;
  const field = text.slice(0, at).trim();
  const value = text.slice(at + operator.length);
  requireField(field, names);
  if (field === 'at') return { field, operator, holds: () => false, holdsMicros: timeTest(operator, value) };
  return { field, operator, holds: textTest(operator, value, text), holdsMicros: null };
}

/** Throws usage for a field that neither the vocabulary nor the table has. */
export function requireField(field: string, names: readonly string[]): void {
  if (names.includes(field) || fieldDefinition(field)) return;
  const known = [...new Set([...fields.map(({ name }) => name), ...names])].join(', ');
  throw new AppError('usage', `no event has a field ${JSON.stringify(field)}. There are: ${known}`, {
    field,
  });
}

function textTest(operator: Operator, value: string, source: string): (text: string) => boolean {
  const folded = foldCase(value);
  switch (operator) {
    case '=':
      return (text) => foldCase(text) === folded;
    case '!=':
      return (text) => foldCase(text) !== folded;
    case '~':
      return (text) => foldCase(text).includes(folded);
    default: {
      const limit = Number(value);
      if (value.trim() === '' || Number.isNaN(limit)) {
        throw new AppError('usage', `${JSON.stringify(source)}: ${operator} compares numbers`, {
          where: source,
        });
      }
      return (text) => text.trim() !== '' && compare(operator, Number(text), limit);
    }
  }
}

/** The stretch of microseconds a date or time stands for: a date its whole day, a time without a zone UTC. */
export function readInstant(text: string): { readonly from: number; readonly to: number } | undefined {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text.trim());
  const time = parseTime(isDay ? `${text.trim()}T00:00:00Z` : text);
  if (!time) return undefined;
  const from = time.clockMicros - (time.offsetMicros ?? 0);
  return { from, to: from + (isDay ? 86_400_000_000 : 1000) };
}

function timeTest(operator: Operator, value: string): (micros: number) => boolean {
  const instant = readInstant(value);
  if (!instant || operator === '~') {
    throw new AppError('usage', `at${operator}${value}: write a date or time such as 2025-06-18T07:00:00Z`, {
      value,
    });
  }
  const { from, to } = instant;
  switch (operator) {
    case '=':
      return (micros) => micros >= from && micros < to;
    case '!=':
      return (micros) => !(micros >= from && micros < to);
    case '>':
      return (micros) => micros >= to;
    case '<=':
      return (micros) => micros < to;
    default:
      return (micros) => compare(operator, micros, from);
  }
}

function compare(operator: Operator, value: number, limit: number): boolean {
  switch (operator) {
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '<':
      return value < limit;
    default:
      return value <= limit;
  }
}

/** The rows that stand for events and meet every condition, ascending. */
export function filterRows(table: EventTable, conditions: readonly Condition[]): Int32Array {
  let found = new Int32Array(1024);
  let count = 0;
  const decisions = conditions.map(() => new Map<object, Int8Array>());
  for (let index = 0; index < table.sliceCount; index++) {
    const slice = table.slice(index);
    const mask = slice.counted.slice();
    for (const [i, condition] of conditions.entries()) applyTo(mask, slice, condition, decisions[i]!);
    for (let i = 0; i < mask.length; i++) {
      if (mask[i] === 0) continue;
      if (count === found.length) {
        const larger = new Int32Array(found.length * 2);
        larger.set(found);
        found = larger;
      }
      found[count++] = slice.firstRow + i;
    }
  }
  return found.slice(0, count);
}

function applyTo(
  mask: Uint8Array,
  slice: EventSlice,
  condition: Condition,
  decisions: Map<object, Int8Array>,
): void {
  const column = slice.column(condition.field);
  const test = column && cellTest(column, condition, decisions);
  const absent = condition.operator === '!=' ? 1 : 0;
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    mask[i] = test ? (test(i) ?? absent) : absent;
  }
}

/** Decides a cell; undefined where there is none. Terms are decided once. */
function cellTest(
  column: ColumnSlice,
  { holds, holdsMicros }: Condition,
  decisions: Map<object, Int8Array>,
): (index: number) => 0 | 1 | undefined {
  const asBit = (value: boolean): 0 | 1 => (value ? 1 : 0);
  if (column.kind === 'time') {
    return (i) => (Number.isNaN(column.micros[i]!) ? undefined : asBit(holdsMicros!(column.micros[i]!)));
  }
  if (column.kind === 'inline') {
    return (i) => {
      const text = column.text(i);
      return text === undefined ? undefined : asBit(holds(text));
    };
  }
  const { codes, dictionary } = column;
  let decided = decisions.get(dictionary);
  if (!decided || decided.length <= dictionary.size) {
    const larger = new Int8Array(dictionary.size + 1);
    if (decided) larger.set(decided);
    decided = larger;
    decisions.set(dictionary, decided);
  }
  const known = decided;
  return (i) => {
    const code = codes[i]!;
    if (code === 0) return undefined;
    if (code >= known.length) return asBit(holds(dictionary.text(code)));
    if (known[code] === 0) known[code] = holds(dictionary.text(code)) ? 1 : -1;
    return known[code] === 1 ? 1 : 0;
  };
}
