// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold rows at scaled positions
import { type PointerEvent, useRef } from 'react';
import type { GridColumn } from './event-grid.tsx';

export const narrowestColumnPx = 56;
export const widestColumnPx = 1200;

interface ColumnHeaderProps {
  readonly column: GridColumn;
  readonly index: number;
  readonly onResize: (columnId: string, widthPx: number) => void;
}

/** A column's title and its edge to drag; from the keyboard widths are set in the column chooser. */
export function ColumnHeader({ column, index, onResize }: ColumnHeaderProps) {
  const start = useRef<{ x: number; widthPx: number } | null>(null);
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, widthPx: column.widthPx };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!start.current) return;
    const widthPx = start.current.widthPx + event.clientX - start.current.x;
    onResize(column.id, Math.round(Math.min(widestColumnPx, Math.max(narrowestColumnPx, widthPx))));
  };
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: nothing can be done with a header from the keyboard
    <div
      role="columnheader"
      aria-colindex={index + 1}
      className="event-grid-column"
      title={column.description}
    >
      <span className="event-grid-column-title">{column.title}</span>
      <span
        className="event-grid-edge"
        aria-hidden="true"
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={() => {
          start.current = null;
        }}
      />
    </div>
  );
}
