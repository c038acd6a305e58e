import { compareDecimals, type Decimal, parseDecimal, parseWrittenNumber, scaled } from './decimal.ts';
import { type ProblemSink, suggestion } from './problems.ts';
import { short, type YamlMap } from './yaml-tree.ts';

export const boundOperators = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'] as const;
export type BoundOperator = (typeof boundOperators)[number];

/** One comparison of a correlation's number. */
export interface Bound {
  readonly operator: BoundOperator;
  readonly number: Decimal;
  /** Whether a whole number satisfies it. */
  readonly holds: (value: number) => boolean;
  /** Whether it says "at least n" or "exactly n" for this n. */
  readonly asksFor: (n: number) => boolean;
}

export const operatorSigns: Readonly<Record<BoundOperator, string>> = {
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  eq: '=',
  neq: '!=',
};

/** Reads the comparisons of a condition: one, or two for a range. */
export function readBounds(
  map: YamlMap,
  otherKeys: readonly string[],
  fractions: boolean,
  problems: ProblemSink,
): Bound[] {
  const bounds: Bound[] = [];
  for (const { key, keyOffset, value } of map.entries) {
    if (otherKeys.includes(key)) continue;
    const operator = boundOperators.find((name) => name === key);
    if (operator === undefined) {
      const names = [...boundOperators, ...otherKeys];
      problems.error(keyOffset, `a condition has no "${short(key)}"${suggestion(key, names)}`);
      continue;
    }
    const number =
      value.kind === 'scalar' && typeof value.value === 'number' ? parseWrittenNumber(value.text) : undefined;
    if (number === undefined || (number.fraction !== '' && !fractions)) {
      problems.error(value.offset, `"${key}" takes a ${fractions ? '' : 'whole '}number, without quotes`);
      continue;
    }
    bounds.push(createBound(operator, number));
  }
  return bounds;
}

function createBound(operator: BoundOperator, number: Decimal): Bound {
  const limit = Number(number.text);
  return {
    operator,
    number,
    holds: (value) => orderSatisfies(operator, value - limit),
    asksFor: (n) => (operator === 'gte' || operator === 'eq') && limit === n,
  };
}

/** Whether an order (below, at or above zero) satisfies the operator. */
export function orderSatisfies(operator: BoundOperator, order: number): boolean {
  switch (operator) {
    case 'gt':
      return order > 0;
    case 'gte':
      return order >= 0;
    case 'lt':
      return order < 0;
    case 'lte':
      return order <= 0;
    case 'eq':
      return order === 0;
    case 'neq':
      return order !== 0;
  }
}

/** Says why no number can satisfy the bounds, if none can. `range` limits the number where its kind does. */
export function impossible(
  bounds: readonly Bound[],
  range: { readonly least: number; readonly most: number | undefined } | undefined,
): string | undefined {
  const limits = bounds.map((bound) => bound.number);
  // Bounds are piecewise constant between their limits: looking at each limit, beside it and between is enough.
  const candidates = [...limits, ...limits.flatMap(neighbours)];
  if (range !== undefined) {
    candidates.push(parseDecimal(String(range.least))!);
    if (range.most !== undefined) candidates.push(parseDecimal(String(range.most))!);
  }
  const possible = candidates.some((candidate) => {
    const value = Number(candidate.text);
    if (range !== undefined && (!Number.isInteger(value) || value < range.least)) return false;
    if (range?.most !== undefined && value > range.most) return false;
    return bounds.every((bound) => orderSatisfies(bound.operator, compareDecimals(candidate, bound.number)));
  });
  if (possible) return undefined;
  const reach =
    range === undefined
      ? ''
      : range.most === undefined
        ? `; it is never below ${range.least}`
        : `; it lies between ${range.least} and ${range.most}`;
  return `no number satisfies this condition${reach}`;
}

function neighbours(limit: Decimal): Decimal[] {
  const scale = limit.fraction.length + 1;
  const value = scaled(limit, scale)!;
  const step = 10n ** BigInt(scale);
  return [value - step, value - 1n, value + 1n, value + step].map((neighbour) =>
    fromScaled(neighbour, scale),
  );
}

function fromScaled(value: bigint, scale: number): Decimal {
  const negative = value < 0n;
  const digits = (negative ? -value : value).toString().padStart(scale + 1, '0');
  const text = `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return parseDecimal(negative ? `-${text}` : text)!;
}
