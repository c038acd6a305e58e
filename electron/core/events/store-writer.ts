import { hash } from 'node:crypto';
import type { Statement } from 'better-sqlite3';
import type { CaseDatabase } from '../case-file/database.ts';
import type { ChunkPart } from '../import/csv/chunk.ts';
import { type EncodedBlock, encodeFloats, encodeHashes, encodeIntegers, encodeSpans } from './block-codec.ts';
import { DictionaryWriter } from './dictionary.ts';

/** A column of the case: canonical and extra ones hold cells, structure columns say where a row comes from. */
export type ColumnKind = 'canonical' | 'extra' | 'structure';

/** Names of the structure columns (docs/case-format.md). */
export const structureColumns = {
  record: 'record',
  offset: 'offset',
  length: 'length',
  at: 'at',
  flags: 'flags',
  key: 'key',
  eventRow: 'eventRow',
  timeText: ['timeText', 'timeText2'],
} as const;

/** Number of the column, made on first use. */
export function columnId(db: CaseDatabase, kind: ColumnKind, name: string): number {
  db.prepare('INSERT INTO event_column (kind, name) VALUES (?, ?) ON CONFLICT DO NOTHING').run(kind, name);
  return (
    db.prepare('SELECT column_id FROM event_column WHERE kind = ? AND name = ?').get(kind, name) as {
      column_id: number;
    }
  ).column_id;
}

/** Number of rows stored so far; the next row's number. */
export function storedRowCount(db: CaseDatabase): number {
  return (
    db.prepare('SELECT coalesce(max(first_row + row_count), 0) AS rows FROM slice').get() as { rows: number }
  ).rows;
}

export interface WrittenColumn {
  readonly kind: ColumnKind;
  readonly name: string;
}

/** Appends the rows of one source to the event store, slice by slice, inside transactions the caller makes. */
export class EventWriter {
  readonly #db: CaseDatabase;
  readonly #sourceId: number;
  readonly #insertSlice: Statement;
  readonly #insertBlock: Statement;
  readonly #dictionaries: (DictionaryWriter | null)[];
  readonly #columnIds: number[];
  readonly #constants: { dictionary: DictionaryWriter; term: number }[];
  readonly #structureIds: Record<'record' | 'offset' | 'length' | 'at' | 'flags' | 'key', number>;
  #nextRow: number;
  /** Bytes written since the last `takeWrittenBytes`. */
  #writtenBytes = 0;

  /** `columns` in the order of the parts' columns; `constants` are canonical fields with one value for the source. */
  constructor(
    db: CaseDatabase,
    sourceId: number,
    columns: readonly WrittenColumn[],
    constants: Readonly<Record<string, string>>,
    termSeed: number,
  ) {
    this.#db = db;
    this.#sourceId = sourceId;
    this.#nextRow = storedRowCount(db);
    this.#insertSlice = db.prepare('INSERT INTO slice (source_id, first_row, row_count) VALUES (?, ?, ?)');
    this.#insertBlock = db.prepare(
      'INSERT INTO block (slice_id, column_id, encoding, sha256, data) VALUES (?, ?, ?, ?, ?)',
    );
    this.#columnIds = columns.map(({ kind, name }) => columnId(db, kind, name));
    this.#dictionaries = columns.map(({ kind }, index) =>
      kind === 'structure' ? null : new DictionaryWriter(db, this.#columnIds[index]!, termSeed),
    );
    this.#constants = Object.entries(constants).map(([name, text]) => {
      const dictionary = new DictionaryWriter(db, columnId(db, 'canonical', name), termSeed);
      return { dictionary, term: dictionary.number(text) };
    });
    const structure = (name: string) => columnId(db, 'structure', name);
    this.#structureIds = {
      record: structure(structureColumns.record),
      offset: structure(structureColumns.offset),
      length: structure(structureColumns.length),
      at: structure(structureColumns.at),
      flags: structure(structureColumns.flags),
      key: structure(structureColumns.key),
    };
  }

  get rowCount(): number {
    return this.#nextRow;
  }

  /** Largest dictionary of the given column so far. */
  dictionarySize(columnIndex: number): number {
    return this.#dictionaries[columnIndex]?.size ?? 0;
  }

  takeWrittenBytes(): number {
    const bytes = this.#writtenBytes;
    this.#writtenBytes = 0;
    return bytes;
  }

  /** Stores a part; `recordBase` is the number of records of the source read before it. */
  append(part: ChunkPart, recordBase: number): void {
    const rows = part.rowCount;
    if (rows === 0) return;
    const slice = Number(this.#insertSlice.run(this.#sourceId, this.#nextRow, rows).lastInsertRowid);
    const ids = this.#structureIds;
    this.#write(slice, ids.record, this.#records(part, recordBase));
    this.#write(slice, ids.offset, this.#offsets(part));
    this.#write(slice, ids.length, encodeIntegers(part.lengths));
    this.#write(slice, ids.at, encodeFloats(part.micros));
    if (part.flags) this.#write(slice, ids.flags, encodeIntegers(part.flags));
    this.#write(slice, ids.key, encodeHashes(part.keys));
    part.columns.forEach((cells, index) => {
      const id = this.#columnIds[index]!;
      if (cells.kind === 'spans') {
        this.#write(slice, id, encodeSpans(cells.starts, cells.lengths));
        return;
      }
      const numbers = this.#dictionaries[index]!.merge(cells);
      const codes = cells.codes;
      for (let row = 0; row < codes.length; row++) codes[row] = numbers[codes[row]!]!;
      this.#write(slice, id, encodeIntegers(codes));
    });
    for (const { dictionary, term } of this.#constants) {
      this.#write(slice, dictionary.columnId, encodeIntegers(new Int32Array(rows).fill(term)));
    }
    this.#nextRow += rows;
  }

  /** Stores the terms met since the last flush; call it before the transaction ends. */
  flushTerms(): void {
    for (const dictionary of this.#dictionaries) this.#writtenBytes += dictionary?.flush(this.#db) ?? 0;
    for (const { dictionary } of this.#constants) this.#writtenBytes += dictionary.flush(this.#db);
  }

  #records(part: ChunkPart, recordBase: number): EncodedBlock {
    const records = part.records ?? Uint32Array.from({ length: part.rowCount }, (_, row) => row);
    return addBase(encodeIntegers(records), recordBase + 1);
  }

  #offsets(part: ChunkPart): EncodedBlock {
    return addBase(encodeIntegers(part.offsets), part.baseOffset);
  }

  #write(slice: number, column: number, block: EncodedBlock): void {
    this.#insertBlock.run(slice, column, block.encoding, hash('sha256', block.data, 'buffer'), block.data);
    this.#writtenBytes += block.data.length;
  }
}

/** Shifts all values of an integer block. */
function addBase(block: EncodedBlock, base: number): EncodedBlock {
  block.data.writeDoubleLE(block.data.readDoubleLE(0) + base, 0);
  return block;
}
