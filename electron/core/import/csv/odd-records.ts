import { cellText } from './cell-bytes.ts';
import type { ChunkPlan } from './chunk.ts';
import { absentCell } from './chunk-columns.ts';
import { lineKind, lineKindReasons } from './line-kinds.ts';
import { headerKind } from './other-table.ts';
import type { Rejection } from './rejection.ts';
import { anyCells, CR, RecordScanner, recordOutcomes } from './scanner.ts';
import { missesOnlyTrailing } from './short-records.ts';
import { placeStrayQuotes } from './stray-quotes.ts';

export const repeatsHeader = 'repeats the header line';

export interface OddKind extends Rejection {
  /** Another table begins here. */
  readonly isOtherHeader: boolean;
}

const longestLooked = 64 * 1024;
/** Cells of a record beyond its columns that are looked at. */
const extraCells = 64;

/** Looks again at records that the scanner does not take: some can be read in one way, others say what they are. */
export class OddRecords {
  readonly #plan: ChunkPlan;
  readonly #scanner: RecordScanner;
  /** Longer records are rejected without looking at what they might be. */
  readonly longestBytes: number;

  constructor(plan: ChunkPlan) {
    this.#plan = plan;
    this.longestBytes = Math.min(longestLooked, plan.maxRecordBytes);
    this.#scanner = new RecordScanner(plan.dialect, plan.cellCount + extraCells, this.longestBytes);
  }

  /**
   * Puts the cells of a record with too few or too many into starts and ends from `at`, where there is one way to read
   * it: further cells are empty, or trailing ones lack as they may. 'whole' with nothing lost, or 'short'.
   */
  completeRagged(
    bytes: Buffer,
    position: number,
    recordEnd: number,
    starts: Int32Array,
    ends: Int32Array,
    at: number,
  ): 'whole' | 'short' | null {
    const { cellCount, shortRecords } = this.#plan;
    if (!this.#scan(bytes, position, recordEnd)) return null;
    const scanner = this.#scanner;
    const count = scanner.cellCount;
    if (count < cellCount) {
      if (shortRecords === null || !missesOnlyTrailing(this.#texts(bytes), shortRecords)) return null;
      if (this.#plan.timePositions.some((time) => time >= count)) return null;
    } else {
      if (count > scanner.starts.length) return null;
      for (let i = cellCount; i < count; i++) if (scanner.starts[i] !== scanner.ends[i]) return null;
    }
    for (let i = 0; i < cellCount; i++) {
      starts[at + i] = i < count ? scanner.starts[i]! : absentCell;
      ends[at + i] = i < count ? scanner.ends[i]! : absentCell;
    }
    return count < cellCount ? 'short' : 'whole';
  }

  /** As completeRagged, for a record with text behind a closing quote: the quote may be one that is not doubled. */
  completeQuoted(
    bytes: Buffer,
    position: number,
    contentEnd: number,
    starts: Int32Array,
    ends: Int32Array,
    at: number,
  ): boolean {
    const { dialect, cellCount } = this.#plan;
    const places = { starts, ends, at, expectedCells: cellCount };
    return placeStrayQuotes({ bytes, position, contentEnd, dialect, ...places });
  }

  /** What a record that is no event is, by its words; null where they do not say. `before`: the bytes before it. */
  kindOf(bytes: Buffer, position: number, recordEnd: number, before: () => Buffer): OddKind | null {
    if (!this.#scan(bytes, position, recordEnd)) return null;
    const { headers, cellCount, dialect } = this.#plan;
    const cells = this.#texts(bytes);
    const header = headerKind(cells, headers);
    if (header === 'repeated') return oddKind(repeatsHeader, false);
    const isOtherHeader =
      header === 'same-names' ||
      (header === 'other-names' && cells.length === cellCount && isBlankLine(before(), dialect.lineEnd));
    if (isOtherHeader) return oddKind('looks like the header of another table', true);
    const kind = lineKind(cells);
    return kind === null ? null : oddKind(lineKindReasons[kind], false);
  }

  #scan(bytes: Buffer, position: number, recordEnd: number): boolean {
    if (recordEnd - position > this.longestBytes) return false;
    const outcome = this.#scanner.scan(bytes, position, recordEnd, true, 0, anyCells);
    return outcome === recordOutcomes.complete && this.#scanner.recordEnd === recordEnd;
  }

  #texts(bytes: Buffer): string[] {
    const scanner = this.#scanner;
    const count = Math.min(scanner.cellCount, scanner.starts.length);
    return Array.from({ length: count }, (_, i) => cellText(bytes, scanner, i, this.#plan.dialect.quote));
  }
}

function oddKind(reason: string, isOtherHeader: boolean): OddKind {
  return { reason, brief: reason, isOtherHeader };
}

/** Whether the last bytes before a record are those of a blank line. */
function isBlankLine(before: Buffer, lineEnd: number): boolean {
  if (before.at(-1) !== lineEnd) return false;
  const other = before.at(-2) === CR && lineEnd !== CR ? before.at(-3) : before.at(-2);
  return other === lineEnd;
}
