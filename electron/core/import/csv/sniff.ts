import { AppError } from '../../../../shared/contract/errors.ts';
import { cellText } from './cell-bytes.ts';
import { anyCells, beyondSight, CR, type CsvDialect, LF, RecordScanner, recordOutcomes } from './scanner.ts';

/** What the beginning of a delimited file says about its shape. */
export interface CsvShape {
  readonly dialect: CsvDialect;
  readonly bomBytes: number;
  /** Offset of the header record; everything between the mark and it is preamble. */
  readonly headerOffset: number;
  readonly headerBytes: Buffer;
  readonly headers: readonly string[];
  /** Offset of the first data record. */
  readonly dataOffset: number;
  /** Physical lines between the mark and the header, blank ones too. */
  readonly preambleLines: number;
  /** Cells of the first data records, by row. */
  readonly samples: readonly (readonly string[])[];
  /** Mean bytes of a sample record. */
  readonly meanRecordBytes: number;
}

const delimiters = [',', '\t', ';', '|'].map((character) => character.charCodeAt(0));
const quote = 0x22;
const maxCells = 4096;
const maxPreambleLines = 50;
const sampleRecords = 500;

interface SampledRecord {
  readonly offset: number;
  readonly end: number;
  readonly contentEnd: number;
  /** All of them, also where more than `maxCells`. */
  readonly cellCount: number;
  /** Empty for a broken record. */
  readonly cells: readonly string[];
}

/** Finds delimiter, line end, preamble and header in the head of a file. Throws input-empty or input-format. */
export function sniffCsv(path: string, head: Buffer, isWholeFile: boolean): CsvShape {
  const bomBytes = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  const lineEnd = commonLineEnd(head);
  const candidates = delimiters.map((delimiter) => {
    const dialect = { delimiter, quote, lineEnd };
    const records = sampleAll(head, bomBytes, isWholeFile, dialect);
    return { dialect, records, ...commonWidth(records) };
  });
  const { records, dialect, width } = candidates.reduce((a, b) => (b.score > a.score ? b : a));
  if (records.length === 0) throw noRecords(path, isWholeFile);
  const headerIndex = records.findIndex(({ cells }) => cells.length === width && !isBlank(cells));
  if (headerIndex === -1 || headerIndex > maxPreambleLines) {
    throw new AppError(
      'input-format',
      `${path} has no header line among its first ${maxPreambleLines} lines. Remove what stands before it, in a copy`,
      { path },
    );
  }
  const header = records[headerIndex]!;
  if (header.cellCount > maxCells) {
    throw new AppError(
      'input-format',
      `${path} has ${header.cellCount} columns, more than the ${maxCells} a log may have. Ask for the log itself as CSV`,
      { path, columns: header.cellCount },
    );
  }
  const data = records.slice(headerIndex + 1);
  const samples = data.filter(({ cells }) => cells.length === width).map(({ cells }) => cells);
  const bytes = data.reduce((sum, record) => sum + record.end - record.offset, 0);
  return {
    dialect,
    bomBytes,
    headerOffset: header.offset,
    headerBytes: head.subarray(header.offset, header.contentEnd),
    headers: header.cells.map((cell) => cell.trim()),
    dataOffset: header.end,
    preambleLines: lineCount(head.subarray(bomBytes, header.offset), lineEnd),
    samples,
    meanRecordBytes: data.length > 0 ? bytes / data.length : 100,
  };
}

function noRecords(path: string, isWholeFile: boolean): AppError {
  if (isWholeFile) {
    return new AppError('input-empty', `${path} has no lines with content. Ask for the file again`, { path });
  }
  return new AppError(
    'input-format',
    `${path} does not begin with lines of delimited text. Choose the log as CSV, saved as UTF-8`,
    { path },
  );
}

function lineCount(bytes: Buffer, lineEnd: number): number {
  let lines = 0;
  for (const byte of bytes) if (byte === lineEnd) lines++;
  return lines;
}

/** LF, or CR where more lines end with it alone. */
function commonLineEnd(head: Buffer): number {
  let feeds = 0;
  let loneReturns = 0;
  for (let i = 0; i < head.length; i++) {
    if (head[i] === LF) feeds++;
    else if (head[i] === CR && head[i + 1] !== LF) loneReturns++;
  }
  return loneReturns > feeds ? CR : LF;
}

/**
 * The number of cells that most records have, and how well a delimiter explains the sample. Lines of one cell are
 * preamble as long as any have more: a table of one column is what is left.
 */
function commonWidth(records: readonly SampledRecord[]): { width: number; score: number } {
  const counts = new Map<number, number>();
  for (const { cells } of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let width = 1;
  let score = 0;
  for (const [cells, count] of counts) {
    const worth = (count / records.length) * (cells > 1 ? 1 + Math.log2(cells) / 8 : 0.001);
    if (worth > score || (worth === score && cells > width)) {
      width = cells;
      score = worth;
    }
  }
  return { width, score };
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

function sampleAll(head: Buffer, from: number, isWholeFile: boolean, dialect: CsvDialect): SampledRecord[] {
  const scanner = new RecordScanner(dialect, maxCells, head.length);
  const records: SampledRecord[] = [];
  let position = from;
  while (position < head.length && records.length < sampleRecords + maxPreambleLines) {
    const outcome = scanner.scan(head, position, head.length, isWholeFile, 0, anyCells);
    if (outcome === recordOutcomes.needMore || scanner.recordEnd === beyondSight) break;
    const { recordEnd, contentEnd, cellCount } = scanner;
    if (outcome !== recordOutcomes.blank) {
      const cells =
        outcome === recordOutcomes.complete
          ? Array.from({ length: Math.min(cellCount, maxCells) }, (_, index) =>
              cellText(head, scanner, index, dialect.quote),
            )
          : [];
      records.push({ offset: position, end: recordEnd, contentEnd, cellCount, cells });
    }
    position = recordEnd;
  }
  return records;
}
