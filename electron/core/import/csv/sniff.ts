import { AppError } from '../../../../shared/contract/errors.ts';
import type { IntegrityNote } from '../../../../shared/contract/records.ts';
import type { CellClass } from './cell-classes.ts';
import { type CsvChoices, findDialect, maxCells, sampleRecords } from './find-dialect.ts';
import { type FoundHeader, findHeader, headerAt, maxPreambleLines, noHeader } from './find-header.ts';
import { widthMismatch } from './header-width.ts';
import { namedSeparator } from './line-kinds.ts';
import { findOtherTable } from './other-table.ts';
import type { CsvDialect } from './scanner.ts';
import { shapeNotes } from './shape-notes.ts';
import { findShift } from './shifted-columns.ts';
import { leaveOutTrailing } from './short-records.ts';
import { plainDialect, type TextDialect } from './text-dialect.ts';
import type { TextRecord } from './text-scanner.ts';

export type { CsvChoices } from './find-dialect.ts';

/** What the beginning of a delimited file says about its shape. */
export interface CsvShape {
  /**
   * For the parser of bytes. Where `isPlain` is false, that of the text which readTextTable's records are written out
   * as: the file itself cannot be parsed with it.
   */
  readonly dialect: CsvDialect;
  /** How the file itself is written. */
  readonly text: TextDialect;
  /** Whether the parser of bytes can read the file; otherwise readTextTable does. */
  readonly isPlain: boolean;
  readonly how: Readonly<Record<'delimiter' | 'quote' | 'escape' | 'headerLine', 'found' | 'chosen'>>;
  readonly bomBytes: number;
  /** Offset of the header record; everything between the mark and it is preamble. */
  readonly headerOffset: number;
  /** Empty where there is no header, and where it has several lines. */
  readonly headerBytes: Buffer;
  /** 1-based physical line at which the header begins; null: none, the columns are called #1, #2 … */
  readonly headerLine: number | null;
  /** By position. Without a name in a header: empty. There may be more than most records have cells. */
  readonly headers: readonly string[];
  /** Offset of the first data record. */
  readonly dataOffset: number;
  /** Physical lines between the mark and the header, blank ones too. */
  readonly preambleLines: number;
  /** What the sampled cells of each column are. */
  readonly classes: readonly CellClass[];
  /** Records may lack trailing cells: all that do in the sample fit the columns. */
  readonly mayBeShort: boolean;
  /** Cells of the first data records, by row. */
  readonly samples: readonly (readonly string[])[];
  /** Mean bytes of a sample record. */
  readonly meanRecordBytes: number;
  readonly notes: readonly IntegrityNote[];
  /** Why the file should not be read like this without the examiner's word. */
  readonly problem: AppError | null;
}

const sampleSize = 500;

/**
 * Finds delimiter, quotes, line end, preamble and header in the head of a file. What the examiner chose is not looked
 * for. Throws input-empty or input-format.
 */
export function sniffCsv(
  path: string,
  head: Buffer,
  isWholeFile: boolean,
  choices: CsvChoices = {},
): CsvShape {
  const bomBytes = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  const named = choices.delimiter === undefined ? separatorLine(head, bomBytes) : null;
  const tableFrom = named?.end ?? bomBytes;
  const wanted = named ? { ...choices, delimiter: named.separator } : choices;
  const { dialect, width: commonWidth } = findDialect(head, tableFrom, isWholeFile, wanted);
  const records = sampleRecords(head, tableFrom, isWholeFile, dialect, sampleSize + maxPreambleLines);
  if (records.length === 0) throw noRecords(path, isWholeFile);
  const { found, width } = requireHeader(path, head, records, dialect, commonWidth, choices);
  const header = records[found.first]!;
  if (header.cellCount > maxCells) throw tooManyColumns(path, header.cellCount);
  const data = records.slice(found.first + found.count);
  const headers = realigned(found.names, choices);
  const table = describeData(data, headers, found, choices);
  const otherTable = choices.isOneTable === true ? null : findOtherTable(linesOf(data), headers, width);
  const plain = plainDialect(dialect);
  const headerLine = found.count > 0 ? lineNumber(head, header.start, dialect) : null;
  const notes = shapeNotes({
    ...{ headers, classes: table.classes, headerLine, choices, dialect, found },
    headerLines: records.slice(found.first, found.first + found.count).map(({ cells }) => cells),
    otherTableLine: otherTable === null ? null : lineNumber(head, otherTable.start, dialect),
    shortRecords: table.shortRecords,
    separator: named?.separator ?? null,
  });
  const odd = table.mismatch;
  return {
    dialect: plain ?? writtenDialect,
    text: dialect,
    isPlain: plain !== null && otherTable === null,
    how: howFound(choices),
    bomBytes,
    headerOffset: header.start,
    headerBytes: found.count === 1 ? head.subarray(header.start, header.contentEnd) : Buffer.alloc(0),
    headerLine,
    headers,
    dataOffset: found.count > 0 ? records[found.first + found.count - 1]!.end : header.start,
    preambleLines: lineNumber(head, header.start, dialect) - 1,
    classes: table.classes,
    mayBeShort: table.shortRecords > 0,
    samples: table.samples,
    meanRecordBytes: table.meanRecordBytes,
    notes: odd ? [...notes, odd] : notes,
    problem: odd && new AppError('input-format', `${path}: ${odd.message}. ${wayOut}`, { path, headers }),
  };
}

