import type { CaseDatabase } from '../case-file/database.ts';
import { blockReader, structureId } from './blocks.ts';

/** Keys and times of a run of rows, in order of row number; see `ChunkPart`. */
export interface KeyedRows {
  readonly firstRow: number;
  /** Two words by row. */
  readonly keys: Uint32Array;
  readonly micros: Float64Array;
  /** Order of the rows' source among all by SHA-256: decides which of several occurrences stands for the event. */
  readonly sourceRank: number;
}

export interface Repeats {
  /** By row: the row that stands for its event; itself where the event occurs once. */
  readonly eventRows: Int32Array;
  /** 1 for a row whose event an earlier row of the case already was. */
  readonly repeatsEarlier: Uint8Array;
  /** 1 for a row whose id also stands at another time. */
  readonly idAtOtherTime: Uint8Array;
}

/** Rows looked at together: bounds memory, whatever the size of the case. */
const rowsPerPass = 1_000_000;

/**
 * Finds the rows that are one event: the same key (the log's own id, or the whole record where it has none) at the
 * same time. Of several occurrences the one with the lowest (source SHA-256, record) stands for the event, so that
 * the order in which files came does not matter. `runs` is walked once for every million rows.
 */
export function findRepeats(rowCount: number, runs: () => Iterable<KeyedRows>): Repeats {
  const repeats: Repeats = {
    eventRows: ownRows(rowCount),
    repeatsEarlier: new Uint8Array(rowCount),
    idAtOtherTime: new Uint8Array(rowCount),
  };
  const passes = Math.max(1, Math.ceil(rowCount / rowsPerPass));
  const capacity = Math.ceil((rowCount / passes) * 1.1) + 1024;
  for (let pass = 0; pass < passes; pass++) lookAtPass(repeats, runs(), pass, passes, capacity);
  return repeats;
}

function ownRows(rowCount: number): Int32Array {
  const rows = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row++) rows[row] = row;
  return rows;
}

/** Groups the rows whose key falls into this pass; a group's rows are chained in order of row number. */
function lookAtPass(
  repeats: Repeats,
  runs: Iterable<KeyedRows>,
  pass: number,
  passes: number,
  capacity: number,
): void {
  const table = new KeyTable(capacity);
  for (const { firstRow, keys, micros, sourceRank } of runs) {
    for (let i = 0; i < micros.length; i++) {
      const word = keys[i * 2]!;
      if (passes > 1 && (word >>> 8) % passes !== pass) continue;
      const first = table.firstWith(word, keys[i * 2 + 1]!, micros[i]!, firstRow + i, sourceRank);
      if (first.sameEvent !== -1) repeats.repeatsEarlier[firstRow + i] = 1;
      if (first.idAtOtherTime) {
        repeats.idAtOtherTime[firstRow + i] = 1;
        repeats.idAtOtherTime[first.otherRow] = 1;
      }
    }
  }
  table.eachRepeated((rows, standing) => {
    for (const row of rows) repeats.eventRows[row] = standing;
  });
}

/** Open-addressed table of (key, time) with its rows; flat arrays, as there may be millions. */
class KeyTable {
  #size = 0;
  #words: Uint32Array;
  #micros: Float64Array;
  #rows: Int32Array;
  #ranks: Int32Array;
  /** Entry with the same key and time that came next; -1 at the end. */
  #next: Int32Array;
  /** Last entry of the chain that begins here. */
  #last: Int32Array;
  /** 1 where the entry begins a chain of more than one. */
  readonly #repeated: number[] = [];
  #slots: Int32Array;
  readonly #answer = { sameEvent: -1, idAtOtherTime: false, otherRow: -1 };

