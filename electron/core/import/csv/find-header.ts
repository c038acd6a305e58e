import {
  type CellClass,
  cellClass,
  columnClasses,
  fitsClass,
  isTelling,
  looksLikeNames,
} from './cell-classes.ts';
import { fieldsOfDirective, lineKind, namesOfDirective } from './line-kinds.ts';

/** A record of the sample, as far as finding the header goes. */
export interface HeaderCandidate {
  /** As text without its line end. */
  readonly line: string;
  /** Empty for a broken record. */
  readonly cells: readonly string[];
  /** Blank lines stand before it. */
  readonly isBehindGap: boolean;
}

/** Which of the sampled records are the header. */
export interface FoundHeader {
  /** Index of the first header record, or of the first data record where there is none. */
  readonly first: number;
  /** Records of the header: 0 where there is none; two and more where it has several lines. */
  readonly count: number;
  /** Names by column of the data, `#3` where there is no header; more than columns where the header has more. */
  readonly names: readonly string[];
  /** The names as the header has them, neither cut nor filled up. */
  readonly given: readonly string[];
  /** What the records behind the header hold, by column. */
  readonly classes: readonly CellClass[];
  /** Nothing but the rule that a first line is a header says that there is one. */
  readonly isDoubtful: boolean;
}

const maxHeaderLines = 4;
/** Lines among which the header is looked for. */
export const maxPreambleLines = 50;

/** Finds the header among the records whose data have `width` cells; null where no record has that many. */
export function findHeader(records: readonly HeaderCandidate[], width: number): FoundHeader | null {
  const directive = records
    .slice(0, maxPreambleLines)
    .findIndex(({ line }) => fieldsOfDirective(line) !== null);
  if (directive !== -1) return directiveHeader(records, directive, width);
  const first = records.findIndex(({ cells }) => cells.length === width && isTableLine(cells));
  if (first === -1 || first > maxPreambleLines) return null;
  const start = behindTitles(records, first, width);
  return headerAt(otherWidthBefore(records, start, width) ?? start, records, width);
}

/** The header that begins at a record, be it said by the examiner or found. */
export function headerAt(
  first: number,
  records: readonly HeaderCandidate[],
  width: number,
  isSaid = false,
): FoundHeader {
  const all = records.slice(first);
  const header = all[0]!;
  // A header that is repeated would make every name a value that repeats.
  const data = all
    .slice(1)
    .filter(({ cells, line }) => cells.length === width && line !== header.line && lineKind(cells) === null);
  const classes = columnClasses(
    data.map(({ cells }) => cells),
    width,
  );
  if (!isSaid && header.cells.length === width) {
    const votes = votesForData(header.cells, data, classes);
    if (votes === 'data') return noHeader(first, records, width);
    if (votes === 'unknown' && data.length > 0) {
      const names = trimmed(header.cells);
      return { first, count: 1, names, given: names, classes, isDoubtful: true };
    }
  }
  let count = 1;
  while (count < maxHeaderLines && continuesHeader(all[count], data, classes, header)) count++;
  const given = joinedNames(all.slice(0, count).map(({ cells }) => cells));
  return { first, count, names: fitNames(given, width), given, classes, isDoubtful: false };
}

/** A table whose records begin at once. */
export function noHeader(first: number, records: readonly HeaderCandidate[], width: number): FoundHeader {
  const data = records.slice(first).filter(({ cells }) => cells.length === width);
  const classes = columnClasses(
    data.map(({ cells }) => cells),
    width,
  );
  const names = Array.from({ length: width }, (_, index) => `#${index + 1}`);
  return { first, count: 0, names, given: names, classes, isDoubtful: false };
}

function isTableLine(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== '') && lineKind(cells) !== 'comment';
}

/** Passes over titles that have the table's delimiters but little in them, as spreadsheets write what stands above. */
function behindTitles(records: readonly HeaderCandidate[], first: number, width: number): number {
  const filled = ({ cells }: HeaderCandidate) => cells.filter((cell) => cell.trim() !== '').length;
  if (width < 3) return first;
  const near = records.slice(first, first + maxPreambleLines);
  const most = Math.max(...near.filter(({ cells }) => cells.length === width).map(filled));
  if (filled(near[0]!) * 2 > most) return first;
  const fuller = near.findIndex((record) => record.cells.length === width && filled(record) * 2 > most);
  return fuller <= 0 || !looksLikeNames(near[fuller]!.cells) ? first : first + fuller;
}

