import { type Bound, orderSatisfies } from './bounds.ts';
import type { Condition } from './condition.ts';
import { type Decimal, scaled } from './decimal.ts';
import type { WindowState } from './windows.ts';

/** The entries of the group being looked at; replaced from group to group. */
export interface GroupEntries {
  /** Which base rule each entry is of. */
  bases: Uint8Array;
  /** The number of each entry's value. */
  values: Int32Array;
  /** The decimals of each entry's value, as integers. */
  amounts: readonly bigint[];
}

export function countEvents(bounds: readonly Bound[]): WindowState {
  let count = 0;
  return {
    add: () => count++,
    remove: () => count--,
    holds: () => bounds.every(({ holds }) => holds(count)),
    value: () => count,
  };
}

/** `valueCount`: value numbers are below it. */
export function countValues(bounds: readonly Bound[], group: GroupEntries, valueCount: number): WindowState {
  const counts = new Int32Array(valueCount);
  let distinct = 0;
  return {
    add: (index) => {
      if (counts[group.values[index]!]!++ === 0) distinct++;
    },
    remove: (index) => {
      if (--counts[group.values[index]!]! === 0) distinct--;
    },
    holds: () => bounds.every(({ holds }) => holds(distinct)),
    value: () => distinct,
  };
}

/** `names`: of each base rule, the name by which the expression speaks of it. */
export function countRules(
  bounds: readonly Bound[],
  expression: Condition | undefined,
  names: readonly string[],
  group: GroupEntries,
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
      if (counts[group.bases[index]!]!++ === 0) present++;
    },
    remove: (index) => {
      if (--counts[group.bases[index]!]! === 0) present--;
    },
    holds: condition,
    value: () => present,
  };
}

/** Exact sums and means: amounts and limits are integers at one scale. */
export function addUp(
  bounds: readonly Bound[],
  mean: boolean,
  group: GroupEntries,
  scale: number,
): WindowState {
  const limits = bounds.map(({ operator, number }) => ({ operator, limit: scaled(number, scale)! }));
  let sum = 0n;
  let count = 0;
  return {
    add: (index) => {
      sum += group.amounts[index]!;
      count++;
    },
    remove: (index) => {
      sum -= group.amounts[index]!;
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
