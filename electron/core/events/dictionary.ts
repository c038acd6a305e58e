import { hash } from 'node:crypto';
import type { CellState } from '../../../shared/vocabulary/cell-states.ts';
import type { CaseDatabase } from '../case-file/database.ts';
import { cellState } from '../import/cells/cell-state.ts';
import type { TermDictionary } from './table.ts';
import { hashBytes, TermTable } from './term-table.ts';

/** Terms of a block at most: what is read to show one term. */
const maxTermsPerBlock = 65_536;

interface TermBlockRow {
  first_term: number;
  term_count: number;
  data: Buffer;
}

/** A term block: count + 1 unsigned 32-bit end positions (the first is 0), then the terms' bytes in UTF-8. */
function encodeTermBlock(table: TermTable, first: number, count: number): Buffer {
  const from = table.start(first);
  const to = table.end(first + count - 1);
  const data = Buffer.alloc((count + 1) * 4 + to - from);
  for (let i = 0; i < count; i++) data.writeUInt32LE(table.end(first + i) - from, (i + 1) * 4);
  data.set(table.arena.subarray(from, to), (count + 1) * 4);
  return data;
}

function termBlocks(db: CaseDatabase, columnId: number): Iterable<TermBlockRow> {
  return db
    .prepare('SELECT first_term, term_count, data FROM term_block WHERE column_id = ? ORDER BY first_term')
    .iterate(columnId) as Iterable<TermBlockRow>;
}

/** Calls `use` with the bytes of every stored term of a column, in order of its number. */
function eachTerm(
  db: CaseDatabase,
  columnId: number,
  use: (bytes: Uint8Array, start: number, end: number) => void,
): void {
  for (const { term_count: count, data } of termBlocks(db, columnId)) {
    const text = (count + 1) * 4;
    let start = text;
    for (let i = 1; i <= count; i++) {
      const end = text + data.readUInt32LE(i * 4);
      use(data, start, end);
      start = end;
    }
  }
}

/** The growing dictionary of a column during an import. */
export class DictionaryWriter {
  readonly columnId: number;
  readonly #table = new TermTable();
  readonly #seed: number;
  #stored = 0;

  constructor(db: CaseDatabase, columnId: number, seed: number) {
    this.columnId = columnId;
    this.#seed = seed;
    eachTerm(db, columnId, (bytes, start, end) => {
      this.#table.intern(bytes, start, end, hashBytes(bytes, start, end, seed));
    });
    this.#stored = this.#table.size;
  }

  /** Numbers here of the terms of another table: result[i] belongs to its term i; result[0] is 0. */
  merge(terms: { arena: Uint8Array; ends: Uint32Array; hashes: Uint32Array }): Int32Array {
    const { arena, ends, hashes } = terms;
    const numbers = new Int32Array(ends.length);
    for (let term = 1; term < ends.length; term++) {
      numbers[term] = this.#table.intern(arena, ends[term - 1]!, ends[term]!, hashes[term]!);
    }
    return numbers;
  }

  /** The number of one text. */
  number(text: string): number {
    const bytes = Buffer.from(text, 'utf8');
    return this.#table.intern(bytes, 0, bytes.length, hashBytes(bytes, 0, bytes.length, this.#seed));
  }

  /** Stores the terms that are new since the last flush. */
  flush(db: CaseDatabase): void {
    const insert = db.prepare(
      'INSERT INTO term_block (column_id, first_term, term_count, sha256, data) VALUES (?, ?, ?, ?, ?)',
    );
    while (this.#stored < this.#table.size) {
      const first = this.#stored + 1;
      const count = Math.min(maxTermsPerBlock, this.#table.size - this.#stored);
      const data = encodeTermBlock(this.#table, first, count);
      insert.run(this.columnId, first, count, hash('sha256', data, 'buffer'), data);
      this.#stored += count;
    }
  }
}

/** A column's terms as the readers see them. Loaded whole on first use, 4 bytes and the text for each term. */
export class StoredDictionary implements TermDictionary {
  readonly size: number;
  readonly #bytes: Buffer;
  readonly #ends: Uint32Array;
  readonly #states: Uint8Array;
  readonly #field: string;

  constructor(db: CaseDatabase, columnId: number, field: string) {
    const { size, bytes } = db
      .prepare(
        `SELECT coalesce(sum(term_count), 0) AS size, coalesce(sum(length(data) - 4 * (term_count + 1)), 0) AS bytes
         FROM term_block WHERE column_id = ?`,
      )
      .get(columnId) as { size: number; bytes: number };
    this.size = size;
    this.#field = field;
    this.#bytes = Buffer.allocUnsafeSlow(bytes);
    this.#ends = new Uint32Array(size + 1);
    this.#states = new Uint8Array(size + 1);
    let term = 0;
    let position = 0;
    // A block at a time: hundreds of thousands of terms one by one would be waited for when a case is opened.
    for (const { term_count: count, data } of termBlocks(db, columnId)) {
      const text = (count + 1) * 4;
      for (let i = 1; i <= count; i++) this.#ends[++term] = position + data.readUInt32LE(i * 4);
      data.copy(this.#bytes, position, text);
      position += data.length - text;
    }
  }

  text(term: number): string {
    return this.#bytes.toString('utf8', this.#ends[term - 1]!, this.#ends[term]!);
  }

  state(term: number): CellState {
    const known = this.#states[term]!;
    if (known !== 0) return storedStates[known - 1]!;
    const state = cellState(this.text(term), this.#field);
    this.#states[term] = storedStates.indexOf(state) + 1;
    return state;
  }
}

const storedStates: readonly CellState[] = [
  'value',
  'empty',
  'redacted',
  'withheld',
  'partial',
  'placeholder',
];