/**
 * The header above the first record of the data's width, where that is data and the header has more or fewer names;
 * records that have other numbers of cells, too, may stand between them. Null where there is none.
 */
function otherWidthBefore(records: readonly HeaderCandidate[], start: number, width: number): number | null {
  if (width < 2) return null;
  const data = records.slice(start).filter(({ cells }) => cells.length === width);
  const classes = columnClasses(
    data.map(({ cells }) => cells),
    width,
  );
  if (votesForData(data[0]!.cells, data.slice(1), classes) !== 'data') return null;
  let found: number | null = null;
  for (let at = start - 1; at >= 0 && !records[at + 1]!.isBehindGap; at--) {
    const { cells } = records[at]!;
    if (cells.length < 2 || Math.abs(cells.length - width) > Math.max(1, width / 2)) break;
    if (looksLikeNames(cells)) found = at;
  }
  return found;
}

/** Whether a record looks like the data below it, or like names for them. */
function votesForData(
  cells: readonly string[],
  data: readonly HeaderCandidate[],
  classes: readonly CellClass[],
): 'data' | 'names' | 'unknown' {
  if (data.length === 0) {
    return cells.some((cell) => ['time', 'id'].includes(cellClass(cell))) ? 'data' : 'names';
  }
  let forData = 0;
  let forNames = 0;
  classes.forEach((kind, column) => {
    const cell = cells[column]!.trim();
    if (cell === '') return;
    if (isTelling(kind)) {
      if (fitsClass(cell, kind)) forData++;
      else forNames++;
    } else if (isTelling(cellClass(cell)) && kind !== 'blank') forData += 0.5;
    else if (isRepeated(cell, column, data)) forData++;
  });
  if (forData > forNames) return 'data';
  return forData === forNames ? 'unknown' : 'names';
}

/** Whether the data have the cell again and again in its column. */
function isRepeated(cell: string, column: number, data: readonly HeaderCandidate[]): boolean {
  let count = 0;
  for (const { cells } of data) if (cells[column]?.trim() === cell) count++;
  return count > 1;
}

/** Whether a record goes on with the names of the header above it: units, or the lower half of long names. */
function continuesHeader(
  record: HeaderCandidate | undefined,
  data: readonly HeaderCandidate[],
  classes: readonly CellClass[],
  header: HeaderCandidate,
): boolean {
  if (!record || record.isBehindGap || record.line === header.line || data.length < 3) return false;
  const { cells } = record;
  if (cells.length !== classes.length || !looksLikeNames(cells, true) || lineKind(cells) !== null)
    return false;
  const others = data.filter((one) => one !== record);
  let told = 0;
  for (const [column, cell] of cells.entries()) {
    if (cell.trim() === '') continue;
    if (isTelling(classes[column]!)) {
      if (fitsClass(cell, classes[column]!)) return false;
      told++;
    } else if (isRepeated(cell.trim(), column, others)) return false;
  }
  return told > 0 && told >= classes.filter(isTelling).length / 2;
}

function trimmed(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.trim());
}

/** The fullest line of a header gives the names; what it leaves blank comes from the others. */
function joinedNames(lines: readonly (readonly string[])[]): string[] {
  const filled = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '').length;
  const fullest = lines.reduce((best, cells) => (filled(cells) > filled(best) ? cells : best));
  return fullest.map((cell, column) => {
    const own = cell.trim();
    return own !== ''
      ? own
      : (lines.map((cells) => cells[column]?.trim() ?? '').find((text) => text !== '') ?? '');
  });
}

/** A name for each column at least: names too many that are blank go, columns too many have no name. */
function fitNames(names: readonly string[], width: number): string[] {
  const fitted = [...names];
  while (fitted.length > width && fitted.at(-1) === '') fitted.pop();
  while (fitted.length < width) fitted.push('');
  return fitted;
}

function directiveHeader(records: readonly HeaderCandidate[], first: number, width: number): FoundHeader {
  const given = namesOfDirective(fieldsOfDirective(records[first]!.line)!);
  let count = 1;
  while (records[first + count]?.line.startsWith('#')) count++;
  const data = records.slice(first + count).filter(({ cells }) => cells.length === width);
  const classes = columnClasses(
    data.map(({ cells }) => cells),
    width,
  );
  return { first, count, names: fitNames(given, width), given, classes, isDoubtful: false };
}
