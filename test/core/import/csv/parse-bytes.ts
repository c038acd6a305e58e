import type { ChunkPart, ChunkPlan, ChunkResult } from '../../../../electron/core/import/csv/chunk.ts';
import { ChunkParser } from '../../../../electron/core/import/csv/chunk-parser.ts';
import type { ChunkReject } from '../../../../electron/core/import/csv/reject-list.ts';
import type { CsvDialect } from '../../../../electron/core/import/csv/scanner.ts';

export const commaDialect: CsvDialect = { delimiter: 0x2c, quote: 0x22, lineEnd: 10 };

/** A plan for a table whose first column is a time in epoch seconds, or has no time that matters. */
export function planOf(bytes: Uint8Array, cellCount: number, changes: Partial<ChunkPlan> = {}): ChunkPlan {
  return {
    path: '',
    sizeBytes: bytes.length,
    dialect: commaDialect,
    cellCount,
    maxRecordBytes: 1 << 16,
    maxRows: 65_536,
    columns: Array.from({ length: cellCount }, (_, position) => ({ position, storage: 'terms' })),
    timePositions: [0],
    timeHeader: 'at',
    datePlan: {
      layout: { kind: 'epoch', unit: 'seconds' },
      zone: null,
      zoneInText: true,
      twoDigitYearsFrom: null,
    },
    keyPosition: null,
    termSeed: 7,
    keySeeds: [11, 13],
    headerBytes: Buffer.from('at,header'),
    absentCells: false,
    headers: [],
    shortRecords: null,
    ...changes,
  };
}

export interface ParsedRow {
  readonly record: number;
  readonly offset: number;
  readonly length: number;
  readonly micros: number;
  readonly flags: number;
  readonly key: string;
  /** null is no cell. */
  readonly cells: readonly (string | null)[];
}

export interface Parsed {
  readonly rows: readonly ParsedRow[];
  readonly rejects: readonly ChunkReject[];
  readonly records: number;
  readonly blankBytes: number;
  readonly recordBytes: number;
  readonly rejectedBytes: number;
  readonly parts: readonly ChunkPart[];
}

export interface ParsingWay {
  readonly dataOffset?: number;
  /** Guessed cuts in order, right or wrong. */
  readonly cuts?: readonly number[];
  readonly lookaheadBytes?: number;
  /** Bytes a read returns at most. */
  readonly readBytes?: number;
}

/**
 * Parses bytes as `results()` of parallel-parse.ts has threads do it: every guessed chunk is parsed, and again from
 * the right place where the guess was wrong.
 */
export function parseBytes(bytes: Buffer, plan: ChunkPlan, way: ParsingWay = {}): Parsed {
  const { dataOffset = 0, cuts = [], lookaheadBytes, readBytes = Infinity } = way;
  const read = (buffer: Uint8Array, at: number, length: number, position: number): number => {
    const end = Math.min(position + Math.min(length, readBytes), bytes.length);
    buffer.set(bytes.subarray(position, end), at);
    return Math.max(0, end - position);
  };
  const parser = new ChunkParser(plan, read, lookaheadBytes);
  const parts: ChunkPart[] = [];
  let position = dataOffset;
  let guess = dataOffset;
  let otherTableAt: number | null = null;
  for (const cut of [...cuts, bytes.length]) {
    const guessed =
      guess < cut ? parser.parse({ id: 0, start: guess, softEnd: cut, otherTableAt: null }) : null;
    guess = cut;
    if (position >= cut) continue;
    const result: ChunkResult =
      guessed?.start === position && otherTableAt === null
        ? guessed
        : parser.parse({ id: 0, start: position, softEnd: cut, otherTableAt });
    otherTableAt = result.otherTableAt;
    parts.push(...result.parts);
    position = result.end;
  }
  if (bytes.length > dataOffset && position !== bytes.length) throw new Error(`parsing ended at ${position}`);
  return together(bytes, parts);
}

/** The parts of a file as one list of rows and rejects, record numbers counted through. */
export function together(bytes: Buffer, parts: readonly ChunkPart[]): Parsed {
  const rows: ParsedRow[] = [];
  const rejects: ChunkReject[] = [];
  let records = 0;
  for (const part of parts) {
    for (let row = 0; row < part.rowCount; row++) {
      const offset = part.baseOffset + part.offsets[row]!;
      rows.push({
        record: records + (part.records?.[row] ?? row),
        offset,
        length: part.lengths[row]!,
        micros: part.micros[row]!,
        flags: part.flags?.[row] ?? 0,
        key: `${part.keys[row * 2]}-${part.keys[row * 2 + 1]}`,
        cells: part.columns.map((cells) => {
          if (cells.kind === 'terms') {
            const code = cells.codes[row]!;
            if (code === 0) return null;
            return Buffer.from(cells.arena.subarray(cells.ends[code - 1]!, cells.ends[code]!)).toString();
          }
          const start = offset + cells.starts[row]!;
          const length = cells.lengths[row]!;
          if (length === 1) return null;
          const text = bytes.toString('utf8', start, start + (length >>> 1));
          return length & 1 ? text.replaceAll('""', '"') : text;
        }),
      });
    }
    for (const reject of part.rejects) rejects.push({ ...reject, record: reject.record + records });
    records += part.recordCount;
  }
  const sum = (bytesOf: (part: ChunkPart) => number) =>
    parts.reduce((total, part) => total + bytesOf(part), 0);
  return {
    rows,
    rejects,
    records,
    blankBytes: sum(({ blankBytes }) => blankBytes),
    recordBytes: sum(({ recordBytes }) => recordBytes),
    rejectedBytes: sum(({ rejectedBytes }) => rejectedBytes),
    parts,
  };
}
