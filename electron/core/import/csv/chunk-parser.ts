import { type ChunkJob, type ChunkPart, type ChunkPlan, type ChunkResult, recordFlags } from './chunk.ts';
import { ColumnBuilder } from './chunk-columns.ts';
import { FileWindow, type ReadAt } from './file-window.ts';
import { type OddKind, OddRecords, repeatsHeader } from './odd-records.ts';
import { RejectCollector } from './reject-list.ts';
import type { Rejection } from './rejection.ts';
import { RowReader } from './row-reader.ts';
import { beyondSight, CR, LF, RecordScanner, recordOutcomes } from './scanner.ts';

/** Cells of a part at most: bounds memory where a file has thousands of columns. */
const maxCellsPerPart = 4 << 20;

/**
 * Parses stretches of one file into columns. One object per thread; the records depend on the file and the place
 * where a job begins alone, so that any number of threads, in any order of jobs, gives the same rows.
 */
export class ChunkParser {
  readonly #plan: ChunkPlan;
  readonly #window: FileWindow;
  readonly #scanner: RecordScanner;
  readonly #rows: RowReader;
  readonly #columns: ColumnBuilder;
  readonly #odd: OddRecords;
  readonly #maxRows: number;
  readonly #lookaheadBytes: number;
  /** Of each row of the part, in the window: where its record begins and how long its content is. */
  readonly #rowOffsets: Int32Array;
  readonly #rowLengths: Int32Array;
  /** Offset of the header of another table that the record at hand stands below; null where it stands below none. */
  #otherTableAt: number | null = null;

  /** `lookaheadBytes` are read behind a job's soft end for the record that straddles it; more when it needs more. */
  constructor(plan: ChunkPlan, read: ReadAt, lookaheadBytes = 64 * 1024) {
    this.#plan = plan;
    this.#lookaheadBytes = lookaheadBytes;
    this.#maxRows = Math.max(1, Math.min(plan.maxRows, Math.floor(maxCellsPerPart / plan.cellCount)));
    this.#window = new FileWindow(read, plan.sizeBytes);
    this.#scanner = new RecordScanner(plan.dialect, this.#maxRows * plan.cellCount, plan.maxRecordBytes);
    this.#rows = new RowReader(plan, this.#window, this.#scanner);
    this.#columns = new ColumnBuilder(plan.termSeed);
    this.#odd = new OddRecords(plan);
    this.#rowOffsets = new Int32Array(this.#maxRows);
    this.#rowLengths = new Int32Array(this.#maxRows);
  }

