/**
 * Distinct byte strings numbered 1, 2, 3 … in order of arrival: the dictionary behind a term column. Kept in flat
 * typed arrays because a log can have millions of distinct targets (12 bytes and the text for each, no objects).
 */
export class TermTable {
  #size = 0;
  #arena: Uint8Array;
  #ends: Uint32Array;
  #hashes: Uint32Array;
  #slots: Int32Array;
  #mask: number;

  constructor(expectedTerms = 256) {
    const capacity = Math.max(64, expectedTerms);
    this.#arena = new Uint8Array(capacity * 16);
    this.#ends = new Uint32Array(capacity + 1);
    this.#hashes = new Uint32Array(capacity + 1);
    const slotCount = 2 ** Math.ceil(Math.log2(capacity * 2));
    this.#slots = new Int32Array(slotCount);
    this.#mask = slotCount - 1;
  }

  /** Number of terms; terms are 1..size. */
  get size(): number {
    return this.#size;
  }

  /** Bytes of all terms together. */
  get byteLength(): number {
    return this.#ends[this.#size]!;
  }

  /** Forgets all terms but keeps the memory. */
  clear(): void {
    this.#size = 0;
    this.#slots.fill(0);
  }

  /** The number of bytes[start, end), adding it if it is new. `hash` must be the same function of the bytes always. */
  intern(bytes: Uint8Array, start: number, end: number, hash: number): number {
    let slot = hash & this.#mask;
    for (;;) {
      const term = this.#slots[slot]!;
      if (term === 0) break;
      if (this.#hashes[term] === hash && this.#equals(term, bytes, start, end)) return term;
      slot = (slot + 1) & this.#mask;
    }
    return this.#add(bytes, start, end, hash, slot);
  }

  /** Start of a term in the arena. */
  start(term: number): number {
    return this.#ends[term - 1]!;
  }

  end(term: number): number {
    return this.#ends[term]!;
  }

  hash(term: number): number {
    return this.#hashes[term]!;
  }

  /** All terms' bytes, one after the other; valid until the next intern. */
  get arena(): Uint8Array {
    return this.#arena;
  }

  /** The terms' end positions: ends[0] = 0, ends[i] = end of term i. */
  get ends(): Uint32Array {
    return this.#ends;
  }

  get hashes(): Uint32Array {
    return this.#hashes;
  }

  #equals(term: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#ends[term - 1]!;
    const length = this.#ends[term]! - from;
    if (length !== end - start) return false;
    const arena = this.#arena;
    for (let i = 0; i < length; i++) if (arena[from + i] !== bytes[start + i]) return false;
    return true;
  }

  #add(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const term = this.#size + 1;
    const from = this.#ends[term - 1]!;
    const length = end - start;
    if (from + length > this.#arena.length) this.#growArena(from + length);
    if (term + 1 > this.#ends.length) this.#growTerms();
    const arena = this.#arena;
    for (let i = 0; i < length; i++) arena[from + i] = bytes[start + i]!;
    this.#ends[term] = from + length;
    this.#hashes[term] = hash;
    this.#slots[slot] = term;
    this.#size = term;
    if (term * 4 > this.#slots.length * 3) this.#growSlots();
    return term;
  }

  #growArena(needed: number): void {
    const grown = new Uint8Array(Math.max(needed, Math.ceil(this.#arena.length * 1.5)));
    grown.set(this.#arena.subarray(0, this.byteLength));
    this.#arena = grown;
  }

  #growTerms(): void {
    const length = Math.ceil(this.#ends.length * 1.5) + 1;
    const ends = new Uint32Array(length);
    ends.set(this.#ends);
    this.#ends = ends;
    const hashes = new Uint32Array(length);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
  }

  #growSlots(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let term = 1; term <= this.#size; term++) {
      let slot = this.#hashes[term]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = term;
    }
    this.#slots = slots;
    this.#mask = mask;
  }
}

/** FNV-1a over bytes[start, end) from `seed`, 32 bits, with a last mix so that the low bits are good slots. */
export function hashBytes(bytes: Uint8Array, start: number, end: number, seed: number): number {
  let hash = seed;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}
