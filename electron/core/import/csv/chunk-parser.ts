import { isUtf8 } from 'node:buffer';
import { hashBytes64 } from '../../events/term-table.ts';
import { createDateParser, type DateParser } from '../dates/parse.ts';
import { Unquoter } from './cell-bytes.ts';
import type { ChunkJob, ChunkPart, ChunkPlan, ChunkReject, ChunkResult } from './chunk.ts';
import { ColumnBuilder } from './chunk-columns.ts';
import { RecordScanner, recordOutcomes } from './scanner.ts';
import { firstInvalidUtf8 } from './utf8.ts';

/** Reads up to `length` bytes of the file at `position` into the buffer; 0 only at the end of the file. */
export type ReadAt = (buffer: Uint8Array, at: number, length: number, position: number) => number;

/** Bytes read behind a chunk's soft end for the record that straddles it. */
const lookaheadBytes = 64 * 1024;

/**
 * Parses stretches of one file into columns. One object per thread; the result depends on the file and the job
 * alone, so that any number of threads gives the same rows.
 */
export class ChunkParser {
  readonly #plan: ChunkPlan;
  readonly #read: ReadAt;
  readonly #scanner: RecordScanner;
  readonly #columns: ColumnBuilder;
  readonly #dates: DateParser;
  readonly #unquoter = new Unquoter();
  readonly #rowOffsets: Int32Array;
  readonly #rowLengths: Int32Array;
  #buffer = Buffer.allocUnsafe(0);
  /** Offset in the file of buffer[0], and how many bytes of the buffer are of the file. */
  #bufferOffset = 0;
  #available = 0;

  constructor(plan: ChunkPlan, read: ReadAt) {
    this.#plan = plan;
    this.#read = read;
    this.#scanner = new RecordScanner(plan.dialect, plan.maxRows * plan.cellCount, plan.maxRecordBytes);
    this.#columns = new ColumnBuilder(plan.termSeed);
    this.#dates = createDateParser(plan.datePlan);
    this.#rowOffsets = new Int32Array(plan.maxRows);
    this.#rowLengths = new Int32Array(plan.maxRows);
  }

  parse(job: ChunkJob): ChunkResult {
    const parts: ChunkPart[] = [];
    let position = job.start;
    this.#available = 0;
    while (position < job.softEnd) {
      if (position >= this.#bufferOffset + this.#available) this.#fillUpTo(position, job.softEnd);
      const part = this.#parsePart(position, job.softEnd);
      parts.push(part.part);
      position = part.end;
    }
    return { id: job.id, start: job.start, end: position, parts };
  }

  /** Reads `length` bytes of the file from `offset` into the buffer. */
  #fill(offset: number, length: number): void {
    if (this.#buffer.length < length) this.#buffer = Buffer.allocUnsafe(length);
    let read = 0;
    while (read < length) {
      const got = this.#read(this.#buffer, read, length - read, offset + read);
      if (got === 0) throw new Error(`the file ends at ${offset + read}, before ${offset + length}`);
      read += got;
    }
    this.#bufferOffset = offset;
    this.#available = length;
  }

  #fillUpTo(offset: number, softEnd: number): void {
    this.#fill(offset, Math.min(softEnd - offset + lookaheadBytes, this.#plan.sizeBytes - offset));
  }