  parse(job: ChunkJob): ChunkResult {
    const softEnd = Math.min(job.softEnd, this.#plan.sizeBytes);
    const parts: ChunkPart[] = [];
    let position = job.start;
    this.#otherTableAt = job.otherTableAt;
    this.#moveTo(job.start, softEnd - job.start + this.#lookaheadBytes);
    while (position < softEnd) {
      // A record longer than a record may be ends anywhere.
      if (!this.#window.holds(position)) this.#moveTo(position, softEnd - position + this.#lookaheadBytes);
      const { part, end } = this.#parsePart(position, softEnd);
      parts.push(part);
      position = end;
    }
    return { id: job.id, start: job.start, end: position, otherTableAt: this.#otherTableAt, parts };
  }

  #moveTo(offset: number, length: number): void {
    this.#window.moveTo(offset, length);
    this.#rows.windowMoved();
  }

  /** Makes the window begin at `offset` and hold twice as much from there. */
  #extend(offset: number): void {
    const window = this.#window;
    const here = window.end - offset;
    // To tell where a broken record ends takes the record and, from any line in it, one record more.
    const most = 2 * this.#plan.maxRecordBytes + 1;
    const wanted = Math.min(most, Math.max(here * 2, this.#lookaheadBytes));
    if (wanted <= here) throw new Error(`the record at ${offset} is not complete in ${here} bytes`);
    this.#moveTo(offset, wanted);
  }

  #parsePart(start: number, softEnd: number): { part: ChunkPart; end: number } {
    const { cellCount, dialect } = this.#plan;
    const maxRows = this.#maxRows;
    const window = this.#window;
    const scanner = this.#scanner;
    const rowReader = this.#rows;
    const rejects = new RejectCollector();
    const micros = new Float64Array(maxRows);
    const keys = new Uint32Array(maxRows * 2);
    const recordOf = new Uint32Array(maxRows);
    let flags: Uint8Array | null = null;
    let otherHeaderAt: number | null = null;
    let rows = 0;
    let records = 0;
    let blankBytes = 0;
    let recordBytes = 0;
    let rejectedBytes = 0;
    let offset = start;
    while (offset < softEnd && rows < maxRows) {
      const position = offset - window.offset;
      const at = rows * cellCount;
      const { bytes, available, isAtEnd } = window;
      let outcome: number = scanner.scan(bytes, position, available, isAtEnd, at, cellCount);
      // What an odd record is depends on all of it, however much of it is at hand.
      if (
        scanner.recordEnd === beyondSight &&
        isOdd(outcome) &&
        available - position <= this.#odd.longestBytes
      ) {
        outcome = recordOutcomes.needMore;
      }
      const mended = outcome === recordOutcomes.complete ? 0 : this.#mend(outcome, position, at);
      const contentEnd = scanner.contentEnd;
      const isForeign = this.#otherTableAt !== null;
      const isWhole = mended !== null && !isForeign && rowReader.read(position, at);
      if (outcome === recordOutcomes.needMore) {
        // Rows point into the window: it moves only while the part holds none.
        if (rows > 0) break;
        this.#extend(offset);
        continue;
      }
      const isBeyond = scanner.recordEnd === beyondSight;
      const next = isBeyond ? window.offsetBehindNext(dialect.lineEnd) : window.offset + scanner.recordEnd;
      const length = next - offset;
      offset = next;
      if (outcome === recordOutcomes.blank) {
        blankBytes += length;
        continue;
      }
      if (isWhole) {
        this.#rowOffsets[rows] = position;
        this.#rowLengths[rows] = contentEnd - position;
        micros[rows] = rowReader.micros;
        keys[rows * 2] = rowReader.key[0]!;
        keys[rows * 2 + 1] = rowReader.key[1]!;
        recordOf[rows] = records;
        const rowFlags = rowReader.flags | mended!;
        if (rowFlags !== 0) {
          flags ??= new Uint8Array(maxRows);
          flags[rows] = rowFlags;
        }
        recordBytes += length;
        rows++;
      } else {
        const kind = isBeyond ? null : this.#kindOf(outcome, position, next - window.offset);
        if (kind?.isOtherHeader) {
          otherHeaderAt ??= next - length;
          this.#otherTableAt = next - length;
        } else if (kind?.reason === repeatsHeader) this.#otherTableAt = null;
        const { reason, brief } = kind ?? (isForeign ? this.#foreign() : rowReader.rejection(outcome));
        rejects.add(records, next - length, length, reason, brief);
        rejectedBytes += length;
      }
      records++;
      if (isBeyond) break;
    }
    const base = rows > 0 ? this.#rowOffsets[0]! : 0;
    const cells = {
      bytes: window.bytes,
      starts: scanner.starts,
      ends: scanner.ends,
      cellCount,
      rowCount: rows,
      quote: dialect.quote,
      absentCells: this.#plan.absentCells,
      rowOffsets: this.#rowOffsets,
    };
    const part: ChunkPart = {
      rowCount: rows,
      recordCount: records,
      records: rows > 0 && recordOf[rows - 1] === rows - 1 ? null : recordOf.slice(0, rows),
      baseOffset: window.offset + base,
      offsets: Uint32Array.from(this.#rowOffsets.subarray(0, rows), (rowOffset) => rowOffset - base),
      lengths: Uint32Array.from(this.#rowLengths.subarray(0, rows)),
      micros: micros.slice(0, rows),
      flags: flags?.slice(0, rows) ?? null,
      keys: keys.slice(0, rows * 2),
      columns: this.#plan.columns.map((column) => this.#columns.build(cells, column)),
      rejects: rejects.close(),
      blankBytes,
      recordBytes,
      rejectedBytes,
      otherHeaderAt,
    };
    return { part, end: offset };
  }

  /**
   * Reads a record that the scanner does not take, where there is one way to; its cells go to the scanner's from `at`.
   * Returns its recordFlags, null where there is none.
   */
  #mend(outcome: number, position: number, at: number): number | null {
    const scanner = this.#scanner;
    const { recordEnd, starts, ends } = scanner;
    const { bytes } = this.#window;
    if (recordEnd === beyondSight || recordEnd - position > this.#odd.longestBytes) return null;
    const contentEnd = contentEndOf(bytes, position, recordEnd, this.#plan.dialect.lineEnd);
    let mended: number | null = null;
    if (outcome === recordOutcomes.ragged) {
      const found = this.#odd.completeRagged(bytes, position, recordEnd, starts, ends, at);
      if (found !== null) mended = found === 'short' ? recordFlags.short : 0;
    } else if (outcome === recordOutcomes.textAfterQuote) {
      if (this.#odd.completeQuoted(bytes, position, contentEnd, starts, ends, at))
        mended = recordFlags.strayQuote;
    }
    if (mended !== null) scanner.contentEnd = contentEnd;
    return mended;
  }

  /** Why a record below the header of another table is not read: its cells have other names, and the same names may mislead. */
  #foreign(): Rejection {
    const reason = `belongs to another table, which begins at byte ${this.#otherTableAt}: split the file there`;
    return { reason, brief: reason };
  }

  #kindOf(outcome: number, position: number, recordEnd: number): OddKind | null {
    if (outcome !== recordOutcomes.complete && outcome !== recordOutcomes.ragged) return null;
    const window = this.#window;
    return this.#odd.kindOf(window.bytes, position, recordEnd, () =>
      window.bytesBefore(window.offset + position, 3),
    );
  }
}

/** Whether a record of this outcome is looked at again. */
function isOdd(outcome: number): boolean {
  return outcome === recordOutcomes.ragged || outcome === recordOutcomes.textAfterQuote;
}

function contentEndOf(bytes: Buffer, position: number, recordEnd: number, lineEnd: number): number {
  let end = recordEnd;
  if (end > position && bytes[end - 1] === lineEnd) end--;
  if (lineEnd === LF && end > position && bytes[end - 1] === CR) end--;
  return end;
}
