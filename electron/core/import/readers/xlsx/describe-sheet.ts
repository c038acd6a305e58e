import { noOddities } from './cell-values.ts';
import { FormulaColumns } from './formula-columns.ts';
import { findTable, outlineOf, type RowOutline, type TableFound } from './header-row.ts';
import type { ShownAs } from './number-formats.ts';
import { readPart, scanPart } from './read-part.ts';
import { partFailure } from './refusals.ts';
import { type Relationship, readRelationships } from './relationships.ts';
import { SheetScanner } from './sheet-scanner.ts';
import type { DerivedColumn, SheetSummary } from './workbook.ts';
import type { ListedSheet } from './workbook-part.ts';
import { XmlScanner } from './xml-scanner.ts';
import type { ZipDirectory } from './zip-directory.ts';

/** The beginning of a sheet is enough to tell what it is. */
const sampleRows = 200;
const sampleBytes = 4 << 20;
/** Of all sheets together, so that many of them cannot take long. */
const allSamplesBytes = 64 << 20;

interface Sample {
  /** Rows with cells. */
  readonly rows: readonly RowOutline[];
  readonly isWholeSheet: boolean;
  readonly derived: readonly DerivedColumn[];
}

type Told = Pick<SheetSummary, 'kind' | 'why' | 'headerRow'>;

export interface DescribedSheet {
  readonly summary: SheetSummary;
  readonly relationships: readonly Relationship[];
}

/** Tells what a sheet is by its relationships and its first rows. Throws `input-format`, `input-unreadable`. */
export async function describeSheet(
  zip: ZipDirectory,
  styles: readonly ShownAs[],
  sheet: ListedSheet,
  sheetCount: number,
): Promise<DescribedSheet> {
  const { name, state, part } = sheet;
  const relationships = await readRelationships(zip, part.name);
  const isWorksheet = sheet.type === 'worksheet';
  const bytesCap = Math.min(sampleBytes, allSamplesBytes / sheetCount);
  const sample = isWorksheet
    ? await sampleOf(zip, styles, sheet, bytesCap)
    : { rows: [], isWholeSheet: true, derived: [] };
  const told = isWorksheet
    ? await tell(zip, relationships, sample)
    : {
        kind: 'chart' as const,
        why: `It is a ${sheet.type}, which has no rows.`,
        headerRow: null,
      };
  const derivedColumns = sample.derived;
  const summary = {
    name,
    state,
    part: part.name,
    sizeBytes: part.sizeBytes,
    ...told,
    derivedColumns,
  };
  return { summary, relationships };
}

async function tell(
  zip: ZipDirectory,
  relationships: readonly Relationship[],
  sample: Sample,
): Promise<Told> {
  const { rows, isWholeSheet } = sample;
  const has = (type: string) => relationships.some((relationship) => relationship.type === type);
  if (rows.length === 0 && isWholeSheet) {
    return has('drawing')
      ? {
          kind: 'chart',
          why: 'It holds a drawing and no cell with a value.',
          headerRow: null,
        }
      : { kind: 'empty', why: 'It has no cell with a value.', headerRow: null };
  }
  const listed = await tableFromLists(zip, relationships, rows);
  const found = listed ?? findTable(rows);
  const headerRow = found?.headerRow ?? null;
  if (has('pivotTable')) {
    return {
      kind: 'pivot',
      why: 'It shows a pivot table, worked out from other cells.',
      headerRow,
    };
  }
  if (found === null || (listed === null && isKeysAndValues(sample))) {
    const why = 'It has no row of column names with rows of several columns right under it.';
    return rows.length > 0
      ? { kind: 'cover', why, headerRow: null }
      : {
          kind: 'table',
          why: 'Its beginning has no cell with a value, and it goes on.',
          headerRow: null,
        };
  }
  const where = listed === null ? `Row ${headerRow}` : `The workbook says that row ${headerRow}`;
  return {
    kind: 'table',
    why:
      headerRow === null
        ? `Rows of several columns begin in row ${found.firstRow}, without names of columns above them.`
        : `${where} names the columns, and rows of several columns follow.`,
    headerRow,
  };
}

/** "Agency | Eugene", "Records | 4377": two columns, a few rows, values of different kinds. */
function isKeysAndValues({ rows, isWholeSheet }: Sample): boolean {
  if (!isWholeSheet || rows.length > 30 || rows.some(({ columns }) => columns.length > 2)) return false;
  const values = rows.filter(({ columns }) => columns.length === 2).map(({ isText }) => isText[1]!);
  const texts = values.slice(1).filter(Boolean).length;
  return texts > 0 && texts < values.length - 1;
}

/** Excel's own tables ("Format as Table") say where their header is; with several on a sheet nobody says which is the log. */
async function tableFromLists(
  zip: ZipDirectory,
  relationships: readonly Relationship[],
  rows: readonly RowOutline[],
): Promise<TableFound | null> {
  const lists = relationships.filter(({ type, part }) => type === 'table' && part !== undefined);
  if (lists.length !== 1) return null;
  let headerRow: number | null = null;
  await scanPart(zip, lists[0]!.part!, {
    open(name, scanner) {
      if (name !== 'table' || scanner.depth !== 1 || scanner.attribute('headerRowCount') === '0') return;
      const row = Number(
        /^\$?[A-Z]{1,3}\$?([0-9]{1,7})(:|$)/i.exec(scanner.attribute('ref') ?? '')?.[1] ?? 0,
      );
      headerRow = rows.some(({ sheetRow }) => sheetRow === row) ? row : null;
    },
    close() {},
    text() {},
  });
  return headerRow === null ? null : { headerRow, firstRow: headerRow };
}

async function sampleOf(
  zip: ZipDirectory,
  styles: readonly ShownAs[],
  { name, part }: ListedSheet,
  bytesCap: number,
): Promise<Sample> {
  const rows: RowOutline[] = [];
  const formulas = new FormulaColumns();
  const context = {
    texts: null,
    styles,
    isFrom1904: false,
    oddities: noOddities(),
  };
  const sheetScanner = new SheetScanner(context, {
    row(row) {
      if (row.cellCount === 0 || rows.length >= sampleRows) return;
      rows.push(outlineOf(row));
      formulas.count(row.columns, row.cellCount);
    },
    formula: (column, text) => formulas.add(column, text),
  });
  const scanner = new XmlScanner(sheetScanner);
  let bytes = 0;
  let isWholeSheet = true;
  try {
    for await (const piece of readPart(zip, part)) {
      scanner.push(piece);
      bytes += piece.length;
      if ((rows.length >= sampleRows || bytes >= bytesCap) && bytes < part.sizeBytes) {
        isWholeSheet = false;
        break;
      }
    }
    if (isWholeSheet) scanner.finish();
  } catch (thrown) {
    throw partFailure(
      zip.label,
      `sheet ${JSON.stringify(name)}, in or after row ${sheetScanner.reached},`,
      thrown,
    );
  }
  return { rows, isWholeSheet, derived: formulas.derived() };
}
