import { type Bound, orderSatisfies } from './bounds.ts';
import type { Condition } from './condition.ts';
import { type Decimal, scaled } from './decimal.ts';
import type { WindowState } from './windows.ts';

export function countEvents(bounds: readonly Bound[]): WindowState {
  let count = 0;
  return {
    add: () => count++,
    remove: () => count--,
    holds: () => bounds.every(({ holds }) => holds(count)),
    value: () => count,
  };
}

/** `values`: the number of each entry's value, below `valueCount`. */
export function countValues(bounds: readonly Bound[], values: Int32Array, valueCount: number): WindowState {
  const counts = new Int32Array(valueCount);
  let distinct = 0;
  return {
    add: (index) => {
      if (counts[values[index]!]!++ === 0) distinct++;
    },
    remove: (index) => {
      if (--counts[values[index]!]! === 0) distinct--;
    },
    holds: () => bounds.every(({ holds }) => holds(distinct)),
    value: () => distinct,
  };
}

/** `names`: of each base rule, the name by which the expression speaks of it; `bases`: the base rule of each entry. */
export function countRules(
  bounds: readonly Bound[],
  expression: Condition | undefined,
  names: readonly string[],
  bases: Uint8Array,
): WindowState {
  const counts = new Int32Array(names.length);
  const placeOf = new Map(names.map((name, place) => [name, place]));
  let present = 0;
  const holds = (condition: Condition): boolean => {
    switch (condition.kind) {
      case 'name':
        return counts[placeOf.get(condition.name)!]! > 0;
      case 'not':
        return !holds(condition.term);
      case 'and':
        return condition.terms.every(holds);
      case 'or':
        return condition.terms.some(holds);
    }
  };
  const condition =
    expression !== undefined
      ? () => holds(expression)
      : bounds.length > 0
        ? () => bounds.every((bound) => bound.holds(present))
        : () => present === names.length;
  return {
    add: (index) => {
      if (counts[bases[index]!]!++ === 0) present++;
    },
    remove: (index) => {
      if (--counts[bases[index]!]! === 0) present--;
    },
    holds: condition,
    value: () => present,
  };
}

/** Exact sums and means: amounts and limits are integers at one scale. */
export function addUp(
  bounds: readonly Bound[],
  mean: boolean,
  amounts: readonly bigint[],
  scale: number,
): WindowState {
  const limits = bounds.map(({ operator, number }) => ({ operator, limit: scaled(number, scale)! }));
  let sum = 0n;
  let count = 0;
  return {
    add: (index) => {
      sum += amounts[index]!;
      count++;
    },
    remove: (index) => {
      sum -= amounts[index]!;
      count--;
    },
    holds: () =>
      limits.every(({ operator, limit }) => {
        const rest = sum - (mean ? limit * BigInt(count) : limit);
        return orderSatisfies(operator, rest < 0n ? -1 : rest > 0n ? 1 : 0);
      }),
    value: () => Number(sum) / 10 ** scale / (mean ? count : 1),
  };
}

/** The digits after the point that all of the numbers need. */
export function commonScale(numbers: Iterable<Decimal>): number {
  let scale = 0;
  for (const { fraction } of numbers) scale = Math.max(scale, fraction.length);
  return scale;
}
