import { absentSpan } from '../../events/inline-cells.ts';
import { hashBytes, TermTable } from '../../events/term-table.ts';
import { Unquoter } from './cell-bytes.ts';
import type { ChunkCells, ChunkColumn, ChunkSpans, ChunkTerms } from './chunk.ts';

/** The scanned cells of a part: cell of row r at position c is bytes[starts[r * cellCount + c], ends[…]). */
export interface ScannedCells {
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly cellCount: number;
  readonly rowCount: number;
  readonly quote: number;
  /** An empty cell without quotes is no cell. */
  readonly absentCells: boolean;
  /** Offset of each row's record in bytes. */
  readonly rowOffsets: Int32Array;
}

/** As start and end of a cell that its record does not have. */
export const absentCell = -1;

/** Rows after which an `auto` column is judged: more than half of them different means spans. */
const autoTrialRows = 2048;

/** Turns one column of scanned cells into terms or spans. One object per thread: it keeps its tables. */
export class ColumnBuilder {
  readonly #terms = new TermTable(1 << 14);
  readonly #unquoter = new Unquoter();
  readonly #seed: number;

  constructor(termSeed: number) {
    this.#seed = termSeed;
  }

  build(cells: ScannedCells, column: ChunkColumn): ChunkCells {
    if (column.storage === 'spans') return this.#spans(cells, column.position);
    const terms = this.#internAll(cells, column);
    return terms ?? this.#spans(cells, column.position);
  }

  #internAll(cells: ScannedCells, column: ChunkColumn): ChunkTerms | null {
    const { bytes, starts, ends, cellCount, rowCount, quote } = cells;
    const table = this.#terms;
    table.clear();
    const codes = new Int32Array(rowCount);
    const seed = this.#seed;
    const trial = column.storage === 'auto' ? autoTrialRows : -1;
    let cell = column.position;
    for (let row = 0; row < rowCount; row++, cell += cellCount) {
      const start = starts[cell]!;
      const end = ends[cell]!;
      if (start === end && isAbsent(cells, start)) {
        codes[row] = 0;
      } else if (end >= 0) {
        codes[row] = table.intern(bytes, start, end, hashBytes(bytes, start, end, seed));
      } else {
        const length = this.#unquoter.unquote(bytes, start, ~end, quote);
        const scratch = this.#unquoter.bytes;
        codes[row] = table.intern(scratch, 0, length, hashBytes(scratch, 0, length, seed));
      }
      if (row === trial && table.size * 2 > trial) return null;
    }
    return {
      kind: 'terms',
      codes,
      arena: table.arena.slice(0, table.byteLength),
      ends: table.ends.slice(0, table.size + 1),
      hashes: table.hashes.slice(0, table.size + 1),
    };
  }

  #spans(cells: ScannedCells, position: number): ChunkSpans {
    const { starts, ends, cellCount, rowCount, rowOffsets } = cells;
    const spanStarts = new Uint32Array(rowCount);
    const lengths = new Uint32Array(rowCount);
    let cell = position;
    for (let row = 0; row < rowCount; row++, cell += cellCount) {
      const start = starts[cell]!;
      const end = ends[cell]!;
      if (start === end && isAbsent(cells, start)) {
        lengths[row] = absentSpan;
        continue;
      }
      spanStarts[row] = start - rowOffsets[row]!;
      lengths[row] = end >= 0 ? (end - start) * 2 : (~end - start) * 2 + 1;
    }
    return { kind: 'spans', starts: spanStarts, lengths };
  }
}

/** Whether the empty cell at `start` is no cell: an empty text has quotes around it. */
function isAbsent({ bytes, quote, absentCells }: ScannedCells, start: number): boolean {
  return start === absentCell || (absentCells && bytes[start - 1] !== quote);
}
