import { AppError } from '../../../shared/contract/errors.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import type { StoreTable } from '../events/store-table.ts';

/** One of two sources that are compared. Its rows are numbered from 0 in the order of its records. */
export interface Side {
  readonly sourceId: number;
  readonly file: string;
  readonly member: string | null;
  readonly sheet: string | null;
  /** Of the text its records are cut from. */
  readonly sha256: string;
  /** Row of the store of its first row. */
  readonly firstRow: number;
  readonly rowCount: number;
  /** Fields and own columns that it delivered, the time apart. */
  readonly columns: readonly string[];
}

interface SourceRow {
  readonly source_id: number;
  readonly file: string;
  readonly member: string | null;
  readonly sheet: string | null;
  readonly sha256: string;
  readonly first_row: number;
  readonly row_count: number;
  readonly state: string;
}

/** Finds a source to compare. Throws not-found for one that is not there, or was withdrawn. */
export function findSide({ db }: CaseFile, id: string): Side {
  const wanted = /^\s*S?(\d{1,10})\s*$/i.exec(id)?.[1];
  const row = db
    .prepare(
      `SELECT source_id, file, member, sheet, sha256, first_row, row_count, state FROM source WHERE source_id = ?`,
    )
    .get(Number(wanted ?? -1)) as SourceRow | undefined;
  if (row?.state !== 'imported') {
    const why = row?.state === 'withdrawn' ? 'was withdrawn: its records are no events' : 'is not there';
    throw new AppError('not-found', `source ${id.trim()} ${why}. See the case for its sources`, {
      source: id,
    });
  }
  const columns = db
    .prepare(
      `SELECT DISTINCT name FROM source_column JOIN event_column USING (column_id)
       WHERE source_id = ? AND kind <> 'structure' ORDER BY name`,
    )
    .pluck()
    .all(row.source_id) as string[];
  return {
    sourceId: row.source_id,
    file: row.file,
    member: row.member,
    sheet: row.sheet,
    sha256: row.sha256,
    firstRow: row.first_row,
    rowCount: row.row_count,
    columns,
  };
}

/** Numbers of the store's slices that hold the rows of a side. */
export function slicesOf(store: StoreTable, { firstRow, rowCount }: Side): { from: number; to: number } {
  if (rowCount === 0) return { from: 0, to: 0 };
  return { from: store.sliceOf(firstRow), to: store.sliceOf(firstRow + rowCount - 1) + 1 };
}

/** Throws case-busy where a source was withdrawn since: its rows are gone, and others have their numbers. */
export function requireInUse({ db }: CaseFile, sides: readonly Side[]): void {
  const select = db
    .prepare("SELECT first_row FROM source WHERE source_id = ? AND state = 'imported'")
    .pluck();
  if (sides.every(({ sourceId, firstRow }) => select.get(sourceId) === firstRow)) return;
  throw new AppError('case-busy', 'sources came or went while they were compared; compare them again', {});
}
