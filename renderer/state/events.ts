import { type FieldDefinition, fieldDefinition } from '../../shared/vocabulary/fields.ts';

/** Operators of a condition, longest first: `events` of the contract reads field, operator and value from one text. */
const operators = ['!=', '>=', '<=', '=', '~', '>', '<'] as const;
export type Operator = (typeof operators)[number];

export interface Condition {
  readonly field: string;
  readonly operator: Operator;
  readonly value: string;
}

/** Reads a condition as core does: the first operator in the text divides it. Null where there is none. */
export function readCondition(text: string): Condition | null {
  const found = operators
    .map((operator) => ({ operator, at: text.indexOf(operator) }))
    .filter(({ at }) => at > 0)
    .toSorted((a, b) => a.at - b.at || b.operator.length - a.operator.length)[0];
  if (!found) return null;
  const { operator, at } = found;
  return { field: text.slice(0, at).trim(), operator, value: text.slice(at + operator.length) };
}

export function writeCondition({ field, operator, value }: Condition): string {
  return `${field}${operator}${value}`;
}

/** Operators that mean something for a field. */
export function operatorsOf(definition: FieldDefinition | undefined): readonly Operator[] {
  if (definition?.type === 'time') return ['>=', '<', '=', '<=', '>', '!='];
  if (definition?.type === 'number') return ['=', '!=', '>=', '<=', '>', '<'];
  return ['=', '!=', '~'];
}

const operatorWords: Record<Operator, string> = {
  '=': 'is',
  '!=': 'is not',
  '~': 'contains',
  '>=': 'at least',
  '<=': 'at most',
  '>': 'more than',
  '<': 'less than',
};
const timeWords: Record<Operator, string> = {
  ...operatorWords,
  '>=': 'from',
  '<': 'before',
  '<=': 'up to',
  '>': 'after',
};

export function operatorWord(operator: Operator, field: string): string {
  return (fieldDefinition(field)?.type === 'time' ? timeWords : operatorWords)[operator];
}

/** Conditions without those of the same field and kind of bound, then with the new one: a second choice replaces. */
export function withCondition(where: readonly string[], added: Condition): string[] {
  const text = writeCondition(added);
  const kept = where.filter((other) => {
    const condition = readCondition(other);
    return !condition || condition.field !== added.field || bound(condition) !== bound(added);
  });
  return [...kept, text];
}

/** The condition is taken away where it is there, added where it is not. */
export function toggleCondition(where: readonly string[], condition: Condition): string[] {
  const text = writeCondition(condition);
  return where.includes(text) ? where.filter((other) => other !== text) : withCondition(where, condition);
}

/** Why a condition could not be asked; null where it can. The same limits as in core. */
export function conditionProblem({ field, operator, value }: Condition): string | null {
  const type = fieldDefinition(field)?.type;
  if (
    type === 'time' &&
    !/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/.test(value)
  ) {
    return 'Write a date or time such as 2025-06-18 or 2025-06-18T07:00:00Z.';
  }
  if (['>=', '<=', '>', '<'].includes(operator) && type !== 'time' && !isNumber(value)) {
    return 'Write a number.';
  }
  if (value !== value.trimEnd()) return 'Spaces at the end cannot be searched for.';
  return null;
}

/** Conditions for all events of the days `from` to `to` (both included, YYYY-MM-DD in `zone`). */
export function daysCondition(where: readonly string[], from: string, to: string, zone: string): string[] {
  const [first, last] = from <= to ? [from, to] : [to, from];
  const start: Condition = { field: 'at', operator: '>=', value: startOfDay(first, zone) };
  const end: Condition = { field: 'at', operator: '<', value: startOfDay(nextDay(last), zone) };
  const rest = where.filter((text) => readCondition(text)?.field !== 'at');
  return [...rest, writeCondition(start), writeCondition(end)];
}

/**
 * The first instant of a calendar date in an IANA zone, RFC 3339 UTC. A day whose midnight the clock skips starts when
 * the clock first shows it.
 */
export function startOfDay(date: string, zone: string): string {
  const dateAt = localDateReader(zone);
  const midnightUtcMs = Date.parse(`${date}T00:00:00Z`);
  let before = midnightUtcMs - 36 * 3_600_000;
  let reached = midnightUtcMs + 36 * 3_600_000;
  while (reached - before > 1) {
    const middle = Math.floor((before + reached) / 2);
    if (dateAt(middle) >= date) reached = middle;
    else before = middle;
  }
  return new Date(reached).toISOString();
}

export function nextDay(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** Reads the calendar date YYYY-MM-DD of an instant in a zone. */
export function localDateReader(zone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    calendar: 'iso8601',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (ms) => {
    const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, value]));
    return `${parts.get('year')!.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
  };
}

function bound({ operator }: Condition): string {
  if (operator === '>=' || operator === '>') return 'from';
  if (operator === '<=' || operator === '<') return 'to';
  return operator;
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && !Number.isNaN(Number(text));
}
