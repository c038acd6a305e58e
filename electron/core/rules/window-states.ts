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

/** Which of the numbers in a window, in order of size, is compared. */
export type Statistic =
  | { readonly kind: 'median' }
  | { readonly kind: 'percentile'; readonly percent: number };

/**
 * Median and percentiles, exact: amounts and limits are integers at one scale. The percentile is the nearest rank, the
 * smallest amount that at least so many percent of the amounts do not exceed, and so an amount of the log. The median
 * of an even number of amounts is the mean of the two in the middle.
 */
export function rankAmounts(
  bounds: readonly Bound[],
  statistic: Statistic,
  amounts: readonly bigint[],
  scale: number,
): WindowState {
  const sorted = [...new Set(amounts)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const numberOf = new Map(sorted.map((amount, number) => [amount, number]));
  const numbers = Int32Array.from(amounts, (amount) => numberOf.get(amount)!);
  const limits = bounds.map(({ operator, number }) => ({ operator, limit: scaled(number, scale)! }));
  const tally = new RankedTally(sorted.length);
  /** Twice the amount, so that the mean of two is whole. */
  const doubled = () => {
    const { count } = tally;
    if (statistic.kind === 'median') {
      return sorted[tally.at((count + 1) >> 1)]! + sorted[tally.at((count >> 1) + 1)]!;
    }
    const rank = Math.max(1, Math.floor((statistic.percent * count + 99) / 100));
    return 2n * sorted[tally.at(rank)]!;
  };
  return {
    add: (index) => tally.change(numbers[index]!, 1),
    remove: (index) => tally.change(numbers[index]!, -1),
    holds: () => {
      const twice = doubled();
      return limits.every(({ operator, limit }) => {
        const rest = twice - 2n * limit;
        return orderSatisfies(operator, rest < 0n ? -1 : rest > 0n ? 1 : 0);
      });
    },
    value: () => Number(doubled()) / 2 / 10 ** scale,
  };
}

/** How often each of `size` numbers is there, as a Fenwick tree: change and look up by rank in logarithmic time. */
class RankedTally {
  readonly #sums: Int32Array;
  readonly #top: number;
  count = 0;

  constructor(size: number) {
    this.#sums = new Int32Array(size + 1);
    this.#top = size === 0 ? 0 : 2 ** (31 - Math.clz32(size));
  }

  change(number: number, by: number): void {
    this.count += by;
    for (let i = number + 1; i < this.#sums.length; i += i & -i) this.#sums[i]! += by;
  }

  /** The number at a rank, which counts from 1. */
  at(rank: number): number {
    let place = 0;
    let rest = rank;
    for (let step = this.#top; step > 0; step >>= 1) {
      const next = place + step;
      if (next < this.#sums.length && this.#sums[next]! < rest) {
        place = next;
        rest -= this.#sums[next]!;
      }
    }
    return place;
  }
}
