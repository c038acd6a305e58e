import { cellClass, columnClasses } from './cell-classes.ts';
import { fieldsOfDirective, namesOfDirective } from './line-kinds.ts';
import { CR, LF, recordOutcomes } from './scanner.ts';
import type { TextDialect } from './text-dialect.ts';
import { createTextScanner, type TextRecord } from './text-scanner.ts';

/** What the examiner says of a file; what is left out is found by content. */
export interface CsvChoices {
  /** One character or several. */
  readonly delimiter?: string | undefined;
  /** null: cells are never quoted. */
  readonly quote?: string | null | undefined;
  /** Makes a quote text: the quote itself (doubled) or a character such as \. */
  readonly escape?: string | undefined;
  /** 1-based physical line at which the header begins; null: the file has no header. */
  readonly headerLine?: number | null | undefined;
  /** 1-based column of the data that has no name in the header: the names from there on belong one further right. */
  readonly unnamedColumn?: number | undefined;
  /** 1-based name in the header that has no column in the data: the names behind it belong one further left. */
  readonly nameWithoutColumn?: number | undefined;
  /** The text is one table: a header further down is not looked for. */
  readonly isOneTable?: boolean | undefined;
}

export interface FoundDialect {
  readonly dialect: TextDialect;
  /** Cells of most records. */
  readonly width: number;
}

/** Bytes and records by which dialects are compared; the one chosen is then read on. */
const comparedBytes = 256 * 1024;
const comparedRecords = 200;
/** Cells that are kept of a record, and columns that a log may have. */
export const maxCells = 4096;

/** How readily a delimiter is believed: what stands inside words and times is not. */
const usual = [',', '\t', ';', '|'];
const controls = ['\u0001', '\u0002', '\u0014', '\u001c', '\u001d', '\u001e', '\u001f', '\u0007'];
const unusual = ['^', '~', '\u00a6', '\u00a7', '\u00b6'];
const doubtful = [':', ' '];

/** Finds delimiter, quote, escape and line end of the text in bytes[from, …), as far as the examiner did not say them. */
export function findDialect(
  head: Buffer,
  from: number,
  isWholeFile: boolean,
  choices: CsvChoices,
): FoundDialect {
  const bytes = head.subarray(0, from + comparedBytes);
  const isWhole = isWholeFile && bytes.length === head.length;
  const lineEnd = commonLineEnd(bytes);
  const text = bytes.toString('utf8', from);
  const said = choices.delimiter ?? directiveDelimiter(text);
  const delimiters = said === null ? delimiterCandidates(text) : [said];
  const measure = (dialect: TextDialect) => measured(bytes, from, isWhole, dialect, said !== null);
  const firstQuote = choices.quote === undefined ? '"' : choices.quote;
  const firstEscape = choices.escape ?? firstQuote;
  const byDelimiter = delimiters
    .map((delimiter) => measure({ delimiter, quote: firstQuote, escape: firstEscape, lineEnd }))
    .toSorted(better);
  const contenders = [...byDelimiter];
  for (const { dialect } of byDelimiter.slice(0, 8)) {
    const quotes = choices.quote === undefined ? quoteCandidates(text, dialect.delimiter) : [];
    for (const quote of quotes)
      contenders.push(measure({ ...dialect, quote, escape: choices.escape ?? quote }));
    if (choices.escape !== undefined) continue;
    for (const quote of [dialect.quote, ...quotes]) {
      if (quote !== null && text.includes(`\\${quote}`))
        contenders.push(measure({ ...dialect, quote, escape: '\\' }));
    }
  }
  let best = contenders.toSorted(better)[0]!;
  if (mixesLineEnds(bytes)) {
    const mixed = measure({ ...best.dialect, lineEnd: 'any' });
    if (mixed.score > best.score) best = mixed;
  }
  return { dialect: best.dialect, width: best.width };
}

interface Measured extends FoundDialect {
  readonly score: number;
}

/** By score; of two that explain a text alike, the longer delimiter: the shorter one is part of it. */
function better(a: Measured, b: Measured): number {
  return b.score - a.score || b.dialect.delimiter.length - a.dialect.delimiter.length;
}

/** LF, or CR where more lines end with it alone. */
function commonLineEnd(bytes: Buffer): 'lf' | 'cr' {
  const { feeds, loneReturns } = lineEnds(bytes);
  return loneReturns > feeds ? 'cr' : 'lf';
}

function mixesLineEnds(bytes: Buffer): boolean {
  const { feeds, loneReturns } = lineEnds(bytes);
  return feeds > 0 && loneReturns > 0;
}

function lineEnds(bytes: Buffer): { feeds: number; loneReturns: number } {
  let feeds = 0;
  let loneReturns = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === LF) feeds++;
    else if (bytes[i] === CR && bytes[i + 1] !== LF) loneReturns++;
  }
  return { feeds, loneReturns };
}

/** What cuts most lines into as many cells as a `#Fields:` line has names; null where there is no such line. */
function directiveDelimiter(text: string): string | null {
  const lines = text.split(/\r\n|\n|\r/).slice(0, 100);
  const directive = lines.map(fieldsOfDirective).find((fields) => fields !== null);
  if (!directive) return null;
  const names = namesOfDirective(directive).length;
  const data = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const fitting = (delimiter: string) => data.filter((line) => line.split(delimiter).length === names).length;
  const best = ['\t', ' ', ...usual].reduce((a, b) => (fitting(b) > fitting(a) ? b : a));
  return fitting(best) * 2 > data.length ? best : null;
}

