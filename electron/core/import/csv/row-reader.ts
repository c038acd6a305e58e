import { hashKey } from '../../events/key-hash.ts';
import { createDateParser, type DateParser } from '../dates/parse.ts';
import { cellText, Unquoter } from './cell-bytes.ts';
import type { ChunkPlan } from './chunk.ts';
import type { FileWindow } from './file-window.ts';
import { repeatsHeader } from './odd-records.ts';
import type { Rejection } from './rejection.ts';
import { type RecordScanner, recordOutcomes } from './scanner.ts';
import { Utf8Check } from './utf8.ts';

const shownBytes = 60;

/** Reads time and key of the record that a scanner has just cut from a window, and says why where it cannot. */
export class RowReader {
  readonly #plan: ChunkPlan;
  readonly #window: FileWindow;
  readonly #scanner: RecordScanner;
  readonly #dates: DateParser;
  readonly #utf8 = new Utf8Check();
  readonly #unquoter = new Unquoter();
  readonly #timeHeader: string;
  #refused: Rejection | null = null;
  /** Microseconds since 1970-01-01 UTC of the record read last. */
  micros = 0;
  /** Its timeFlags. */
  flags = 0;
  /** Its key: two 32-bit hashes. */
  readonly key = new Uint32Array(2);

  constructor(plan: ChunkPlan, window: FileWindow, scanner: RecordScanner) {
    this.#plan = plan;
    this.#window = window;
    this.#scanner = scanner;
    this.#dates = createDateParser(plan.datePlan);
    this.#timeHeader =
      plan.timeHeader.length > shownBytes ? `${plan.timeHeader.slice(0, shownBytes)}…` : plan.timeHeader;
  }

  windowMoved(): void {
    this.#utf8.start(this.#window.bytes, this.#window.available);
  }

  /** Reads the complete record at `position` of the window, whose cells are from `at`. False where it is no event. */
  read(position: number, at: number): boolean {
    const { contentEnd } = this.#scanner;
    this.#refused = this.#readTime(at) ?? this.#checkUtf8(position, contentEnd);
    if (this.#refused !== null) {
      if (this.#repeatsHeader(position, contentEnd)) {
        this.#refused = alike(repeatsHeader);
      }
      return false;
    }
    this.#readKey(at, position, contentEnd);
    return true;
  }

  /** Why the record scanned or read last is no event. */
  rejection(outcome: number): Rejection {
    const { cellCount, maxRecordBytes } = this.#plan;
    switch (outcome) {
      case recordOutcomes.complete:
        return this.#refused!;
      case recordOutcomes.ragged: {
        const cells = this.#scanner.cellCount;
        const reason = `has ${cells} ${cells === 1 ? 'cell' : 'cells'}, the header has ${cellCount}`;
        return { reason, brief: `has another number of cells than the header, which has ${cellCount}` };
      }
      case recordOutcomes.textAfterQuote:
        return alike('text after a closing quote: the quotes of this record do not match');
      case recordOutcomes.unclosedQuote:
        return alike('a quote is opened and never closed');
      default:
        return alike(`longer than a record may be (${maxRecordBytes} bytes)`);
    }
  }

  #readTime(at: number): Rejection | null {
    const {
      timePositions,
      dialect: { quote },
    } = this.#plan;
    const { starts, ends } = this.#scanner;
    let bytes: Uint8Array = this.#window.bytes;
    let start = starts[at + timePositions[0]!]!;
    let end = ends[at + timePositions[0]!]!;
    if (timePositions.length > 1 || end < 0) {
      bytes = Buffer.from(
        timePositions
          .map((position) => cellText(this.#window.bytes, this.#scanner, at + position, quote))
          .join(' '),
      );
      start = 0;
      end = bytes.length;
    }
    this.micros = this.#dates.parse(bytes, start, end);
    this.flags = this.#dates.lastFlags;
    if (!Number.isNaN(this.micros)) return null;
    const shown = Buffer.from(bytes.subarray(start, Math.min(end, start + shownBytes))).toString('utf8');
    if (shown.trim() === '') return alike(`${this.#timeHeader} is empty: an event needs a time`);
    const brief = `${this.#timeHeader} is not a time in the form of this file`;
    return { reason: `${brief}: ${JSON.stringify(shown)}`, brief };
  }

  #checkUtf8(position: number, contentEnd: number): Rejection | null {
    const invalid = this.#utf8.firstInvalid(position, contentEnd);
    if (invalid === -1) return null;
    const byte = this.#window.bytes[invalid]!.toString(16).padStart(2, '0');
    return {
      reason: `not UTF-8: byte 0x${byte} at offset ${this.#window.offset + invalid}`,
      brief: 'not UTF-8',
    };
  }

  #repeatsHeader(start: number, end: number): boolean {
    return this.#window.bytes.subarray(start, end).equals(this.#plan.headerBytes);
  }

  /** The log's own id, or the bytes of the whole record where it gives none. */
  #readKey(at: number, start: number, end: number): void {
    const { keyPosition, keySeeds } = this.#plan;
    const { starts, ends } = this.#scanner;
    let bytes: Uint8Array = this.#window.bytes;
    let from = start;
    let to = end;
    if (keyPosition !== null) {
      const cellStart = starts[at + keyPosition]!;
      const cellEnd = ends[at + keyPosition]!;
      if (cellEnd > cellStart) {
        from = cellStart;
        to = cellEnd;
      } else if (cellEnd < 0) {
        from = 0;
        to = this.#unquote(cellStart, ~cellEnd);
        bytes = this.#unquoter.bytes;
      }
    }
    hashKey(bytes, from, to, keySeeds, this.key, 0);
  }

  #unquote(start: number, end: number): number {
    return this.#unquoter.unquote(this.#window.bytes, start, end, this.#plan.dialect.quote);
  }
}

function alike(reason: string): Rejection {
  return { reason, brief: reason };
}
