/** Picks from weighted items in constant time: the weights stand as shares of a table of slots. */
export class Weighted<Item> {
  readonly #slots: readonly Item[];

  constructor(entries: readonly (readonly [Item, number])[]) {
    const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
    const slots: Item[] = [];
    let weightSoFar = 0;
    for (const [item, weight] of entries) {
      weightSoFar += weight;
      const until = Math.round((weightSoFar / total) * slotCount);
      while (slots.length < until) slots.push(item);
    }
    this.#slots = slots;
  }

  /** The item a random 32-bit integer stands for. */
  at(random: number): Item {
    return this.#slots[random >>> slotShift]!;
  }
}

const slotCount = 4096;
const slotShift = 20;
