// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold rows at scaled positions
import type { ReactNode } from 'react';
import type { GridColumn } from './event-grid.tsx';

interface GridRowProps<Row> {
  /** 0-based place among all rows. */
  readonly position: number;
  readonly row: Row | undefined;
  readonly columns: readonly GridColumn[];
  readonly template: string;
  readonly offsetPx: number;
  /** The column that takes the focus; null where another row does. */
  readonly activeColumn: number | null;
  readonly open: boolean;
  readonly renderCell: (row: Row, columnId: string) => ReactNode;
  readonly onPick: (column: number) => void;
  readonly onOpen: () => void;
}

/** One row; while its page is fetched, one of the same height that says so. */
export function GridRow<Row>(props: GridRowProps<Row>) {
  const { position, row, columns, template, offsetPx, activeColumn, open, renderCell } = props;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: cells take the focus, not rows
    <div
      role="row"
      aria-rowindex={position + 2}
      aria-selected={open}
      aria-busy={row === undefined}
      className={row === undefined ? 'event-grid-row event-grid-row-loading' : 'event-grid-row'}
      style={{ gridTemplateColumns: template, transform: `translateY(${offsetPx}px)` }}
    >
      {columns.map(({ id }, column) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles keys for all cells
        <div
          key={id}
          role="gridcell"
          aria-colindex={column + 1}
          tabIndex={column === activeColumn ? 0 : -1}
          className="event-grid-cell"
          onFocus={() => props.onPick(column)}
          onClick={props.onOpen}
        >
          {row === undefined ? (
            <span className="event-grid-skeleton">
              <span className="event-grid-loading-word">loading</span>
            </span>
          ) : (
            renderCell(row, id)
          )}
        </div>
      ))}
    </div>
  );
}