/** What the sampled records behind the header say. */
function describeData(
  data: readonly TextRecord[],
  headers: readonly string[],
  found: FoundHeader,
  choices: CsvChoices,
) {
  const classes = headers.map((_, column) => found.classes[column] ?? 'blank');
  const short = data.filter(({ cells }) => cells.length > 0 && cells.length < headers.length);
  const mayBeShort = leaveOutTrailing(
    data.map(({ cells }) => cells),
    classes,
  );
  const samples = data
    .filter(
      ({ cells }) =>
        cells.length === headers.length || (mayBeShort && cells.length > 0 && cells.length < headers.length),
    )
    .map(({ cells }) => headers.map((_, column) => cells[column] ?? ''));
  const widths = data.map(({ cells }) => cells.length);
  const bytes = data.reduce((sum, record) => sum + record.end - record.start, 0);
  return {
    classes,
    samples,
    shortRecords: mayBeShort ? short.length : 0,
    meanRecordBytes: data.length > 0 ? bytes / data.length : 100,
    mismatch:
      findShift(headers, classes, samples) ??
      (found.count > 0 ? widthMismatch(found.given, found.classes, widths, mayBeShort, choices) : null),
  };
}

function linesOf(data: readonly TextRecord[]) {
  return data.map(({ cells, start }, i) => ({
    cells,
    start,
    isBehindGap: start > (data[i - 1]?.end ?? start),
  }));
}

/** What readTextTable's records are written out as. */
const writtenDialect: CsvDialect = { delimiter: 0x2c, quote: 0x22, lineEnd: 10 };

const wayOut =
  'Say which column of the data has no name, or which name has no column, or mend the header in a copy';

function requireHeader(
  path: string,
  head: Buffer,
  records: readonly TextRecord[],
  dialect: TextDialect,
  commonWidth: number,
  { headerLine }: CsvChoices,
): { found: FoundHeader; width: number } {
  const candidates = records.map(({ start, contentEnd, cells }, i) => ({
    line: head.toString('utf8', start, Math.min(contentEnd, start + 4096)),
    cells,
    isBehindGap: i > 0 && start > records[i - 1]!.end,
  }));
  let found: FoundHeader | null;
  if (typeof headerLine === 'number') {
    const first = records.findIndex(({ start, end }) => {
      const line = lineNumber(head, start, dialect);
      return line === headerLine || (line < headerLine && lineNumber(head, end, dialect) > headerLine);
    });
    const said = records[first];
    if (!said || said.cells.length === 0) {
      throw new AppError(
        'input-format',
        `${path} has no header that can be read at line ${headerLine}. Choose the line at which the names of the columns begin`,
        { path, headerLine },
      );
    }
    // The examiner's line says what the table is; the lines above it may be more.
    const width = widthBehind(records.slice(first + 1), said.cells.length);
    return { found: headerAt(first, candidates, width, true), width };
  }
  if (headerLine === null) {
    const first = candidates.findIndex(({ cells }) => cells.length === commonWidth);
    found = first === -1 ? null : noHeader(first, candidates, commonWidth);
  } else {
    found = findHeader(candidates, commonWidth);
  }
  if (found === null) {
    throw new AppError(
      'input-format',
      `${path} has no header line among its first ${maxPreambleLines} lines. Choose the line of the header, or remove what stands before it, in a copy`,
      { path },
    );
  }
  return { found, width: commonWidth };
}

/** Cells of most records. */
function widthBehind(records: readonly TextRecord[], otherwise: number): number {
  const counts = new Map<number, number>();
  for (const { cells } of records) {
    if (cells.length > 0) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  }
  let width = otherwise;
  for (const [cells, count] of counts) if (count > (counts.get(width) ?? 0)) width = cells;
  return width;
}

/** The names where the examiner says they belong; a last one may be pushed out of the data's columns. */
function realigned(names: readonly string[], { unnamedColumn, nameWithoutColumn }: CsvChoices): string[] {
  const headers = [...names];
  if (nameWithoutColumn !== undefined) headers.splice(nameWithoutColumn - 1, 1);
  if (unnamedColumn !== undefined) {
    headers.splice(unnamedColumn - 1, 0, '');
    headers.length = names.length;
  }
  return headers;
}

function howFound(choices: CsvChoices): CsvShape['how'] {
  const how = (choice: unknown) => (choice === undefined ? 'found' : 'chosen');
  return {
    delimiter: how(choices.delimiter),
    quote: how(choices.quote),
    escape: how(choices.escape),
    headerLine: how(choices.headerLine),
  };
}

/** A first line `sep=;`, as spreadsheets write it. */
function separatorLine(head: Buffer, from: number): { separator: string; end: number } | null {
  const end = head.subarray(0, from + 64).indexOf(10, from);
  if (end === -1) return null;
  const separator = namedSeparator(head.toString('utf8', from, end));
  return separator === null ? null : { separator, end: end + 1 };
}

function tooManyColumns(path: string, columns: number): AppError {
  return new AppError(
    'input-format',
    `${path} has ${columns} columns, more than the ${maxCells} a log may have. Ask for the log itself as CSV`,
    { path, columns },
  );
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

/** 1-based number of the physical line that begins at `offset`. */
function lineNumber(head: Buffer, offset: number, { lineEnd }: TextDialect): number {
  let line = 1;
  for (let i = 0; i < offset; i++) {
    if (head[i] === 10) line += lineEnd === 'cr' ? 0 : 1;
    else if (head[i] === 13 && lineEnd !== 'lf' && (lineEnd === 'cr' || head[i + 1] !== 10)) line++;
  }
  return line;
}
