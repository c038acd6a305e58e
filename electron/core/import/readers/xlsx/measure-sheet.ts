import type { JobContext } from '../../../job.ts';
import { columnLetters, noOddities } from './cell-values.ts';
import { FormulaColumns } from './formula-columns.ts';
import { notRead } from './refusals.ts';
import { scanSheet } from './scan-sheet.ts';
import type { DerivedColumn, WorkbookContents } from './workbook.ts';
import type { ZipPart } from './zip-directory.ts';

/** What must be known of a sheet before its first record is given out. */
export interface SheetMeasures {
  /** Columns of the sheet that the table has, in their order; all up to the last one in use if there are not too many. */
  readonly columns: readonly number[];
  /** Columns between those that have neither name nor value and are left out. */
  readonly columnsLeftOut: number;
  readonly derived: readonly DerivedColumn[];
  readonly formulasWithoutValue: number;
  /** Bytes of the part that were looked at: all, unless a limit ended it. */
  readonly bytes: number;
}

/** As many as a table may have in a case (`csv/sniff.ts`). */
const columnCap = 4096;

export interface MeasureRequest {
  readonly contents: WorkbookContents;
  readonly sheet: string;
  readonly part: ZipPart;
  /** Null: the table has none and begins with the first row. */
  readonly headerRow: number | null;
  readonly limit: number;
  readonly job: JobContext;
}

/** Scans a sheet once without looking at values: how wide it is and which columns are formulas. */
export async function measureSheet(request: MeasureRequest): Promise<SheetMeasures> {
  const { contents, sheet, part, headerRow, limit, job } = request;
  const formulas = new FormulaColumns();
  const used: boolean[] = [];
  let records = 0;
  let bytes = 0;
  // By the order of rows, as they are given out: their numbers may lie.
  let isInTable = headerRow === null;
  let formulasWithoutValue = 0;
  const oddities = noOddities();
  await scanSheet({
    zip: contents.zip,
    name: sheet,
    part,
    context: {
      texts: null,
      styles: contents.styles,
      isFrom1904: contents.isFrom1904,
      oddities,
    },
    listener: {
      row(row) {
        const isHeader = !isInTable && row.sheetRow === headerRow;
        if (isHeader) isInTable = true;
        if (!isInTable || row.cellCount === 0) return;
        for (let i = 0; i < row.cellCount; i++) used[row.columns[i]!] = true;
        if (isHeader) return;
        records++;
        formulasWithoutValue += row.formulasWithoutValue;
        formulas.count(row.columns, row.cellCount);
      },
      formula(column, text) {
        if (isInTable) formulas.add(column, text);
      },
    },
    job,
    afterPiece(done) {
      bytes = done;
      job.report({
        done,
        total: part.sizeBytes * 2,
        unit: 'bytes',
        stage: `measuring sheet ${sheet}`,
      });
      return records >= limit;
    },
  });
  const all = Array.from({ length: used.length }, (_, column) => column);
  const columns = all.length > columnCap ? all.filter((column) => used[column]) : all;
  if (columns.length > columnCap) {
    throw notRead(
      contents.zip.label,
      `a workbook whose sheet ${JSON.stringify(sheet)} uses ${columns.length} columns, up to ${columnLetters(used.length - 1)}; more than the ${columnCap} of a log`,
      'ask for the log itself as CSV',
    );
  }
  return {
    columns,
    columnsLeftOut: all.length - columns.length,
    derived: formulas.derived(),
    formulasWithoutValue,
    bytes,
  };
}
