import type { ReactNode } from 'react';
import './data-table.css';

export interface TableColumn<Row> {
  readonly key: string;
  readonly header: ReactNode;
  readonly cell: (row: Row, index: number) => ReactNode;
  /** Numbers stand at the end. */
  readonly align?: 'start' | 'end';
  /** The cell that names the row; at most one. */
  readonly isRowHeader?: boolean;
  /** Text may break into lines. */
  readonly isWrapped?: boolean;
}

interface DataTableProps<Row> {
  /** Names the table to screen readers; shown above it where `isCaptionShown`. */
  readonly caption: string;
  readonly isCaptionShown?: boolean;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row, index: number) => string;
  readonly isRowMarked?: (row: Row) => boolean;
  /** What stands where there are no rows. */
  readonly whenEmpty?: ReactNode;
}

/** A table for short lists: plain HTML, so that every reader and the printer understand it. */
export function DataTable<Row>({
  caption,
  isCaptionShown = false,
  columns,
  rows,
  rowKey,
  isRowMarked,
  whenEmpty,
}: DataTableProps<Row>) {
  if (rows.length === 0 && whenEmpty !== undefined) return <div className="soft">{whenEmpty}</div>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-frame" aria-label={caption} tabIndex={0}>
      <table className="table">
        <caption className={isCaptionShown ? 'table__caption' : 'visually-hidden'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" data-align={column.align}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)} data-marked={isRowMarked?.(row) ? '' : undefined}>
              {columns.map((column) =>
                column.isRowHeader ? (
                  <th key={column.key} scope="row" data-align={column.align} data-wrapped={column.isWrapped}>
                    {column.cell(row, index)}
                  </th>
                ) : (
                  <td key={column.key} data-align={column.align} data-wrapped={column.isWrapped}>
                    {column.cell(row, index)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
