import { isUtf8 } from 'node:buffer';
import type { IntegrityNote } from '../../../../shared/contract/records.ts';
import { throwIfCancelled } from '../../job.ts';
import type { ReadTable, TableAccount, TableSink } from '../readers/table-reader.ts';
import { lineKind, lineKindReasons } from './line-kinds.ts';
import { repeatsHeader } from './odd-records.ts';
import { beginsOtherTable, headerKind, nameKey } from './other-table.ts';
import { recordOutcomes } from './scanner.ts';
import { missesOnlyTrailing } from './short-records.ts';
import type { CsvShape } from './sniff.ts';
import { createTextScanner, type TextRecord } from './text-scanner.ts';

/** Longer records are rejected. */
const maxRecordBytes = 1 << 20;
/** Bytes read ahead of a record: it and the records behind it that tell what it is. */
const aheadBytes = 4 * maxRecordBytes;
const recordsBetweenTurns = 2000;
const maxCells = 4096;

/** Where the records of a stretch of the text belong: by position, the column of each of its cells; null: nowhere. */
interface CurrentTable {
  /** 1-based line at which its header stands. */
  readonly line: number;
  readonly width: number;
  readonly columns: readonly number[] | null;
}

/**
 * The reader for delimited text that the parser of bytes cannot read: other quotes and escapes, delimiters of several
 * characters, mixed line ends, several tables one below the other. Records of a further table are read by its own
 * header where the first one has all its names, and rejected otherwise.
 */
export function readTextTable(shape: CsvShape): ReadTable {
  return async (source, sink, job, limit = Number.POSITIVE_INFINITY) => {
    const reading = new TextReading(shape, sink);
    sink.header(shape.headers);
    let buffer = Buffer.alloc(0);
    let offset = 0;
    let records = 0;
    const read = async (available: number, untilOffset: number): Promise<void> => {
      while (offset - reading.dropped < untilOffset && reading.records < limit) {
        const position = offset - reading.dropped;
        offset += reading.next(buffer, position, available) - position;
        if (++records % recordsBetweenTurns !== 0) continue;
        throwIfCancelled(job);
        job.report({
          ...{ done: offset, total: source.sizeBytes, unit: 'bytes' as const },
          stage: `reading ${source.label}`,
        });
        await new Promise((resolve) => setImmediate(resolve));
        await sink.drained();
      }
    };
    let pieces: Uint8Array[] = [];
    let pieceBytes = 0;
    const join = () => {
      buffer = Buffer.concat([buffer.subarray(offset - reading.dropped), ...pieces]);
      reading.dropped = offset;
      pieces = [];
      pieceBytes = 0;
    };
    for await (const piece of source.open()) {
      pieces.push(piece);
      pieceBytes += piece.length;
      // The bytes at hand are copied when as many more have come.
      if (pieceBytes < aheadBytes) continue;
      join();
      if (buffer.length > aheadBytes) await read(buffer.length, buffer.length - aheadBytes);
      if (reading.records >= limit) break;
    }
    join();
    await read(buffer.length, buffer.length);
    return reading.account();
  };
}

class TextReading {
  readonly #shape: CsvShape;
  readonly #sink: TableSink;
  readonly #scanner;
  readonly #columnOf: ReadonlyMap<string, number>;
  readonly #bytes = { byteOrderMark: 0, preamble: 0, header: 0, records: 0, rejected: 0, blankLines: 0 };
  readonly #notes: IntegrityNote[] = [];
  #table: CurrentTable;
  #line = 1;
  #shortRecords = 0;
  /** A blank line has just been passed. */
  #isBehindGap = false;
  /** Bytes of the text that are no longer at hand. */
  dropped = 0;
  records = 0;

