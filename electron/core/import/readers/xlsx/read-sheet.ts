import { AppError } from '../../../../../shared/contract/errors.ts';
import type { JobContext } from '../../../job.ts';
import type { ReadTable, TableAccount, TableSink } from '../table-reader.ts';
import { noOddities } from './cell-values.ts';
import { measureSheet, type SheetMeasures } from './measure-sheet.ts';
import { notRead } from './refusals.ts';
import { scanSheet } from './scan-sheet.ts';
import { readSharedTexts } from './shared-texts.ts';
import { noCounts, type SheetCounts, sheetNotes } from './sheet-notes.ts';
import type { SheetRow } from './sheet-scanner.ts';
import type { SheetSummary, Workbook } from './workbook.ts';
import { XmlProblem } from './xml-problem.ts';

const textLengthCap = 8 * 2 ** 30;

export interface SheetChoices {
  /** 1-based row of the names of columns where the examiner chose it; null: the sheet has none, all rows are records. */
  readonly headerRow?: number | null;
}

/**
 * A reader of one sheet: header, then each row that is not blank as a record of texts, a blank cell as "". Dates are
 * `2025-06-18T00:02:04.789`, `2025-06-18` or `16:15:00` in the workbook's own time; formulas are the values saved with them.
 * Its place is the sheet's row and the bytes of that row in the unpacked part. The source it is given is not looked at.
 * Throws `not-found`, `input-format` (where a sheet breaks: with row and way out), `input-empty`, `cancelled`.
 */
export function readSheet(workbook: Workbook, sheetName: string, choices: SheetChoices = {}): ReadTable {
  return (_source, sink, job, limit) =>
    readTable(workbook, sheetName, choices, sink, job, limit ?? Number.POSITIVE_INFINITY);
}

async function readTable(
  workbook: Workbook,
  sheetName: string,
  choices: SheetChoices,
  sink: TableSink,
  job: JobContext,
  limit: number,
): Promise<TableAccount> {
  const { contents } = workbook;
  const sheet = requireSheet(workbook, sheetName);
  const part = contents.zip.parts.get(sheet.part.toLowerCase())!;
  const headerRow = choices.headerRow === undefined ? sheet.headerRow : choices.headerRow;
  const place = { contents, sheet: sheetName, part, job };
  const measures = await measureSheet({ ...place, headerRow, limit });
  contents.texts ??= await readSharedTexts(contents.zip, contents.textsPart, job);

  const counts = noCounts();
  const oddities = noOddities();
  const listener = new RecordWriter(measures, headerRow, sink, counts, limit);
  let bytesRead = 0;
  await scanSheet({
    zip: contents.zip,
    name: sheetName,
    part,
    context: {
      texts: contents.texts,
      styles: contents.styles,
      isFrom1904: contents.isFrom1904,
      oddities,
    },
    listener: { row: (row) => listener.row(row), formula: null },
    job,
    async afterPiece(done) {
      bytesRead = done;
      const whole = part.sizeBytes * 2;
      const stage = `reading sheet ${sheetName}`;
      job.report({
        done: part.sizeBytes + done,
        total: whole,
        unit: 'bytes',
        stage,
      });
      if (counts.records + counts.rejected >= limit) return true;
      if (done >= measures.bytes && done < part.sizeBytes) return true;
      if (counts.textLength > textLengthCap) throw tooMuchText(workbook, sheetName);
      await sink.drained();
      return false;
    },
  });
  if (!listener.hasHeader) throw noHeader(workbook, sheetName, headerRow);
  const names = listener.names;
  const { preamble, header, records, rejected, blank, beyondLimit } = counts.bytes;
  const markup = bytesRead - preamble - header - records - rejected - blank - beyondLimit;
  return {
    bytes: {
      preamble,
      header,
      records,
      rejected,
      blank,
      markup,
      ...(beyondLimit > 0 && { beyondLimit }),
    },
    notes: sheetNotes({ sheet, headerRow, names, measures, counts, oddities }),
  };
}

/** Gives rows to a sink as header and records. */
class RecordWriter {
  hasHeader: boolean;
  names: readonly string[] = [];
  readonly #measures: SheetMeasures;
  readonly #headerRow: number | null;
  readonly #sink: TableSink;
  readonly #counts: SheetCounts;
  readonly #limit: number;
  /** Place in the table of each column of the sheet; null where they are the same. */
  readonly #placeOf: ReadonlyMap<number, number> | null;
  #lastRow = 0;

