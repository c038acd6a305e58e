/** What a cell looks like, as far as that tells data from names and one column from another. */
export type CellClass = 'blank' | 'number' | 'time' | 'id' | 'text';

const number = /^[-+]?[$€£]?\s?\d[\d,.' ]*%?$/;
const uuid = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;
const address4 = /^(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?$/;
const address6 = /^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}$/i;
const day =
  /(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9}\.?)[-/., ]{1,2}(?:\d{4}|\d\d)(?!\d)|[a-z]{3,9}\.? \d{1,2},? \d{4})/i;
const clock = /\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?/;
/** What may stand in a time besides the numbers: names of days and months, halves of the day, zones, two times in a row. */
const timeWords =
  /^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*|[ap]\.?m\.?|to|at|t|z|(?:[ecmp]|ak|a[ce]|nz)[sd]?t|hst|bst|ce?st|cet|eest|eet|ist|jst|utc|gmt|[a-z]+\/[a-z_]+)$/i;

/** Longer texts are neither numbers nor times nor ids. */
const maxLength = 80;

export function cellClass(cell: string): CellClass {
  if (cell.length > maxLength) return 'text';
  const text = cell.trim();
  if (text === '') return 'blank';
  if (!/\d/.test(text)) return uuid.test(text) ? 'id' : 'text';
  if (uuid.test(text) || address4.test(text)) return 'id';
  if (isTime(text)) return 'time';
  if (address6.test(text)) return 'id';
  return number.test(text) ? 'number' : 'text';
}

function isTime(text: string): boolean {
  if (!day.test(text) && !clock.test(text)) return false;
  const words = text.match(/[a-z][a-z._/]*/gi) ?? [];
  return /^[\w\s:.,/+()-]+$/.test(text) && words.every((word) => timeWords.test(word));
}

/** Of the cells with content, how many must be of one class for the column to be of that class. */
const agreement = 0.9;
/** A column is judged by its first cells. */
const cellsJudged = 200;

/** The class of each column of the records; text where there is none, blank where it has no content. */
export function columnClasses(records: readonly (readonly string[])[], width: number): CellClass[] {
  return Array.from({ length: width }, (_, column) => {
    const counts = new Map<CellClass, number>();
    let filled = 0;
    for (const cells of records.slice(0, cellsJudged)) {
      const kind = cellClass(cells[column] ?? '');
      if (kind === 'blank') continue;
      filled++;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    if (filled === 0) return 'blank';
    for (const [kind, count] of counts) if (count >= filled * agreement) return kind;
    return 'text';
  });
}

/** Whether cells of this class tell anything: text can be anything. */
export function isTelling(kind: CellClass): boolean {
  return kind === 'number' || kind === 'time' || kind === 'id';
}

/** Whether a cell may stand in a column of this class. */
export function fitsClass(cell: string, kind: CellClass): boolean {
  if (!isTelling(kind)) return true;
  const own = cellClass(cell);
  return own === kind || own === 'blank';
}

/** Whether every cell could be a column's name: short, without line ends, and not a number, time or id; no two alike. */
export function looksLikeNames(cells: readonly string[], mayRepeat = false): boolean {
  const seen = new Set<string>();
  for (const cell of cells) {
    const text = cell.trim();
    if (text === '') continue;
    if (text.length > maxLength || /[\r\n]/.test(text) || isTelling(cellClass(text))) return false;
    if (seen.has(text) && !mayRepeat) return false;
    seen.add(text);
  }
  return seen.size > 0;
}