  constructor(shape: CsvShape, sink: TableSink) {
    this.#shape = shape;
    this.#sink = sink;
    this.#scanner = createTextScanner(shape.text, maxCells, maxRecordBytes);
    this.#columnOf = new Map(
      shape.headers.map((name, column) => [nameKey(name), column] as const).toReversed(),
    );
    const { length } = shape.headers;
    this.#table = { line: shape.headerLine ?? 1, width: length, columns: shape.headers.map((_, i) => i) };
  }

  account(): TableAccount {
    const notes = [...this.#notes];
    if (this.#shortRecords > 0) {
      notes.push({
        check: 'short-records',
        severity: 'notice',
        message: `records that lack cells at their end: ${this.#shortRecords}. What they lack is no cell`,
      });
    }
    return { bytes: this.#bytes, notes };
  }

  /** Reads what begins at bytes[position] and returns the position behind it. */
  next(bytes: Buffer, position: number, available: number): number {
    const offset = this.dropped + position;
    const { bomBytes, headerOffset, dataOffset } = this.#shape;
    for (const [end, kind] of [
      [bomBytes, 'byteOrderMark'],
      [headerOffset, 'preamble'],
      [dataOffset, 'header'],
    ] as const) {
      if (offset >= end) continue;
      const behind = Math.min(available, end - this.dropped);
      this.#bytes[kind] += behind - position;
      this.#countLines(bytes, position, behind);
      return behind;
    }
    const record = this.#scanner.scan(bytes, position, available);
    if (record.outcome === recordOutcomes.blank) {
      this.#bytes.blankLines += record.end - position;
      this.#isBehindGap = true;
    } else {
      const reason = this.#read(bytes, record, available);
      this.records++;
      if (reason === null) this.#bytes.records += record.end - position;
      else {
        this.#bytes.rejected += record.end - position;
        this.#sink.reject({ offset, length: record.end - position, sheetRow: 0 }, reason);
      }
      this.#isBehindGap = false;
    }
    this.#countLines(bytes, position, record.end);
    return record.end;
  }

  /** Hands a record on; why not, where it is none. */
  #read(bytes: Buffer, record: TextRecord, available: number): string | null {
    const { start, contentEnd, cells, outcome } = record;
    if (outcome === recordOutcomes.textAfterQuote) {
      return 'text after a closing quote: the quotes of this record do not match';
    }
    if (outcome === recordOutcomes.unclosedQuote) return 'a quote is opened and never closed';
    if (outcome === recordOutcomes.tooLong) return `longer than a record may be (${maxRecordBytes} bytes)`;
    if (!isUtf8(bytes.subarray(start, contentEnd))) return 'not UTF-8';
    const header = this.#readHeader(bytes, record, available);
    if (header !== null) return header;
    const { columns, line, width } = this.#table;
    if (columns === null) {
      return `belongs to another table, which begins at line ${line} with other columns: split the file there`;
    }
    const fitted = this.#fit(cells, width);
    if (fitted === null) {
      const kind = lineKind(cells);
      if (kind !== null) return lineKindReasons[kind];
      return `has ${record.cellCount} ${record.cellCount === 1 ? 'cell' : 'cells'}, the header has ${width}`;
    }
    const placed = new Array<string | null>(this.#shape.headers.length).fill(null);
    fitted.forEach((cell, i) => {
      placed[columns[i]!] = cell;
    });
    this.#sink.record(placed, {
      ...{ offset: this.dropped + start, length: contentEnd - start },
      sheetRow: 0,
    });
    return null;
  }

  /** The cells of a record as many as its table has columns; null where there is no one way to that. */
  #fit(cells: readonly string[], width: number): readonly (string | null)[] | null {
    if (cells.length === width) return isTotalsLine(cells) ? null : cells;
    if (cells.length > width)
      return cells.slice(width).every((cell) => cell === '') ? cells.slice(0, width) : null;
    const { mayBeShort, classes } = this.#shape;
    if (!mayBeShort || !missesOnlyTrailing(cells, classes)) return null;
    this.#shortRecords++;
    return cells;
  }

  /** Why a header in the middle is no record; null where the line is no header. Another table may begin with it. */
  #readHeader(bytes: Buffer, record: TextRecord, available: number): string | null {
    const { cells } = record;
    const kind = headerKind(cells, this.#shape.headers);
    if (kind === null) return null;
    const { length } = this.#shape.headers;
    if (kind === 'repeated') {
      this.#table = { line: this.#line, width: length, columns: this.#shape.headers.map((_, i) => i) };
      return repeatsHeader;
    }
    if (kind === 'other-names' && !this.#beginsTable(bytes, record, available)) return null;
    const columns = cells.map((name) => this.#columnOf.get(nameKey(name)));
    const isKnown =
      columns.every((column) => column !== undefined) && new Set(columns).size === columns.length;
    this.#table = { line: this.#line, width: cells.length, columns: isKnown ? (columns as number[]) : null };
    const what = isKnown
      ? 'its records are read by its own names'
      : 'the first table does not have all of its columns, so its records are rejected: split the file there and import the parts';
    this.#notes.push({
      check: 'second-table',
      severity: 'warning',
      message: `another table begins at line ${this.#line}: ${what}`,
    });
    return 'is the header of another table';
  }

  #beginsTable(bytes: Buffer, record: TextRecord, available: number): boolean {
    const behind: TextRecord[] = [];
    let position = record.end;
    while (behind.length < 3 && position < available) {
      const next = this.#scanner.scan(bytes, position, available);
      if (next.outcome === recordOutcomes.blank) break;
      behind.push(next);
      position = next.end;
    }
    const line = { cells: record.cells, isBehindGap: this.#isBehindGap };
    return beginsOtherTable(
      line,
      behind.map(({ cells }) => ({ cells, isBehindGap: false })),
      this.#table.width,
    );
  }

  #countLines(bytes: Buffer, from: number, to: number): void {
    const { lineEnd } = this.#shape.text;
    for (let i = from; i < to; i++) {
      const byte = bytes[i];
      if (byte === 10) this.#line += lineEnd === 'cr' ? 0 : 1;
      else if (byte === 13 && lineEnd !== 'lf' && (lineEnd === 'cr' || bytes[i + 1] !== 10)) this.#line++;
    }
  }
}

/** A totals line with all delimiters has one or two cells with content. */
function isTotalsLine(cells: readonly string[]): boolean {
  return cells.length > 3 && lineKind(cells) !== null;
}
