// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold rows at scaled positions
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react';
import { type GridCell, jumpTo, moveCell, reveal, spacerPx, visibleRows } from '../../../state/grid.ts';
import './grid.css';
import { ColumnHeader } from './column-header.tsx';
import { GridRow } from './grid-row.tsx';
import { useScroll } from './use-scroll.ts';

export interface GridColumn {
  readonly id: string;
  readonly title: string;
  readonly widthPx: number;
  /** What the column holds, for a tooltip. */
  readonly description?: string;
}

export interface GridHandle {
  /** Brings a row into view, makes it the active one and moves the focus to it. */
  goTo(row: number): void;
  focus(): void;
}

interface EventGridProps<Row> {
  readonly ref?: Ref<GridHandle>;
  readonly label: string;
  readonly total: number;
  readonly columns: readonly GridColumn[];
  /** The row at a position; undefined while it is fetched. */
  readonly rowAt: (position: number) => Row | undefined;
  readonly renderCell: (row: Row, columnId: string) => ReactNode;
  /** Called with the rows on screen (`end` exclusive) whenever they change. */
  readonly onShow: (first: number, end: number) => void;
  readonly active: GridCell;
  readonly onActive: (cell: GridCell) => void;
  /** The row whose details are open. */
  readonly openRow: number | null;
  readonly onOpen: (row: number) => void;
  readonly onResize: (columnId: string, widthPx: number) => void;
}

/**
 * A grid of up to tens of millions of rows: only what is on screen is in the document, with its true row numbers for
 * assistive technology (ARIA grid pattern: one tab stop, arrows move a real focus from cell to cell).
 */
export function EventGrid<Row>(props: EventGridProps<Row>) {
  const { total, columns, active, onActive, openRow, onOpen, onShow, onResize, rowAt, renderCell } = props;
  const box = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLDivElement>(null);
  const header = useRef<HTMLDivElement>(null);
  const focusWanted = useRef(false);
  const { geometry, topPx, moveTo } = useScroll(box, probe, header, total);
  const { rowHeightPx, viewportPx } = geometry;
  const shown = visibleRows(geometry, topPx, 2);
  const activeRow = Math.min(active.row, total - 1);

  useEffect(() => onShow(shown.first, shown.end), [onShow, shown.first, shown.end]);

  const goTo = (cell: GridCell, topWanted: number) => {
    focusWanted.current = true;
    moveTo(topWanted);
    onActive(cell);
  };

  useImperativeHandle(props.ref, () => ({
    goTo: (row) => goTo({ row, column: active.column }, jumpTo(geometry, row)),
    focus: () => focusCell(box.current),
  }));

  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    focusCell(box.current);
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey) return;
    if (event.key === 'Enter' && total > 0) {
      event.preventDefault();
      onOpen(activeRow);
      return;
    }
    const pageRows = Math.floor(viewportPx / rowHeightPx) - 1;
    const moves = { rows: total, columns: columns.length, pageRows };
    const to = moveCell(event.key, event.ctrlKey, { row: activeRow, column: active.column }, moves);
    if (!to) return;
    event.preventDefault();
    goTo(to, reveal(geometry, topPx, to.row));
    revealColumn(box.current!, columns, to.column);
  };

  const positions: number[] = [];
  for (let row = shown.first; row < shown.end; row++) positions.push(row);
  // The focused row stays in the document when it is scrolled away, or the focus would fall to the page.
  if (activeRow >= 0 && activeRow < shown.first) positions.unshift(activeRow);
  if (activeRow >= shown.end) positions.push(activeRow);
  const widthPx = columns.reduce((sum, column) => sum + column.widthPx, 0);
  const template = columns.map((column) => `${column.widthPx}px`).join(' ');

  return (
    <div
      className="event-grid"
      ref={box}
      role="grid"
      aria-label={props.label}
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      aria-readonly="true"
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div className="event-grid-probe" ref={probe} aria-hidden="true" />
      <div
        role="presentation"
        className="event-grid-spacer"
        style={{ minWidth: widthPx, height: `calc(${spacerPx(geometry)}px + var(--grid-header-height))` }}
      >
        <div className="event-grid-header" role="rowgroup" ref={header}>
          {/* biome-ignore lint/a11y/useFocusableInteractive: cells take the focus, not rows */}
          <div
            role="row"
            aria-rowindex={1}
            className="event-grid-row"
            style={{ gridTemplateColumns: template }}
          >
            {columns.map((column, index) => (
              <ColumnHeader key={column.id} column={column} index={index} onResize={onResize} />
            ))}
          </div>
        </div>
        <div className="event-grid-body" role="rowgroup" style={{ height: viewportPx }}>
          {positions.map((position) => (
            <GridRow
              key={position}
              position={position}
              row={rowAt(position)}
              columns={columns}
              template={template}
              offsetPx={offsetOf(position, topPx, rowHeightPx, viewportPx)}
              activeColumn={position === activeRow ? Math.min(active.column, columns.length - 1) : null}
              open={position === openRow}
              renderCell={renderCell}
              onPick={(column) => onActive({ row: position, column })}
              onOpen={() => onOpen(position)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Where a row stands in the visible part; a row far away is put just outside it. */
function offsetOf(position: number, topPx: number, rowHeightPx: number, viewportPx: number): number {
  const offset = position * rowHeightPx - topPx;
  return Math.min(viewportPx + rowHeightPx, Math.max(-2 * rowHeightPx, offset));
}

function focusCell(box: HTMLElement | null): void {
  box?.querySelector<HTMLElement>('[role=gridcell][tabindex="0"]')?.focus({ preventScroll: true });
}

/** Scrolls sideways until a column is wholly visible. */
function revealColumn(box: HTMLElement, columns: readonly GridColumn[], column: number): void {
  const left = columns.slice(0, column).reduce((sum, { widthPx }) => sum + widthPx, 0);
  const right = left + columns[column]!.widthPx;
  if (left < box.scrollLeft) box.scrollLeft = left;
  else if (right > box.scrollLeft + box.clientWidth) box.scrollLeft = right - box.clientWidth;
}
