import type { IntegrityNote } from '../../../../../shared/contract/records.ts';
import type { NumberOddities } from './cell-values.ts';
import { columnLetters } from './cell-values.ts';
import type { SheetMeasures } from './measure-sheet.ts';
import type { DerivedColumn, SheetSummary } from './workbook.ts';

/** What became of the rows of a sheet. */
export interface SheetCounts {
  records: number;
  rejected: number;
  /** Rows that are there without a value, between records or after them. */
  blankRows: number;
  /** Row numbers that are not there. */
  skippedRows: number;
  preambleRows: number;
  hiddenRecords: number;
  /** Rows whose number is not above the one before. */
  outOfOrder: number;
  readonly bytes: {
    preamble: number;
    header: number;
    records: number;
    rejected: number;
    blank: number;
    beyondLimit: number;
  };
}

export function noCounts(): SheetCounts {
  return {
    records: 0,
    rejected: 0,
    blankRows: 0,
    skippedRows: 0,
    preambleRows: 0,
    hiddenRecords: 0,
    outOfOrder: 0,
    bytes: {
      preamble: 0,
      header: 0,
      records: 0,
      rejected: 0,
      blank: 0,
      beyondLimit: 0,
    },
  };
}

export interface SheetFacts {
  readonly sheet: SheetSummary;
  readonly headerRow: number | null;
  readonly names: readonly string[];
  readonly measures: SheetMeasures;
  readonly counts: SheetCounts;
  readonly oddities: NumberOddities;
}

/** What to know of the rows of a sheet. */
export function sheetNotes(facts: SheetFacts): IntegrityNote[] {
  const { sheet, headerRow, measures, counts, oddities } = facts;
  const notes: IntegrityNote[] = [];
  const say = (check: string, severity: IntegrityNote['severity'], message: string) =>
    notes.push({ check, severity, message });
  if (sheet.state !== 'visible') {
    say('hidden-sheet', 'notice', `the workbook hides this sheet (${sheet.state})`);
  }
  if (sheet.kind !== 'table')
    say('sheet-kind', 'notice', `this sheet does not look like a log: ${sheet.why}`);
  if (headerRow === null) {
    say('header', 'notice', 'no row of names was found above the records: columns are known by their place');
  }
  if (counts.preambleRows > 0) {
    say(
      'preamble',
      'notice',
      `${count(counts.preambleRows, 'row')} above the header (${counts.bytes.preamble} bytes) are kept in the sealed file and not read as records`,
    );
  }
  if (measures.derived.length > 0) say('derived-columns', 'notice', derivedNote(facts));
  if (measures.formulasWithoutValue > 0) {
    say(
      'formulas-without-value',
      'warning',
      `${count(measures.formulasWithoutValue, 'formula')} of this sheet came without a value (the workbook was written by a program that does not calculate): those cells are blank. Open it in a spreadsheet program, save a copy and keep the original beside it`,
    );
  }
  if (oddities.withoutDay > 0) {
    say(
      'date-without-day',
      'notice',
      `${count(oddities.withoutDay, 'number')} shown as dates of days that no calendar has (the first is ${oddities.firstWithoutDay}) are kept as numbers`,
    );
  }
  if (oddities.noNumbers > 0) {
    say(
      'no-number',
      'warning',
      `${count(oddities.noNumbers, 'cell')} of numbers hold something else, kept as written; the first is ${JSON.stringify(oddities.firstNoNumber)}`,
    );
  }
  if (counts.blankRows + counts.skippedRows > 0) {
    say(
      'blank-rows',
      'info',
      `${count(counts.blankRows, 'row')} without a value and ${count(counts.skippedRows, 'row number')} without a row are no records`,
    );
  }
  if (counts.hiddenRecords > 0) {
    say(
      'hidden-rows',
      'notice',
      `${count(counts.hiddenRecords, 'record')} are in rows that the workbook hides`,
    );
  }
  if (counts.outOfOrder > 0) {
    say('row-order', 'warning', `${count(counts.outOfOrder, 'row')} have a number not above the row before`);
  }
  if (measures.columnsLeftOut > 0) {
    say(
      'columns-left-out',
      'info',
      `${count(measures.columnsLeftOut, 'column')} without name and without any value are left out`,
    );
  }
  return notes;
}

function derivedNote({ measures, names }: SheetFacts): string {
  const { derived, columns } = measures;
  const nameOf = ({ column }: DerivedColumn) =>
    names[columns.findIndex((place) => columnLetters(place) === column)] ?? '';
  const which = derived.map((one) => `${one.column} (${JSON.stringify(nameOf(one))}: ${one.formula})`);
  const verb = derived.length === 1 ? 'column is' : 'columns are';
  return `${derived.length} ${verb} worked out in the workbook by formulas: ${which.join('; ')}. Kept under their names and not taken for the log's own`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