/** The usual ones, further single characters that occur, and runs of signs that most lines have. */
function delimiterCandidates(text: string): string[] {
  const single = [...controls, ...unusual, ...doubtful].filter((character) => text.includes(character));
  const lines = text
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 60);
  const counts = new Map<string, number>();
  for (const line of lines) {
    const runs = line.slice(0, 4000).matchAll(/[^\p{L}\p{N}\s"'_.-]{2,4}|[,;|:] | \| |\t{2,3}|\\t/gu);
    for (const run of new Set([...runs].map(([found]) => found))) counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  const several = [...counts]
    .filter(([run, count]) => run !== '://' && count * 2 > lines.length)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 6)
    .map(([run]) => run);
  return [...usual, ...single, ...several];
}

/** Quotes other than " that wrap cells, and none where " opens cells it does not close. */
function quoteCandidates(text: string, delimiter: string): (string | null)[] {
  const candidates: (string | null)[] = ["'", '\u00fe', '`'].filter(
    (quote) => text.includes(delimiter + quote) && text.includes(quote + delimiter),
  );
  if (text.includes('"')) candidates.push(null);
  return candidates;
}

/** How well a dialect explains the beginning of a text. */
function measured(
  bytes: Buffer,
  from: number,
  isWhole: boolean,
  dialect: TextDialect,
  isSaid: boolean,
): Measured {
  const records = sampleRecords(bytes, from, isWhole, dialect, comparedRecords);
  if (records.length === 0) return { dialect, width: 1, score: 0 };
  const { delimiter } = dialect;
  const counts = new Map<number, number>();
  for (const { cells } of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const isDoubtful = !isSaid && doubtful.includes(delimiter);
  const belief = weight(delimiter);
  let width = 1;
  let score = 0;
  for (const [cells, count] of counts) {
    if (cells === 0) continue;
    if (cells > 1 && isDoubtful && !explainsAll(records, cells, delimiter)) continue;
    const worth = cells > 1 ? belief * (1 + Math.log2(filledColumns(records, cells)) / 8) : 0.001;
    const value = (count / records.length) * worth;
    if (value > score || (value === score && cells > width)) {
      width = cells;
      score = value;
    }
  }
  return { dialect, width, score: score * quoting(records, dialect) };
}

function weight(delimiter: string): number {
  if (doubtful.includes(delimiter)) return 0.75;
  if (unusual.includes(delimiter)) return 0.9;
  return delimiter.length === 1 || usual.some((one) => delimiter.includes(one)) ? 1 : 0.9;
}

/** Columns that have words or numbers somewhere: cut with a part of a longer delimiter, others have signs or nothing. */
function filledColumns(records: readonly TextRecord[], width: number): number {
  const filled = new Uint8Array(width);
  for (const { cells } of records) {
    if (cells.length !== width) continue;
    for (let i = 0; i < width; i++) if (filled[i] === 0 && /[\p{L}\p{N}]/u.test(cells[i]!)) filled[i] = 1;
  }
  return Math.max(
    1,
    filled.reduce((sum, one) => sum + one, 0),
  );
}

/** Words and times hold spaces and colons: those are delimiters only where they cut neither and all lines agree. */
function explainsAll(records: readonly TextRecord[], width: number, delimiter: string): boolean {
  const fitting = records.filter(({ cells }) => cells.length === width).map(({ cells }) => cells);
  const first = records.find(({ cells }) => !cells[0]?.startsWith('#'));
  if (fitting.length < 2 || fitting.length < records.length * 0.8 || first?.cells.length !== width)
    return false;
  const cut = fitting.filter(
    (cells) => cellClass(cells.join(delimiter)) === 'time' || cutsClock(cells, delimiter),
  );
  return cut.length * 2 < fitting.length && columnClasses(fitting, width).some((kind) => kind !== 'text');
}

/** Whether a colon between two cells is one between hours and minutes. */
function cutsClock(cells: readonly string[], delimiter: string): boolean {
  return (
    delimiter === ':' &&
    cells.some((cell, i) => /(?:^|[ T])\d{1,2}$/.test(cell) && /^\d\d(?:\D|$)/.test(cells[i + 1] ?? ''))
  );
}

/** Below 1 where quotes that this dialect does not know stand around cells: they would be read as text. */
function quoting(records: readonly TextRecord[], { quote }: TextDialect): number {
  for (const sign of ['"', "'", '\u00fe']) {
    if (sign === quote) continue;
    let wrapped = 0;
    let opened = 0;
    for (const { cells } of records) {
      for (const [i, cell] of cells.entries()) {
        if (cell.length < 2 || !cell.startsWith(sign)) continue;
        opened++;
        // Cut at a delimiter inside it, a quoted cell ends in a later one.
        if (cell.endsWith(sign) || cells.some((later, at) => at > i && later.endsWith(sign))) wrapped++;
      }
    }
    // One word in apostrophes is a word.
    if (wrapped * 5 > opened && (sign !== "'" || wrapped > 1)) return 0.7;
  }
  return 1;
}

/** The first records of a text; nothing from the first one that may go on behind the bytes at hand. */
export function sampleRecords(
  bytes: Buffer,
  from: number,
  isWholeFile: boolean,
  dialect: TextDialect,
  most: number,
): TextRecord[] {
  const scanner = createTextScanner(dialect, maxCells, bytes.length);
  const last = bytes.at(-1);
  const isCut = !isWholeFile && last !== LF && last !== CR;
  const records: TextRecord[] = [];
  let position = from;
  while (position < bytes.length && records.length < most) {
    const record = scanner.scan(bytes, position, bytes.length);
    if (isCut && record.end >= bytes.length) break;
    if (!isWholeFile && record.outcome === recordOutcomes.unclosedQuote) break;
    if (record.outcome !== recordOutcomes.blank) records.push(record);
    position = record.end;
  }
  return records;
}
