import { type ActRole, type ActTier, actRoles, actTierNames } from '../../../shared/vocabulary/act-tiers.ts';
import { NumberIndex } from '../events/number-index.ts';
import type { EventTable } from '../events/table.ts';

/** Joins between two records each, as they are found. 10 bytes a join. */
export class ActLinks {
  #rows = new Int32Array(1024);
  #earlier = new Int32Array(1024);
  #tiers = new Uint8Array(1024);
  #roles = new Uint8Array(1024);
  size = 0;
  /** Records whose id stands at another time too, with other content: kept as acts of their own. */
  readonly sameIdApart: number[] = [];

  /** `row` belongs to the act of `earlier`. Which of the two comes first in canonical order is found out later. */
  add(row: number, earlier: number, tier: ActTier, role: Exclude<ActRole, 'first'>): void {
    if (this.size === this.#rows.length) this.#grow();
    this.#rows[this.size] = row;
    this.#earlier[this.size] = earlier;
    this.#tiers[this.size] = actTierNames.indexOf(tier);
    this.#roles[this.size] = actRoles.indexOf(role);
    this.size++;
  }

  /** The acts that the joins make. */
  resolve(table: EventTable): ResolvedActs {
    const numbers = new NumberIndex(this.size * 2);
    const a = new Int32Array(this.size);
    const b = new Int32Array(this.size);
    for (let i = 0; i < this.size; i++) {
      a[i] = numbers.add(this.#rows[i]!);
      b[i] = numbers.add(this.#earlier[i]!);
    }
    const rank = ranks(table, numbers);
    const parent = Int32Array.from({ length: numbers.size }, (_, i) => i);
    const find = (of: number): number => {
      let at = of;
      while (parent[at] !== at) {
        parent[at] = parent[parent[at]!]!;
        at = parent[at]!;
      }
      return at;
    };
    for (let i = 0; i < this.size; i++) {
      const [one, other] = [find(a[i]!), find(b[i]!)];
      if (one === other) continue;
      // The record that is first in canonical order stands for the act.
      if (rank[one]! < rank[other]!) parent[other] = one;
      else parent[one] = other;
    }
    return this.#describe(numbers, a, b, rank, find);
  }

  /** Every record but the first of its act has the surest join of its own. */
  #describe(
    numbers: NumberIndex,
    a: Int32Array,
    b: Int32Array,
    rank: Int32Array,
    find: (of: number) => number,
  ): ResolvedActs {
    const best = new Int32Array(numbers.size).fill(-1);
    const weights = new Uint8Array(numbers.size).fill(255);
    for (let i = 0; i < this.size; i++) {
      const later = rank[a[i]!]! > rank[b[i]!]! ? a[i]! : b[i]!;
      const earlier = later === a[i] ? b[i]! : a[i]!;
      for (const [number, own] of [
        [later, true],
        [earlier, false],
      ] as const) {
        // A join to an earlier record tells more of a record than one to a later record.
        const weight = (own ? 0 : 100) + this.#tiers[i]! * 4 + this.#roles[i]!;
        if (weight >= weights[number]!) continue;
        weights[number] = weight;
        best[number] = i;
      }
    }
    const joined: number[] = [];
    for (let number = 0; number < numbers.size; number++) if (find(number) !== number) joined.push(number);
    const rows = Int32Array.from(joined, (number) => numbers.key(number));
    const order = rows.map((_, i) => i).sort((x, y) => rows[x]! - rows[y]!);
    const link = (i: number) => best[joined[i]!]!;
    return {
      rows: order.map((i) => rows[i]!),
      firstRows: order.map((i) => numbers.key(find(joined[i]!))),
      tiers: Uint8Array.from(order, (i) => this.#tiers[link(i)]!),
      roles: Uint8Array.from(order, (i) => this.#roles[link(i)]!),
    };
  }

  #grow(): void {
    const larger = <T extends Int32Array | Uint8Array>(from: T, to: T): T => {
      to.set(from as never);
      return to;
    };
    const capacity = this.#rows.length * 2;
    this.#rows = larger(this.#rows, new Int32Array(capacity));
    this.#earlier = larger(this.#earlier, new Int32Array(capacity));
    this.#tiers = larger(this.#tiers, new Uint8Array(capacity));
    this.#roles = larger(this.#roles, new Uint8Array(capacity));
  }
}

/** Records that are not the first of their act, ascending by row. */
export interface ResolvedActs {
  readonly rows: Int32Array;
  readonly firstRows: Int32Array;
  /** Positions in actTiers and actRoles. */
  readonly tiers: Uint8Array;
  readonly roles: Uint8Array;
}

/** Place in canonical order, by number. */
function ranks(table: EventTable, numbers: NumberIndex): Int32Array {
  const rows = Int32Array.from({ length: numbers.size }, (_, i) => numbers.key(i)).sort();
  const ordered = table.inCanonicalOrder(rows);
  const rank = new Int32Array(numbers.size);
  for (let i = 0; i < ordered.length; i++) rank[numbers.find(ordered[i]!)] = i;
  return rank;
}