  /** Makes the buffer start at `offset` and hold twice as much, up to the longest record. False if it cannot. */
  #extend(offset: number): boolean {
    const rest = this.#plan.sizeBytes - offset;
    const wanted = Math.min(
      rest,
      this.#plan.maxRecordBytes + 1,
      Math.max((this.#available || 1) * 2, lookaheadBytes),
    );
    if (wanted <= this.#bufferOffset + this.#available - offset) return false;
    this.#fill(offset, wanted);
    return true;
  }

  #parsePart(start: number, softEnd: number): { part: ChunkPart; end: number } {
    const plan = this.#plan;
    const scanner = this.#scanner;
    const rejects: ChunkReject[] = [];
    const micros = new Float64Array(plan.maxRows);
    const keys = new Uint32Array(plan.maxRows * 2);
    const recordOf = new Uint32Array(plan.maxRows);
    let flags: Uint8Array | null = null;
    let rows = 0;
    let records = 0;
    let blankBytes = 0;
    let recordBytes = 0;
    let rejectedBytes = 0;
    let offset = start;
    let validUpTo = this.#validUpTo(start);
    // The buffer moves under a part only while it holds no row yet: rows point into it.
    while (offset < softEnd && rows < plan.maxRows) {
      const position = offset - this.#bufferOffset;
      const atEnd = this.#bufferOffset + this.#available >= plan.sizeBytes;
      const at = rows * plan.cellCount;
      const outcome = scanner.scan(this.#buffer, position, this.#available, atEnd, at, plan.cellCount);
      if (outcome === recordOutcomes.needMore) {
        if (rows > 0) break;
        if (!this.#extend(offset)) throw new Error(`record at ${offset} cannot be completed`);
        validUpTo = this.#validUpTo(offset);
        continue;
      }
      let next = this.#bufferOffset + scanner.recordEnd;
      if (outcome === recordOutcomes.blank) {
        blankBytes += next - offset;
        offset = next;
        continue;
      }
      let reason: string | null = null;
      if (outcome === recordOutcomes.complete) {
        reason = this.#readTime(at, micros, rows);
        if (reason === null && scanner.contentEnd > validUpTo)
          reason = this.#notUtf8(position, scanner.contentEnd);
        if (reason !== null && this.#repeatsHeader(position, scanner.contentEnd))
          reason = 'repeats the header line';
      } else {
        reason = this.#brokenReason(outcome, scanner.cellCount);
        if (outcome === recordOutcomes.tooLong) next = this.#lineEndAfter(next);
      }
      if (reason !== null) {
        rejects.push({ record: records, offset, length: next - offset, reason });
        rejectedBytes += next - offset;
      } else {
        this.#rowOffsets[rows] = position;
        this.#rowLengths[rows] = scanner.contentEnd - position;
        this.#readKey(at, position, scanner.contentEnd, keys, rows);
        recordOf[rows] = records;
        if (this.#dates.lastFlags !== 0) {
          flags ??= new Uint8Array(plan.maxRows);
          flags[rows] = this.#dates.lastFlags;
        }
        recordBytes += next - offset;
        rows++;
      }
      records++;
      offset = next;
      // The next record may lie beyond the buffer.
      if (outcome === recordOutcomes.tooLong) break;
    }
    const rowOffsets = this.#rowOffsets;
    const base = rows > 0 ? rowOffsets[0]! : 0;
    const offsets = new Uint32Array(rows);
    const lengths = new Uint32Array(rows);
    for (let row = 0; row < rows; row++) {
      offsets[row] = rowOffsets[row]! - base;
      lengths[row] = this.#rowLengths[row]!;
    }
    const cells = {
      bytes: this.#buffer,
      starts: scanner.starts,
      ends: scanner.ends,
      cellCount: plan.cellCount,
      rowCount: rows,
      quote: plan.dialect.quote,
      rowOffsets,
    };
    const part: ChunkPart = {
      rowCount: rows,
      recordCount: records,
      records: rows > 0 && recordOf[rows - 1] === rows - 1 ? null : recordOf.slice(0, rows),
      baseOffset: this.#bufferOffset + base,
      offsets,
      lengths,
      micros: micros.slice(0, rows),
      flags: flags?.slice(0, rows) ?? null,
      keys: keys.slice(0, rows * 2),
      columns: plan.columns.map((column) => this.#columns.build(cells, column)),
      rejects,
      blankBytes,
      recordBytes,
      rejectedBytes,
    };
    return { part, end: offset };
  }

  /** Offset behind the next line end at or after `from`, reading on through the file. */
  #lineEndAfter(from: number): number {
    const { lineEnd } = this.#plan.dialect;
    // A record cut at a line end inside the bytes at hand is already complete.
    if (from > this.#bufferOffset && this.#buffer[from - this.#bufferOffset - 1] === lineEnd) return from;
    const window = Buffer.allocUnsafe(1 << 20);
    let offset = from;
    for (;;) {
      const got = this.#read(window, 0, window.length, offset);
      if (got === 0) return offset;
      const found = window.subarray(0, got).indexOf(lineEnd);
      if (found !== -1) return offset + found + 1;
      offset += got;
    }
  }

  /** Offset in the buffer up to which all bytes from `start` are known to be UTF-8; `start` where they are not. */
  #validUpTo(start: number): number {
    const from = start - this.#bufferOffset;
    // A window may end inside a character, a line does not: line ends are ASCII.
    const to = this.#buffer.lastIndexOf(this.#plan.dialect.lineEnd, this.#available - 1) + 1;
    return to > from && isUtf8(this.#buffer.subarray(from, to)) ? to : from;
  }

  #notUtf8(start: number, end: number): string | null {
    const bytes = this.#buffer.subarray(start, end);
    const invalid = firstInvalidUtf8(bytes);
    if (invalid === -1) return null;
    const byte = bytes[invalid]!.toString(16).padStart(2, '0');
    return `not UTF-8: byte 0x${byte} at offset ${this.#bufferOffset + start + invalid}`;
  }

  /** Reads the row's time; returns the reason why it cannot. */
  #readTime(at: number, micros: Float64Array, row: number): string | null {
    const { timePositions, timeHeader } = this.#plan;
    const { starts, ends } = this.#scanner;
    let bytes: Uint8Array = this.#buffer;
    let start = starts[at + timePositions[0]!]!;
    let end = ends[at + timePositions[0]!]!;
    if (timePositions.length > 1 || end < 0) {
      const joined = timePositions.map((position) => this.#cellText(at + position)).join(' ');
      bytes = Buffer.from(joined);
      start = 0;
      end = bytes.length;
    }
    const value = this.#dates.parse(bytes, start, end);
    micros[row] = value;
    if (value === value) return null;
    const shown = Buffer.from(bytes.subarray(start, Math.min(end, start + 60))).toString('utf8');
    if (shown.trim() === '') return `${timeHeader} is empty: an event needs a time`;
    return `${timeHeader} is not a time in the form of this file: ${JSON.stringify(shown)}`;
  }

  #cellText(cell: number): string {
    const start = this.#scanner.starts[cell]!;
    const end = this.#scanner.ends[cell]!;
    if (end >= 0) return this.#buffer.toString('utf8', start, end);
    const length = this.#unquoter.unquote(this.#buffer, start, ~end, this.#plan.dialect.quote);
    return Buffer.from(this.#unquoter.bytes.subarray(0, length)).toString('utf8');
  }

  #readKey(at: number, start: number, end: number, keys: Uint32Array, row: number): void {
    const { keyPosition, keySeeds } = this.#plan;
    let from = start;
    let to = end;
    if (keyPosition !== null) {
      const cellStart = this.#scanner.starts[at + keyPosition]!;
      const cellEnd = this.#scanner.ends[at + keyPosition]!;
      // Without an id of its own, a row is known by its whole content.
      if (cellEnd !== cellStart) {
        from = cellStart;
        to = cellEnd < 0 ? ~cellEnd : cellEnd;
      }
    }
    hashBytes64(this.#buffer, from, to, keySeeds, keys, row * 2);
  }

  #repeatsHeader(start: number, end: number): boolean {
    return this.#buffer.subarray(start, end).equals(this.#plan.headerBytes);
  }

  #brokenReason(outcome: number, cells: number): string {
    const { cellCount, maxRecordBytes } = this.#plan;
    switch (outcome) {
      case recordOutcomes.ragged:
        return `has ${cells} ${cells === 1 ? 'cell' : 'cells'}, the header has ${cellCount}`;
      case recordOutcomes.textAfterQuote:
        return 'text after a closing quote: the quotes of this line do not match';
      case recordOutcomes.unclosedQuote:
        return 'a quote is opened and never closed';
      default:
        return `longer than a record may be (${maxRecordBytes} bytes)`;
    }
  }
}
