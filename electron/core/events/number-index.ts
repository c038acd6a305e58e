/** Numbers 0, 1, 2, … for distinct keys (whole numbers from 0 on), in the order they come. 20 bytes a key at most. */
export class NumberIndex {
  #keys: Float64Array;
  #slots: Int32Array;
  #size = 0;

  constructor(expected = 1024) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(16, expected * 2)));
    this.#slots = new Int32Array(capacity);
    this.#keys = new Float64Array(capacity >> 1);
  }

  get size(): number {
    return this.#size;
  }

  key(number: number): number {
    return this.#keys[number]!;
  }

  /** The key's number; -1 where it has none. */
  find(key: number): number {
    return this.#slots[this.#slotOf(key)]! - 1;
  }

  /** The key's number, a new one where it has none. */
  add(key: number): number {
    const slot = this.#slotOf(key);
    const known = this.#slots[slot]!;
    if (known !== 0) return known - 1;
    if (this.#size >= this.#keys.length) {
      this.#grow();
      return this.add(key);
    }
    this.#keys[this.#size] = key;
    this.#slots[slot] = this.#size + 1;
    return this.#size++;
  }

  #slotOf(key: number): number {
    const mask = this.#slots.length - 1;
    const high = Math.floor(key / 2 ** 26);
    let hash = Math.imul((key % 2 ** 26) ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
    hash ^= hash >>> 15;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot]!;
      if (number === 0 || this.#keys[number - 1] === key) return slot;
    }
  }

  #grow(): void {
    const keys = this.#keys;
    this.#keys = new Float64Array(keys.length * 2);
    this.#keys.set(keys);
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let number = 0; number < this.#size; number++) {
      this.#slots[this.#slotOf(keys[number]!)] = number + 1;
    }
  }
}

/** Two numbers below 2^26 as one key, exactly. */
export function pairKey(first: number, second: number): number {
  return first * 2 ** 26 + second;
}

export function firstOfPair(key: number): number {
  return Math.floor(key / 2 ** 26);
}

export function secondOfPair(key: number): number {
  return key % 2 ** 26;
}
