import type { CaseFile } from '../case-file/case-file.ts';
import type { CaseDatabase } from '../case-file/database.ts';
import { type BlockReader, blockReader } from './blocks.ts';
import type { ColumnKind } from './columns.ts';
import { StoredDictionary } from './dictionary.ts';
import { EvidenceReader } from './evidence-reader.ts';
import { InlineCells } from './inline-cells.ts';
import { orderByTime } from './order.ts';
import type { ColumnSlice, EventSlice, EventTable, TermDictionary } from './table.ts';

interface SliceRow {
  readonly slice_id: number;
  readonly source_id: number;
  readonly first_row: number;
  readonly row_count: number;
  readonly sha256: string;
}

/** Decoded cells kept in memory at most; what was read longest ago goes first. */
const cacheBytes = 96 << 20;

/** Where a record stands in the evidence. */
export interface RecordPlace {
  readonly sourceId: number;
  readonly sourceSha256: string;
  /** 1-based data record. */
  readonly record: number;
  /** In the text the record is cut from. */
  readonly offset: number;
  readonly length: number;
  /** In the delivered file or its member: the same, unless that text is a reading of it. */
  readonly originOffset: number;
  readonly originLength: number;
  /** 1-based row of the sheet; 0 where there are no sheets. */
  readonly sheetRow: number;
}

/** The events of a case as a table. Sees the sources that were there when it was opened; close it after use. */
export class StoreTable implements EventTable {
  readonly rowCount: number;
  readonly #db: CaseDatabase;
  readonly #read: BlockReader;
  readonly #slices: readonly SliceRow[];
  readonly #ids = new Map<string, number>();
  readonly #columnsOf = new Map<number, ReadonlySet<number>>();
  readonly #dictionaries = new Map<number, TermDictionary>();
  readonly #evidence: EvidenceReader;
  readonly #cache = new Map<string, { value: unknown; bytes: number }>();
  #cachedBytes = 0;
  readonly #names: readonly string[];

  constructor(caseFile: CaseFile) {
    const { db } = caseFile;
    this.#db = db;
    this.#read = blockReader(db);
    this.#evidence = new EvidenceReader((sha256) => caseFile.textPath(sha256));
    this.#slices = db
      .prepare(
        `SELECT slice_id, source_id, first_row, row_count, sha256
         FROM slice JOIN (SELECT source_id, sha256 FROM source WHERE state = 'imported') USING (source_id)
         ORDER BY first_row`,
      )
      .all() as SliceRow[];
    const last = this.#slices.at(-1);
    this.rowCount = last ? last.first_row + last.row_count : 0;
    const columns = db
      .prepare('SELECT column_id, kind, name FROM event_column ORDER BY kind, name')
      .all() as { column_id: number; kind: ColumnKind; name: string }[];
    for (const { column_id, kind, name } of columns) this.#ids.set(`${kind} ${name}`, column_id);
    this.#readColumnsOfSlices();
    // Columns of withdrawn sources are still there: what no source in use has is not offered to rules.
    const used = new Set(
      db
        .prepare("SELECT column_id FROM source_column JOIN source USING (source_id) WHERE state = 'imported'")
        .pluck()
        .all() as number[],
    );
    for (const { slice_id } of this.#slices) {
      for (const column of this.#columnsOf.get(slice_id) ?? []) used.add(column);
    }
    const named = (wanted: ColumnKind) =>
      columns.filter(({ kind, column_id: id }) => kind === wanted && used.has(id)).map(({ name }) => name);
    const canonical = named('canonical');
    const extra = named('extra');
    this.#names = last ? [...new Set(['at', ...canonical, ...extra])] : [];
  }

  get sliceCount(): number {
    return this.#slices.length;
  }

  columnNames(): readonly string[] {
    return this.#names;
  }

  /** Names of the sources' own columns. */
  extraNames(): readonly string[] {
    return this.#names.filter((name) => this.#ids.has(`extra ${name}`));
  }

  slice(index: number): EventSlice {
    const slice = this.#slices[index]!;
    const records = () => new Uint32Array(this.#structure(slice, 'record')!);
    return {
      firstRow: slice.first_row,
      rowCount: slice.row_count,
      sourceSha256: slice.sha256,
      counted: this.#counted(slice),
      get records() {
        return records();
      },
      column: (name) => this.#column(slice, name),
    };
  }

  micros(rows: Int32Array): Float64Array {
    const micros = new Float64Array(rows.length);
    this.#eachRun(rows, (slice, from, to) => {
      const stored = this.#micros(slice);
      for (let i = from; i < to; i++) micros[i] = stored[rows[i]! - slice.first_row]!;
    });
    return micros;
  }

  inCanonicalOrder(rows: Int32Array): Int32Array {
    const ranks = this.#sourceRanks();
    const bySource = this.#groupBySource(rows, ranks);
    return orderByTime(bySource, this.micros(bySource));
  }