  constructor(
    measures: SheetMeasures,
    headerRow: number | null,
    sink: TableSink,
    counts: SheetCounts,
    limit: number,
  ) {
    this.#measures = measures;
    this.#headerRow = headerRow;
    this.#sink = sink;
    this.#counts = counts;
    this.#limit = limit;
    this.#placeOf =
      measures.columnsLeftOut === 0
        ? null
        : new Map(measures.columns.map((column, place) => [column, place]));
    this.hasHeader = headerRow === null && measures.columns.length > 0;
    if (this.hasHeader) this.#giveHeader(measures.columns.map(() => ''));
  }

  row(row: SheetRow): void {
    const { bytes } = this.#counts;
    if (row.sheetRow <= this.#lastRow) this.#counts.outOfOrder++;
    else if (this.hasHeader && this.#lastRow > 0)
      this.#counts.skippedRows += row.sheetRow - this.#lastRow - 1;
    this.#lastRow = Math.max(this.#lastRow, row.sheetRow);
    if (!this.hasHeader && row.sheetRow !== this.#headerRow) {
      if (row.cellCount > 0 || row.problem !== null) this.#counts.preambleRows++;
      bytes.preamble += row.length;
      return;
    }
    const place = {
      offset: row.offset,
      length: row.length,
      sheetRow: row.sheetRow,
    };
    if (!this.hasHeader) {
      if (row.problem !== null) throw new XmlProblem(`its header cannot be read: ${row.problem}`, row.offset);
      this.hasHeader = true;
      bytes.header += row.length;
      this.#giveHeader(this.#cells(row).map((name) => name.trim()));
      return;
    }
    // Of what a limit left unmeasured nobody knows how wide it is.
    const isMeasured = row.offset + row.length <= this.#measures.bytes;
    if (this.#counts.records + this.#counts.rejected >= this.#limit || !isMeasured) {
      bytes.beyondLimit += row.length;
      return;
    }
    if (row.problem !== null) {
      bytes.rejected += row.length;
      this.#counts.rejected++;
      this.#sink.reject(place, row.problem);
      return;
    }
    if (row.cellCount === 0) {
      bytes.blank += row.length;
      this.#counts.blankRows++;
      return;
    }
    bytes.records += row.length;
    this.#counts.records++;
    this.#counts.textLength += row.textLength;
    if (row.isHidden) this.#counts.hiddenRecords++;
    this.#sink.record(this.#cells(row), place);
  }

  #giveHeader(names: readonly string[]): void {
    this.names = names;
    this.#sink.header(names);
  }

  #cells(row: SheetRow): string[] {
    const cells: string[] = new Array(this.#measures.columns.length).fill('');
    const { columns, values, cellCount } = row;
    for (let i = 0; i < cellCount; i++) {
      const column = columns[i]!;
      const place = this.#placeOf === null ? column : this.#placeOf.get(column)!;
      cells[place] = values[i]!;
    }
    return cells;
  }
}

function requireSheet({ label, sheets }: Workbook, name: string): SheetSummary {
  const sheet = sheets.find((one) => one.name === name);
  if (sheet === undefined) {
    const names = sheets.map((one) => JSON.stringify(one.name)).join(', ');
    throw new AppError('not-found', `${label} has no sheet ${JSON.stringify(name)}. It has ${names}`, {
      name,
    });
  }
  if (sheet.kind === 'empty' || sheet.kind === 'chart') {
    throw new AppError(
      'input-empty',
      `sheet ${JSON.stringify(name)} of ${label} has no rows to read. ${sheet.why} Choose another sheet`,
      { path: label, sheet: name },
    );
  }
  return sheet;
}

/** A text that stands once in the workbook and in every row of it can make much of little. */
function tooMuchText({ label }: Workbook, sheet: string): AppError {
  return notRead(
    label,
    `a workbook whose sheet ${JSON.stringify(sheet)} comes to more than 8 GiB of text`,
    'ask for the log as CSV',
  );
}

function noHeader({ label }: Workbook, sheet: string, headerRow: number | null): AppError {
  const what =
    headerRow === null ? 'no cell with a value' : `no row ${headerRow}, where its header should be`;
  return new AppError(
    'input-empty',
    `sheet ${JSON.stringify(sheet)} of ${label} has ${what}. Choose another row or another sheet`,
    { path: label, sheet, headerRow },
  );
}