  constructor(capacity: number) {
    this.#words = new Uint32Array(capacity * 2);
    this.#micros = new Float64Array(capacity);
    this.#rows = new Int32Array(capacity);
    this.#ranks = new Int32Array(capacity);
    this.#next = new Int32Array(capacity);
    this.#last = new Int32Array(capacity);
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(capacity * 1.6)));
  }

  /** Adds a row and says what of its key and time was there before it. The answer is valid until the next call. */
  firstWith(a: number, b: number, micros: number, row: number, rank: number) {
    if (this.#size === this.#rows.length) this.#grow();
    const answer = this.#answer;
    answer.sameEvent = -1;
    answer.idAtOtherTime = false;
    const mask = this.#slots.length - 1;
    let slot = (b ^ (a >>> 3)) & mask;
    const entry = this.#size++;
    this.#words[entry * 2] = a;
    this.#words[entry * 2 + 1] = b;
    this.#micros[entry] = micros;
    this.#rows[entry] = row;
    this.#ranks[entry] = rank;
    this.#next[entry] = -1;
    this.#last[entry] = entry;
    for (;;) {
      const found = this.#slots[slot]! - 1;
      if (found === -1) break;
      if (this.#words[found * 2] === a && this.#words[found * 2 + 1] === b) {
        if (this.#micros[found] === micros) {
          answer.sameEvent = this.#rows[found]!;
          const last = this.#last[found]!;
          if (last === found) this.#repeated.push(found);
          this.#next[last] = entry;
          this.#last[found] = entry;
          return answer;
        }
        answer.idAtOtherTime = true;
        answer.otherRow = this.#rows[found]!;
      }
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = entry + 1;
    return answer;
  }

  /** Calls `use` with the rows of every event that occurs more than once, and the row that stands for it. */
  eachRepeated(use: (rows: readonly number[], standing: number) => void): void {
    for (const first of this.#repeated) {
      const rows: number[] = [];
      let standing = first;
      for (let entry = first; entry !== -1; entry = this.#next[entry]!) {
        rows.push(this.#rows[entry]!);
        // Within a source rows are in order of record number.
        if (this.#ranks[entry]! < this.#ranks[standing]!) standing = entry;
      }
      use(rows, this.#rows[standing]!);
    }
  }

  #grow(): void {
    const capacity = Math.ceil(this.#rows.length * 1.5);
    const copy = <T extends Uint32Array | Float64Array | Int32Array>(from: T, to: T): T => {
      to.set(from as never);
      return to;
    };
    this.#words = copy(this.#words, new Uint32Array(capacity * 2));
    this.#micros = copy(this.#micros, new Float64Array(capacity));
    this.#rows = copy(this.#rows, new Int32Array(capacity));
    this.#ranks = copy(this.#ranks, new Int32Array(capacity));
    this.#next = copy(this.#next, new Int32Array(capacity));
    this.#last = copy(this.#last, new Int32Array(capacity));
    const slots = new Int32Array(2 ** Math.ceil(Math.log2(capacity * 1.6)));
    const mask = slots.length - 1;
    for (const taken of this.#slots) {
      if (taken === 0) continue;
      const entry = taken - 1;
      let slot = (this.#words[entry * 2 + 1]! ^ (this.#words[entry * 2]! >>> 3)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = taken;
    }
    this.#slots = slots;
  }
}

/** How the stored rows are to be looked at where they are about to change. */
export interface StoreView {
  /** Source whose rows are left out; those behind them move up. */
  readonly without?: number | undefined;
  /** SHA-256 of the text of a source that does not have it yet. */
  readonly arriving?: { readonly sourceId: number; readonly sha256: string };
}

/** Keys and times of the stored rows, slice by slice, the rows numbered as `view` leaves them. */
export function* storedKeys(db: CaseDatabase, view: StoreView = {}): Iterable<KeyedRows> {
  const read = blockReader(db);
  const key = structureId(db, 'key');
  const at = structureId(db, 'at');
  const rankOf = sourceRanks(db, view);
  const slices = db.prepare('SELECT slice_id, source_id, row_count FROM slice ORDER BY first_row').all() as {
    slice_id: number;
    source_id: number;
    row_count: number;
  }[];
  let firstRow = 0;
  for (const slice of slices) {
    if (slice.source_id === view.without) continue;
    yield {
      firstRow,
      keys: read.hashes(slice.slice_id, key)!,
      micros: read.floats(slice.slice_id, at)!,
      sourceRank: rankOf.get(slice.source_id)!,
    };
    firstRow += slice.row_count;
  }
}

/** Place of each source among all by the SHA-256 of its text. */
function sourceRanks(db: CaseDatabase, { arriving }: StoreView): ReadonlyMap<number, number> {
  const rows = db.prepare('SELECT source_id, sha256 FROM source').raw().all() as [number, string][];
  const hashes = rows.map(([id, sha256]) => (id === arriving?.sourceId ? arriving.sha256 : sha256));
  const sorted = [...new Set(hashes)].sort();
  const rankOf = new Map(sorted.map((sha256, rank) => [sha256, rank]));
  return new Map(rows.map(([id], index) => [id, rankOf.get(hashes[index]!)!]));
}
