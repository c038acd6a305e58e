import type { RowBytes } from '../bytes/row-bytes.ts';
import type { Random } from '../random.ts';
import type { TruthDefect } from '../truth.ts';
import { inOrder } from './encode.ts';
import type { LogColumn } from './event.ts';

/** Defects of one record that a monthly export can have. */
export type RecordDefectKind =
  | 'redaction'
  | 'stray-quote'
  | 'too-many-cells'
  | 'too-few-cells'
  | 'bad-time'
  | 'unclosed-quote'
  | 'invalid-utf8'
  | 'repeated-header'
  | 'repeated-row'
  | 'repeated-block';

type Cells = Record<LogColumn, string>;
type Account = Pick<TruthDefect, 'detail'> & Partial<Pick<TruthDefect, 'column' | 'state'>>;

/** What stands where content was, and the cell state it means. */
const markers = [
  ['***', 'redacted'],
  ['REDACTED', 'redacted'],
  ['[REDACTED]', 'redacted'],
  ['(b)(7)(C)', 'withheld'],
  ['Gov. Code § 552.108(a)(1)', 'withheld'],
] as const;

const redactable = ['Name', 'License Plate', 'Reason', 'Case #'] as const;

/** Times that no reader can take for a moment. */
const badTimes = ['Invalid Date', '02/30/2025, 11:26:24 PM UTC', '', '13/45/2025, 10:02:09 AM UTC'];

/** Writes a record with one cell withheld, which stays an event. */
export function writeRedacted(row: RowBytes, cells: Cells, random: Random): Account {
  const [marker, state] = random.pick(markers);
  const column = random.pick(redactable);
  writeCells(row, { ...cells, [column]: marker });
  return { detail: `${column} is ${JSON.stringify(marker)}`, column, state };
}

/** Writes a record with a quote inside a cell that is not quoted: text like any other, so it stays an event. */
export function writeStrayQuote(row: RowBytes, cells: Cells): Account {
  const reason = 'veh w/ 22" rims';
  const [before, after] = around(cells, 'Reason');
  writeCells(row, before);
  row.text(`,${reason},`);
  appendCells(row, after);
  return { detail: `Reason is ${reason}, without quotes around it`, column: 'Reason' };
}

/** Writes a damaged record that no reader can take for an event. */
export function writeDamaged(
  kind: 'too-many-cells' | 'too-few-cells' | 'bad-time' | 'unclosed-quote' | 'invalid-utf8',
  row: RowBytes,
  cells: Cells,
  random: Random,
): Account {
  switch (kind) {
    case 'too-many-cells': {
      const [before, after] = around(cells, 'Reason');
      writeCells(row, before);
      row.text(',stolen veh, white F150,');
      appendCells(row, after);
      return { detail: 'a comma in Reason without quotes around the cell: 14 cells' };
    }
    case 'too-few-cells': {
      writeCells(row, inOrder(cells).slice(0, 4));
      return { detail: 'the line is cut off: 4 cells' };
    }
    case 'bad-time': {
      const time = random.pick(badTimes);
      writeCells(row, { ...cells, 'Search Time': time });
      return { detail: `Search Time is ${JSON.stringify(time)}`, column: 'Search Time' };
    }
    case 'unclosed-quote':
      return writeUnclosed(row, cells, random);
    case 'invalid-utf8': {
      const byte = random.pick([0xe9, 0xf1, 0xff]);
      const [before, after] = around(cells, 'Reason');
      writeCells(row, before);
      row.text(',susp veh at Jos');
      row.byte(byte);
      row.text(' Market,');
      appendCells(row, after);
      return { detail: `Reason holds the byte 0x${byte.toString(16)}, which is not UTF-8`, column: 'Reason' };
    }
  }
}

/** All on one physical line, so that there is one way to read what follows: the damage ends with the line. */
function writeUnclosed(row: RowBytes, cells: Cells, random: Random): Account {
  const oneLine = { ...cells, 'Time Frame': cells['Time Frame'].replace('\n', ' to '), Moderation: '' };
  const column = random.chance(0.5) ? 'Search Time' : 'Moderation';
  const [before, after] = around(oneLine, column);
  writeCells(row, before);
  row.text(`,"${oneLine[column]}`);
  if (after.length > 0) {
    row.byte(0x2c);
    appendCells(row, after);
  }
  return { detail: `the quote that opens ${column} is never closed`, column };
}

function around(cells: Cells, column: LogColumn): [string[], string[]] {
  const all = inOrder(cells);
  const at = Object.keys(cells).indexOf(column);
  return [all.slice(0, at), all.slice(at + 1)];
}

/** Writes cells as a record without a line end, quoted as the format needs. */
export function writeCells(row: RowBytes, cells: Cells | readonly string[]): void {
  row.clear();
  appendCells(row, Array.isArray(cells) ? cells : inOrder(cells as Cells));
}

function appendCells(row: RowBytes, cells: readonly string[]): void {
  for (const [at, cell] of cells.entries()) {
    if (at > 0) row.byte(0x2c);
    row.cell(cell);
  }
}
