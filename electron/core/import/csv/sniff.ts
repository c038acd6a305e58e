import { AppError } from '../../../../shared/contract/errors.ts';
import { Unquoter } from './cell-bytes.ts';
import { anyCells, CR, type CsvDialect, LF, RecordScanner, recordOutcomes } from './scanner.ts';

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
  readonly cells: readonly string[];
}

/** Finds delimiter, line end, preamble and header in the head of a file. Throws input-empty or input-format. */
export function sniffCsv(path: string, head: Buffer, isWholeFile: boolean): CsvShape {
  const bomBytes = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  const lineEnd = head.includes(LF) ? LF : head.includes(CR) ? CR : LF;
  const candidates = delimiters.map((delimiter) => {
    const dialect = { delimiter, quote, lineEnd };
    const records = sampleAll(head, bomBytes, isWholeFile, dialect);
    return { dialect, records, ...commonWidth(records) };
  });
  const best = candidates.reduce((a, b) => (b.score > a.score ? b : a));
  if (best.records.length === 0) {
    throw new AppError('input-empty', `${path} has no lines with content. Ask for the file again`, { path });
  }
  const { records, dialect } = best;
  // One cell a line is no table, unless nothing else was found: then the single line or column is the header.
  const width = best.width;
  const headerIndex = records.findIndex((record) => record.cells.length === width && !isBlank(record.cells));
  if (headerIndex === -1 || headerIndex > maxPreambleLines) {
    throw new AppError(
      'input-format',
      `${path} has no header line among its first ${maxPreambleLines} lines`,
      { path },
    );
  }
  const header = records[headerIndex]!;
  const data = records.slice(headerIndex + 1);
  const samples = data.filter((record) => record.cells.length === width).map((record) => record.cells);
  const bytes = data.reduce((sum, record) => sum + record.end - record.offset, 0);
  return {
    dialect,
    bomBytes,
    headerOffset: header.offset,
    headerBytes: head.subarray(header.offset, header.contentEnd),
    headers: header.cells.map((cell) => cell.trim()),
    dataOffset: header.end,
    preambleLines: headerIndex,
    samples,
    meanRecordBytes: data.length > 0 ? bytes / data.length : 100,
  };
}

/** The number of cells most records have, and how well a delimiter explains the sample. */
function commonWidth(records: readonly SampledRecord[]): { width: number; score: number } {
  const counts = new Map<number, number>();
  for (const record of records) counts.set(record.cells.length, (counts.get(record.cells.length) ?? 0) + 1);
  let width = 1;
  let most = 0;
  for (const [cells, count] of counts) {
    if (count > most || (count === most && cells > width)) {
      width = cells;
      most = count;
    }
  }
  const share = records.length === 0 ? 0 : most / records.length;
  return { width, score: width > 1 ? share * (1 + Math.log2(width) / 8) : 0.01 * share };
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

function sampleAll(head: Buffer, from: number, isWholeFile: boolean, dialect: CsvDialect): SampledRecord[] {
  const records: SampledRecord[] = [];
  let position = from;
  while (position < head.length && records.length < sampleRecords + maxPreambleLines) {
    const { outcome, scanner } = scanOne(head, position, isWholeFile, dialect);
    if (outcome === recordOutcomes.needMore) break;
    if (outcome !== recordOutcomes.blank) {
      records.push({
        offset: position,
        end: scanner.recordEnd,
        contentEnd: scanner.contentEnd,
        cells: cellTexts(head, scanner, dialect.quote),
      });
    }
    position = scanner.recordEnd;
  }
  return records;
}

let sharedScanner: { dialect: CsvDialect; scanner: RecordScanner } | null = null;

function scanOne(
  head: Buffer,
  position: number,
  isWholeFile: boolean,
  dialect: CsvDialect,
): { outcome: number; scanner: RecordScanner } {
  if (sharedScanner?.dialect !== dialect) {
    sharedScanner = { dialect, scanner: new RecordScanner(dialect, maxCells, 1 << 24) };
  }
  const { scanner } = sharedScanner;
  const outcome = scanner.scan(head, position, head.length, isWholeFile, 0, anyCells);
  return { outcome, scanner };
}

function cellTexts(head: Buffer, scanner: RecordScanner, quoteByte: number): string[] {
  const unquoter = new Unquoter();
  return Array.from({ length: Math.min(scanner.cellCount, maxCells) }, (_, index) => {
    const start = scanner.starts[index]!;
    const end = scanner.ends[index]!;
    if (end >= 0) return head.toString('utf8', start, end);
    const length = unquoter.unquote(head, start, ~end, quoteByte);
    return Buffer.from(unquoter.bytes.subarray(0, length)).toString('utf8');
  });
}
