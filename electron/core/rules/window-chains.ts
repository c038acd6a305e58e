import type { Bound } from './bounds.ts';
import type { Clause } from './clauses.ts';
import type { WindowState } from './windows.ts';

/** Of each entry, its base rule and the place of its event: entries of one event have the same. */
export interface ChainSteps {
  readonly bases: Uint8Array;
  readonly places: Int32Array;
}

/**
 * Chains of different events, kept for a window that slides: for each chain the latest entry it can begin at. A chain
 * lies in the window if that entry does. What an event adds counts once the event is over, as it cannot follow itself.
 */
class Chains {
  readonly #steps: ChainSteps;
  readonly #committed: Int32Array;
  readonly #pending: [slot: number, start: number][] = [];
  #place = -1;
  #first = 0;

  constructor(steps: ChainSteps, slots: number) {
    this.#steps = steps;
    this.#committed = new Int32Array(slots).fill(-1);
  }

  /** To be called before the chains of an entry are offered. */
  arrive(index: number): void {
    const place = this.#steps.places[index]!;
    if (place === this.#place) return;
    this.#place = place;
    for (const [slot, start] of this.#pending) this.#raise(slot, start);
    this.#pending.length = 0;
  }

  #raise(slot: number, start: number): void {
    if (start > this.#committed[slot]!) this.#committed[slot] = start;
  }

  leave(index: number): void {
    this.#first = index + 1;
  }

  /** Latest start among chains of earlier events; -1 = none. */
  before(slot: number): number {
    return this.#committed[slot]!;
  }

  offer(slot: number, start: number): void {
    if (start >= 0) this.#pending.push([slot, start]);
  }

  inWindow(slot: number): boolean {
    if (this.#committed[slot]! >= this.#first) return true;
    return this.#pending.some(([pending, start]) => pending === slot && start >= this.#first);
  }
}

/** The number of rules in the longest chain of the window: different events, their rules in the order listed. */
export function longestChain(bounds: readonly Bound[], baseCount: number, steps: ChainSteps): WindowState {
  // Slot base * baseCount + length - 1: chains of that length that end with that rule.
  const chains = new Chains(steps, baseCount * baseCount);
  const longest = () => {
    for (let length = baseCount; length > 0; length--) {
      for (let base = length - 1; base < baseCount; base++) {
        if (chains.inWindow(base * baseCount + length - 1)) return length;
      }
    }
    return 0;
  };
  return {
    add: (index) => {
      chains.arrive(index);
      const base = steps.bases[index]!;
      chains.offer(base * baseCount, index);
      for (let length = 2; length <= base + 1; length++) {
        let start = -1;
        for (let earlier = length - 2; earlier < base; earlier++) {
          start = Math.max(start, chains.before(earlier * baseCount + length - 2));
        }
        chains.offer(base * baseCount + length - 1, start);
      }
    },
    remove: (index) => chains.leave(index),
    holds: () => {
      const number = longest();
      return bounds.every(({ holds }) => holds(number));
    },
    value: longest,
  };
}

/** A condition over rules of which those it asks for follow each other in the order listed. */
export function chainCondition(
  clauses: readonly Clause[],
  baseCount: number,
  steps: ChainSteps,
): WindowState {
  const counts = new Int32Array(baseCount);
  const firstSlots: number[] = [];
  let slots = 0;
  for (const { wanted } of clauses) {
    firstSlots.push(slots);
    slots += wanted.length;
  }
  const chains = new Chains(steps, slots);
  let present = 0;
  return {
    add: (index) => {
      chains.arrive(index);
      const base = steps.bases[index]!;
      if (counts[base]!++ === 0) present++;
      for (const [number, { wanted }] of clauses.entries()) {
        const step = wanted.indexOf(base);
        if (step < 0) continue;
        const slot = firstSlots[number]! + step;
        chains.offer(slot, step === 0 ? index : chains.before(slot - 1));
      }
    },
    remove: (index) => {
      if (--counts[steps.bases[index]!]! === 0) present--;
      chains.leave(index);
    },
    holds: () =>
      clauses.some(
        ({ wanted, excluded }, number) =>
          excluded.every((base) => counts[base] === 0) &&
          (wanted.length === 0 || chains.inWindow(firstSlots[number]! + wanted.length - 1)),
      ),
    value: () => present,
  };
}