  /** Index of the slice that holds a row. */
  sliceOf(row: number): number {
    let low = 0;
    let high = this.#slices.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#slices[middle]!.first_row <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  place(row: number): RecordPlace {
    const slice = this.#slices[this.sliceOf(row)]!;
    const at = row - slice.first_row;
    const offset = this.#offsets(slice)[at]!;
    const length = this.#structure(slice, 'length')![at]!;
    return {
      sourceId: slice.source_id,
      sourceSha256: slice.sha256,
      record: this.#structure(slice, 'record')![at]!,
      offset,
      length,
      originOffset: this.#originOffsets(slice)?.[at] ?? offset,
      originLength: this.#structure(slice, 'originLength')?.[at] ?? length,
      sheetRow: this.#structure(slice, 'sheetRow')?.[at] ?? 0,
    };
  }

  /** The row of a record; throws where the case has no such record. */
  rowOf(sourceSha256: string, record: number): number {
    const slices = this.#slices.filter(({ sha256 }) => sha256 === sourceSha256);
    let low = 0;
    let high = slices.length - 1;
    const firstRecord = (index: number) => this.#structure(slices[index]!, 'record')![0]!;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (firstRecord(middle) <= record) low = middle;
      else high = middle - 1;
    }
    const slice = slices[low];
    const at = slice ? indexOfSorted(this.#structure(slice, 'record')!, record) : -1;
    if (!slice || at === -1) throw new Error(`there is no record ${record} of ${sourceSha256}`);
    return slice.first_row + at;
  }

  /** Times of all rows of a source, in the order of its records. */
  timesOfSource(sourceSha256: string): Float64Array {
    const slices = this.#slices.filter(({ sha256 }) => sha256 === sourceSha256);
    const times = new Float64Array(slices.reduce((sum, { row_count }) => sum + row_count, 0));
    let at = 0;
    for (const slice of slices) {
      times.set(this.#micros(slice), at);
      at += slice.row_count;
    }
    return times;
  }

  /** The time as the log writes it: one cell, or date and time joined by a blank. */
  originalTime(row: number): string {
    const slice = this.#slices[this.sliceOf(row)]!;
    const at = row - slice.first_row;
    const cells = ['timeText', 'timeText2'].map((name) => this.#inline(slice, this.#id('structure', name)));
    return cells.flatMap((column) => column?.text(at) ?? []).join(' ');
  }

  /** timeFlags of a row. */
  timeFlags(row: number): number {
    const slice = this.#slices[this.sliceOf(row)]!;
    return this.#structure(slice, 'flags')?.[row - slice.first_row] ?? 0;
  }

  /** By row of a slice: the row that stands for the event minus the row itself; undefined where all are 0. */
  eventRowDifferences(index: number): Int32Array | undefined {
    return this.#structure(this.#slices[index]!, 'eventRow');
  }

  /** Two words by row of a slice: a hash of the log's own id or, without one, of the whole record. */
  keys(index: number): Uint32Array {
    return this.#read.hashes(this.#slices[index]!.slice_id, this.#id('structure', 'key'))!;
  }

  /** The record's bytes as they stand in the evidence. */
  originalBytes(row: number): Buffer {
    const { sourceSha256, offset, length } = this.place(row);
    return this.#evidence.read(sourceSha256, offset, length);
  }

  close(): void {
    this.#evidence.close();
    this.#cache.clear();
    this.#dictionaries.clear();
  }

  #readColumnsOfSlices(): void {
    const sets = new Map<number, Set<number>>();
    const pairs = this.#db.prepare('SELECT slice_id, column_id FROM block').raw().iterate() as Iterable<
      [number, number]
    >;
    for (const [slice, column] of pairs) {
      const set = sets.get(slice) ?? new Set();
      sets.set(slice, set.add(column));
    }
    for (const [slice, set] of sets) this.#columnsOf.set(slice, set);
  }

  #id(kind: ColumnKind, name: string): number {
    return this.#ids.get(`${kind} ${name}`) ?? 0;
  }

  #column(slice: SliceRow, name: string): ColumnSlice | undefined {
    if (name === 'at') return { kind: 'time', micros: this.#micros(slice) };
    for (const kind of ['canonical', 'extra'] as const) {
      const id = this.#id(kind, name);
      if (id !== 0 && this.#columnsOf.get(slice.slice_id)?.has(id)) return this.#cells(slice, id, name);
    }
    return undefined;
  }

  #cells(slice: SliceRow, column: number, name: string): ColumnSlice {
    const inline = this.#inline(slice, column);
    if (inline) return inline;
    const codes = this.#cached(
      `${slice.slice_id} ${column}`,
      () => this.#read.integers(slice.slice_id, column, slice.row_count)!,
    );
    let dictionary = this.#dictionaries.get(column);
    if (!dictionary) {
      dictionary = new StoredDictionary(this.#db, column, name);
      this.#dictionaries.set(column, dictionary);
    }
    return { kind: 'terms', codes, dictionary };
  }

