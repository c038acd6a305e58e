/** How the bytes of a delimited file are cut into records (RFC 4180 and what real exports make of it). */
export interface CsvDialect {
  /** Byte between cells. */
  readonly delimiter: number;
  /** Byte around cells that hold delimiters or line ends. */
  readonly quote: number;
  /** Byte that ends a line: LF (a CR before it belongs to the line end) or, in old Macintosh files, CR. */
  readonly lineEnd: number;
}

export const LF = 10;
export const CR = 13;

/** As the expected number of cells: any number will do. */
export const anyCells = -1;

/** What one scanned record was. */
export const recordOutcomes = {
  /** A record with the expected number of cells. */
  complete: 0,
  /** A line without any content. */
  blank: 1,
  /** Another number of cells than expected. */
  ragged: 2,
  /** Text after a closing quote. */
  textAfterQuote: 3,
  /** A quoted cell that the end of the file leaves open. */
  unclosedQuote: 4,
  /** Longer than a record may be. */
  tooLong: 5,
  /** The bytes at hand end inside the record. */
  needMore: 6,
} as const;

/**
 * Cuts bytes into records and cells without decoding them. One object per thread, reused for every record: after
 * `scan`, `recordEnd` is the offset behind the record's line end and cell i of the record is
 * bytes[starts[at + i], ends[at + i]), with `~end` instead of `end` where the cell holds doubled quotes.
 *
 * A quote that opens a cell must be closed and followed by a delimiter or line end; a quote inside an unquoted cell
 * is text. What breaks these rules ends the record at its first physical line, so that one broken quote costs one
 * line and not the rest of the file.
 */
export class RecordScanner {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly #dialect: CsvDialect;
  readonly #maxRecordBytes: number;
  /** Offset behind the record just scanned, line end included. */
  recordEnd = 0;
  /** Offset behind the record's content, line end excluded. */
  contentEnd = 0;
  /** Cells of the record just scanned. */
  cellCount = 0;

  constructor(dialect: CsvDialect, cellCapacity: number, maxRecordBytes: number) {
    this.#dialect = dialect;
    this.#maxRecordBytes = maxRecordBytes;
    this.starts = new Int32Array(cellCapacity);
    this.ends = new Int32Array(cellCapacity);
  }

  /**
   * Scans the record at `position` of bytes[0, available). `atEnd` says that no bytes follow. The cells go to
   * starts/ends from index `at`; `expectedCells` of them are kept, further ones only counted. With `anyCells`
   * instead, any number is right.
   */
  scan(
    bytes: Uint8Array,
    position: number,
    available: number,
    atEnd: boolean,
    at: number,
    expectedCells: number,
  ): number {
    const { delimiter, quote, lineEnd } = this.#dialect;
    const starts = this.starts;
    const ends = this.ends;
    const limit = Math.min(available, position + this.#maxRecordBytes);
    const kept = expectedCells === anyCells ? starts.length - at : expectedCells;
    let p = position;
    let cells = 0;
    for (;;) {
      let start = p;
      let end: number;
      if (p < limit && bytes[p] === quote) {
        start = ++p;
        let doubled = false;
        for (;;) {
          while (p < limit && bytes[p] !== quote) p++;
          if (p + 1 >= limit) {
            // The closing quote, or what follows it, lies beyond the bytes at hand.
            if (p < limit && limit === available && atEnd) break;
            return this.#cutShort(bytes, position, available, atEnd, limit);
          }
          if (bytes[p + 1] !== quote) break;
          doubled = true;
          p += 2;
        }
        end = doubled ? ~p : p;
        p++;
        if (p < limit) {
          const next = bytes[p]!;
          const endsLine = next === lineEnd || (next === CR && lineEnd === LF);
          if (next !== delimiter && !endsLine) {
            return this.#broken(bytes, position, available, atEnd, recordOutcomes.textAfterQuote);
          }
          if (next === CR && lineEnd === LF) {
            if (p + 1 >= available && !atEnd) return recordOutcomes.needMore;
            if (p + 1 < available && bytes[p + 1] !== LF) {
              return this.#broken(bytes, position, available, atEnd, recordOutcomes.textAfterQuote);
            }
            this.contentEnd = p;
            p++;
          }
        }
      } else {
        while (p < limit) {
          const byte = bytes[p]!;
          if (byte === delimiter || byte === lineEnd) break;
          p++;
        }
        end = p;
      }
      if (cells < kept) {
        starts[at + cells] = start;
        ends[at + cells] = end;
      }
      cells++;
      if (p < limit && bytes[p] === delimiter) {
        p++;
        continue;
      }
      if (p >= limit && !(atEnd && limit === available)) {
        return this.#cutShort(bytes, position, available, atEnd, limit);
      }
      break;
    }
    return this.#finish(bytes, position, p, available, at, cells, expectedCells);
  }

  #finish(
    bytes: Uint8Array,
    position: number,
    lineEndAt: number,
    available: number,
    at: number,
    cells: number,
    expectedCells: number,
  ): number {
    let contentEnd = Math.min(lineEndAt, available);
    if (this.#dialect.lineEnd === LF && contentEnd > position && bytes[contentEnd - 1] === CR) {
      contentEnd--;
      const last = at + cells - 1;
      if (last < this.ends.length && this.ends[last]! > contentEnd) this.ends[last] = contentEnd;
    }
    this.contentEnd = contentEnd;
    this.recordEnd = Math.min(lineEndAt + 1, available);
    this.cellCount = cells;
    if (contentEnd === position) return recordOutcomes.blank;
    if (cells === expectedCells || expectedCells === anyCells) return recordOutcomes.complete;
    return this.#ragged(bytes, position, available);
  }

  /** A record of several lines with the wrong number of cells may have swallowed its neighbors: keep one line of it. */
  #ragged(bytes: Uint8Array, position: number, available: number): number {
    const firstLineEnd = bytes.indexOf(this.#dialect.lineEnd, position);
    if (firstLineEnd !== -1 && firstLineEnd < available && firstLineEnd + 1 < this.recordEnd) {
      this.recordEnd = firstLineEnd + 1;
      this.contentEnd = firstLineEnd;
    }
    return recordOutcomes.ragged;
  }

  /** The record runs past the bytes at hand: more are needed, or it is too long, or the file ends inside it. */
  #cutShort(bytes: Uint8Array, position: number, available: number, atEnd: boolean, limit: number): number {
    if (limit < available || available - position >= this.#maxRecordBytes) {
      return this.#broken(bytes, position, available, atEnd, recordOutcomes.tooLong);
    }
    if (!atEnd) return recordOutcomes.needMore;
    return this.#broken(bytes, position, available, atEnd, recordOutcomes.unclosedQuote);
  }

  /** Ends a broken record at its first line end. */
  #broken(bytes: Uint8Array, position: number, available: number, atEnd: boolean, outcome: number): number {
    let firstLineEnd = bytes.indexOf(this.#dialect.lineEnd, position);
    if (firstLineEnd >= available) firstLineEnd = -1;
    if (firstLineEnd === -1) {
      if (!atEnd && outcome !== recordOutcomes.tooLong) return recordOutcomes.needMore;
      firstLineEnd = available;
    }
    this.contentEnd = firstLineEnd;
    this.recordEnd = Math.min(firstLineEnd + 1, available);
    this.cellCount = 0;
    return outcome;
  }
}
