/** How the bytes of a delimited file are cut into records (RFC 4180 and what real exports make of it). */
export interface CsvDialect {
  /** Byte between cells. */
  readonly delimiter: number;
  /** Byte around cells that hold delimiters or line ends; above 255 where cells are never quoted. */
  readonly quote: number;
  /** Byte that ends a line: LF (a CR before it belongs to the line end) or, in old Macintosh files, CR. */
  readonly lineEnd: number;
}

export const LF = 10;
export const CR = 13;

/** As the expected number of cells: any number will do. */
export const anyCells = -1;

/** As the end of a record: the line it ends with goes on behind the bytes at hand. */
export const beyondSight = -1;

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
  /** A quoted cell that neither the end of the file nor the longest a record may be closes. */
  unclosedQuote: 4,
  /** Longer than a record may be, line end included. */
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
 * is text. What breaks these rules ends the record at the first line end in or behind the cell that breaks them, and
 * a broken record ends before any line in it that begins a good one without a stray quote: one broken quote costs its
 * own record, not the rest of the file. What a record is depends on the bytes from its start alone, not on how many are at hand.
 *
 * Time: a broken quote is looked at once for every line in which it reaches a new cell, so at most cellCount times.
 */
export class RecordScanner {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly #dialect: CsvDialect;
  readonly #maxRecordBytes: number;
  /** Offset behind the record just scanned, line end included; `beyondSight` for a broken one whose end is not here. */
  recordEnd = 0;
  /** Offset behind the record's content, line end excluded. */
  contentEnd = 0;
  /** Cells of the record just scanned; of a ragged one that runs over several lines, at least so many. */
  cellCount = 0;
  /** Where the cell that breaks the record begins. */
  #brokenFrom = 0;

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
    bytes: Buffer,
    position: number,
    available: number,
    atEnd: boolean,
    at: number,
    expectedCells: number,
  ): number {
    const outcome = this.#scanPlain(bytes, position, available, atEnd, at, expectedCells);
    if (
      outcome === recordOutcomes.complete ||
      outcome === recordOutcomes.blank ||
      outcome === recordOutcomes.needMore
    ) {
      return outcome;
    }
    if (this.recordEnd === beyondSight) {
      const lineEnd = this.#lineEndFrom(bytes, this.#brokenFrom, available);
      if (lineEnd < available) this.recordEnd = lineEnd + 1;
      else if (atEnd) this.recordEnd = available;
    }
    const cells = this.cellCount;
    const cut = this.#cutBeforeGood(bytes, position, available, atEnd, at, expectedCells);
    this.cellCount = cells;
    return cut ? outcome : recordOutcomes.needMore;
  }

  /**
   * Shortens the broken record just scanned to end before the first of its inner lines that begins a good record,
   * which it may have swallowed. False where more bytes are needed to tell.
   */
  #cutBeforeGood(
    bytes: Buffer,
    position: number,
    available: number,
    atEnd: boolean,
    at: number,
    expectedCells: number,
  ): boolean {
    const whole = this.recordEnd;
    const within = bytes.subarray(0, whole === beyondSight ? available : whole);
    let line = within.indexOf(this.#dialect.lineEnd, position) + 1;
    for (; line > 0 && line < within.length; line = within.indexOf(this.#dialect.lineEnd, line) + 1) {
      const outcome = this.#scanPlain(bytes, line, available, atEnd, at, expectedCells);
      if (outcome === recordOutcomes.needMore) return false;
      if (outcome === recordOutcomes.complete && !this.#holdsStrayQuote(bytes, at)) {
        this.recordEnd = line;
        return true;
      }
    }
    this.recordEnd = whole;
    return true;
  }

  /** Whether a cell of the record just scanned has a quote in it without being quoted, as the rest of a quoted one has. */
  #holdsStrayQuote(bytes: Buffer, at: number): boolean {
    const { quote } = this.#dialect;
    if (quote > 0xff) return false;
    const count = Math.min(this.cellCount, this.starts.length - at);
    for (let cell = at; cell < at + count; cell++) {
      const start = this.starts[cell]!;
      const end = this.ends[cell]!;
      if (end > start && bytes[start - 1] !== quote && bytes.subarray(start, end).includes(quote))
        return true;
    }
    return false;
  }

  #scanPlain(
    bytes: Buffer,
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
    const limitIsEnd = atEnd && limit === available;
    const kept = expectedCells === anyCells ? starts.length - at : expectedCells;
    let p = position;
    let cells = 0;
    let firstLineEnd = -1;
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
            if (p < limit && limitIsEnd) break;
            return this.#cutShort(bytes, position, start, available, atEnd, limit);
          }
          if (bytes[p + 1] !== quote) break;
          doubled = true;
          p += 2;
        }
        end = doubled ? ~p : p;
        p++;
        if (p < limit) {
          const next = bytes[p]!;
          if (next !== delimiter && next !== lineEnd) {
            if (next !== CR || lineEnd !== LF) return this.#broken(start, recordOutcomes.textAfterQuote);
            if (p + 1 >= limit && !limitIsEnd) {
              return this.#cutShort(bytes, position, start, available, atEnd, limit);
            }
            if (p + 1 < limit && bytes[p + 1] !== LF) {
              return this.#broken(start, recordOutcomes.textAfterQuote);
            }
            p++;
          }
        }
        if (cells >= kept && expectedCells !== anyCells) {
          // Too many cells: where a quote swallowed a line end, what else it swallows is not looked for.
          if (firstLineEnd === -1) firstLineEnd = this.#lineEndFrom(bytes, position, limit);
          if (firstLineEnd < p) {
            this.cellCount = cells + 1;
            return this.#broken(p, recordOutcomes.ragged);
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
      if (p >= limit) {
        if (limitIsEnd) break;
        return this.#cutShort(bytes, position, start, available, atEnd, limit);
      }
      if (bytes[p] !== delimiter) break;
      p++;
    }
    return this.#finish(bytes, position, p, available, at, cells, expectedCells);
  }

  #finish(
    bytes: Buffer,
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
    return recordOutcomes.ragged;
  }

  /** Position of the first line end in bytes[from, to); `to` if there is none. */
  #lineEndFrom(bytes: Buffer, from: number, to: number): number {
    const found = bytes.subarray(from, to).indexOf(this.#dialect.lineEnd);
    return found === -1 ? to : from + found;
  }

  /** The record runs up to the limit: more bytes are needed, or it is too long, or the file ends inside its quotes. */
  #cutShort(
    bytes: Buffer,
    position: number,
    start: number,
    available: number,
    atEnd: boolean,
    limit: number,
  ): number {
    const isLongest = limit === position + this.#maxRecordBytes;
    if (!isLongest && !atEnd) return recordOutcomes.needMore;
    // A cell with a line end in it is a quoted one; without, it may as well be a line of that length.
    const isOpen = (atEnd && limit === available) || this.#lineEndFrom(bytes, start, limit) < limit;
    return this.#broken(start, isOpen ? recordOutcomes.unclosedQuote : recordOutcomes.tooLong);
  }

  #broken(from: number, outcome: number): number {
    this.#brokenFrom = from;
    this.recordEnd = beyondSight;
    return outcome;
  }
}