  #inline(slice: SliceRow, column: number): InlineCells | undefined {
    if (column === 0 || !this.#columnsOf.get(slice.slice_id)?.has(column)) return undefined;
    return this.#cached(`${slice.slice_id} inline ${column}`, () => {
      const block = this.#read.block(slice.slice_id, column)!;
      if (!block.encoding.startsWith('spans')) return undefined;
      const spans = this.#read.spans(slice.slice_id, column, slice.row_count)!;
      return new InlineCells(this.#evidence, slice.sha256, this.#offsets(slice), spans);
    });
  }

  #structure(slice: SliceRow, name: string): Int32Array | undefined {
    const id = this.#id('structure', name);
    if (id === 0) return undefined;
    return this.#cached(`${slice.slice_id} ${id}`, () =>
      this.#read.integers(slice.slice_id, id, slice.row_count),
    );
  }

  #offsets(slice: SliceRow): Float64Array {
    const id = this.#id('structure', 'offset');
    return this.#cached(
      `${slice.slice_id} ${id}`,
      () => this.#read.largeIntegers(slice.slice_id, id, slice.row_count)!,
    );
  }

  #originOffsets(slice: SliceRow): Float64Array | undefined {
    const id = this.#id('structure', 'originOffset');
    if (id === 0 || !this.#columnsOf.get(slice.slice_id)?.has(id)) return undefined;
    return this.#cached(`${slice.slice_id} ${id}`, () => this.#read.floats(slice.slice_id, id)!);
  }

  #micros(slice: SliceRow): Float64Array {
    const id = this.#id('structure', 'at');
    return this.#cached(`${slice.slice_id} ${id}`, () => this.#read.floats(slice.slice_id, id)!);
  }

  #counted(slice: SliceRow): Uint8Array {
    return this.#cached(`${slice.slice_id} counted`, () => {
      const counted = new Uint8Array(slice.row_count).fill(1);
      const differences = this.#structure(slice, 'eventRow');
      if (differences) for (let i = 0; i < counted.length; i++) if (differences[i] !== 0) counted[i] = 0;
      return counted;
    });
  }

  #cached<T>(key: string, make: () => T): T {
    const known = this.#cache.get(key);
    if (known) {
      this.#cache.delete(key);
      this.#cache.set(key, known);
      return known.value as T;
    }
    const value = make();
    const bytes = ArrayBuffer.isView(value) ? value.byteLength : 64;
    this.#cache.set(key, { value, bytes });
    this.#cachedBytes += bytes;
    for (const [oldest, { bytes: freed }] of this.#cache) {
      if (this.#cachedBytes <= cacheBytes || oldest === key) break;
      this.#cache.delete(oldest);
      this.#cachedBytes -= freed;
    }
    return value;
  }

  /** Calls `use` for each run of rows[from, to) that lie in one slice. */
  #eachRun(rows: Int32Array, use: (slice: SliceRow, from: number, to: number) => void): void {
    for (let from = 0; from < rows.length; ) {
      const slice = this.#slices[this.sliceOf(rows[from]!)]!;
      const end = slice.first_row + slice.row_count;
      let to = from + 1;
      while (to < rows.length && rows[to]! >= slice.first_row && rows[to]! < end) to++;
      use(slice, from, to);
      from = to;
    }
  }

  #sourceRanks(): Map<number, number> {
    const hashes = [...new Set(this.#slices.map(({ sha256 }) => sha256))].toSorted();
    return new Map(this.#slices.map(({ source_id, sha256 }) => [source_id, hashes.indexOf(sha256)]));
  }

  /** Rows by source SHA-256, then by row: within a source rows are in order of record number. */
  #groupBySource(rows: Int32Array, ranks: ReadonlyMap<number, number>): Int32Array {
    const ascending = isAscending(rows) ? rows : rows.toSorted();
    // A source's rows lie together.
    const buckets = new Map<number, { from: number; end: number }>();
    this.#eachRun(ascending, ({ source_id }, from, end) => {
      const rank = ranks.get(source_id)!;
      const bucket = buckets.get(rank);
      if (bucket) bucket.end = end;
      else buckets.set(rank, { from, end });
    });
    const grouped = new Int32Array(rows.length);
    let to = 0;
    for (const [, { from, end }] of [...buckets].toSorted(([a], [b]) => a - b)) {
      grouped.set(ascending.subarray(from, end), to);
      to += end - from;
    }
    return grouped;
  }
}

function indexOfSorted(sorted: Int32Array, wanted: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === wanted ? low : -1;
}

function isAscending(rows: Int32Array): boolean {
  for (let i = 1; i < rows.length; i++) if (rows[i]! < rows[i - 1]!) return false;
  return true;
}
