import type { IntegrityNote } from '../../../../../shared/contract/records.ts';
import type { NumberOddities } from './cell-values.ts';
import { columnLetters } from './cell-values.ts';
import type { SheetMeasures } from './measure-sheet.ts';
import type { DerivedColumn, SheetSummary } from './workbook.ts';

/** What became of the rows of a sheet. */
export interface SheetCounts {
  records: number;
  rejected: number;
  /** Of all records, in UTF-16 units. */
  textLength: number;
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
    textLength: 0,
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
      `above the header: ${count(counts.preambleRows, 'row')} (${counts.bytes.preamble} bytes), kept in the sealed file and not read as records`,
    );
  }
  if (measures.derived.length > 0) say('derived-columns', 'notice', derivedNote(facts));
  if (measures.formulasWithoutValue > 0) {
    say(
      'formulas-without-value',
      'warning',
      `formulas that came without a value, because the workbook was written by a program that does not calculate: ${measures.formulasWithoutValue}. Those cells are blank. Open it in a spreadsheet program, save a copy and keep the original beside it`,
    );
  }
  if (oddities.withoutDay > 0) {
    say(
      'date-without-day',
      'notice',
      `shown as dates, but of days that no calendar has: ${count(oddities.withoutDay, 'number')}, kept as such; the first is ${oddities.firstWithoutDay}`,
    );
  }
  if (oddities.noNumbers > 0) {
    say(
      'no-number',
      'warning',
      `cells of numbers that hold something else, kept as written: ${oddities.noNumbers}; the first is ${JSON.stringify(oddities.firstNoNumber)}`,
    );
  }
  if (counts.blankRows + counts.skippedRows > 0) {
    say(
      'blank-rows',
      'info',
      `no records: ${count(counts.blankRows, 'row')} without a value, ${count(counts.skippedRows, 'row number')} without a row`,
    );
  }
  if (counts.hiddenRecords > 0) {
    say(
      'hidden-rows',
      'notice',
      `in rows that the workbook hides: ${count(counts.hiddenRecords, 'record')}, read like the others`,
    );
  }
  if (counts.outOfOrder > 0) {
    say(
      'row-order',
      'warning',
      `with a number not above that of the row before: ${count(counts.outOfOrder, 'row')}`,
    );
  }
  if (measures.columnsLeftOut > 0) {
    say(
      'columns-left-out',
      'info',
      `left out, having neither name nor value: ${count(measures.columnsLeftOut, 'column')}`,
    );
  }
  return notes;
}

function derivedNote({ measures, names }: SheetFacts): string {
  const { derived, columns } = measures;
  const nameOf = ({ column }: DerivedColumn) =>
    names[columns.findIndex((place) => columnLetters(place) === column)] ?? '';
  // The first formula of a shared one may stand above the records.
  const which = derived.map((one) => {
    const formula = one.formula === '' ? '' : `: ${one.formula}`;
    return `${one.column} (${JSON.stringify(nameOf(one))}${formula})`;
  });
  const verb = derived.length === 1 ? 'column is' : 'columns are';
  return `${derived.length} ${verb} worked out in the workbook by formulas: ${which.join('; ')}. Kept under their names and not taken for the log's own`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
