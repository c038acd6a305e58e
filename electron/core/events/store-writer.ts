import { hash } from 'node:crypto';
import type { Statement } from 'better-sqlite3';
import type { CaseDatabase } from '../case-file/database.ts';
import type { ChunkPart } from '../import/csv/chunk.ts';
import { type EncodedBlock, encodeFloats, encodeHashes, encodeIntegers, encodeSpans } from './block-codec.ts';
import { type ColumnKind, columnId, type StructureColumn } from './columns.ts';
import { DictionaryWriter } from './dictionary.ts';

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

/** Where the rows of a part stand in what their text was made from, row by row; `records` are 1-based. */
export interface RowOrigins {
  readonly records: Uint32Array;
  readonly offsets: Float64Array;
  readonly lengths: Uint32Array;
  /** 0 where there are no sheets. */
  readonly sheetRows: Uint32Array;
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
    const structure = (name: StructureColumn) => columnId(db, 'structure', name);
    this.#structureIds = {
      record: structure('record'),
      offset: structure('offset'),
      length: structure('length'),
      at: structure('at'),
      flags: structure('flags'),
      key: structure('key'),
    };
  }

  /**
   * Stores a part; `recordBase` is the number of records of the source read before it. `origins`: the part was cut from
   * a reading, and this is where its rows come from.
   */
  append(part: ChunkPart, recordBase: number, origins: RowOrigins | null = null): void {
    const rows = part.rowCount;
    if (rows === 0) return;
    const slice = Number(this.#insertSlice.run(this.#sourceId, this.#nextRow, rows).lastInsertRowid);
    const ids = this.#structureIds;
    const records = origins ? encodeIntegers(origins.records) : this.#records(part, recordBase);
    this.#write(slice, ids.record, records);
    if (origins) this.#writeOrigins(slice, origins);
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
    for (const dictionary of this.#dictionaries) dictionary?.flush(this.#db);
    for (const { dictionary } of this.#constants) dictionary.flush(this.#db);
  }

  #writeOrigins(slice: number, { offsets, lengths, sheetRows }: RowOrigins): void {
    const id = (name: StructureColumn) => columnId(this.#db, 'structure', name);
    this.#write(slice, id('originOffset'), encodeFloats(offsets));
    this.#write(slice, id('originLength'), encodeIntegers(lengths));
    if (sheetRows.some((row) => row !== 0)) this.#write(slice, id('sheetRow'), encodeIntegers(sheetRows));
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
  }
}

/** Shifts all values of an integer block. */
function addBase(block: EncodedBlock, base: number): EncodedBlock {
  block.data.writeDoubleLE(block.data.readDoubleLE(0) + base, 0);
  return block;
}
