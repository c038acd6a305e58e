/**
 * Where the rows of a long grid are. Chromium caps an element at 33,554,428 px and rounds offsets above 2^24 px, so the
 * scrolled element is never taller than `longestSpacerPx`: beyond that its scroll position is a fraction of the rows,
 * while wheel, keys and touch still move by exact steps. `topPx` is the true position: pixels of row content above the
 * first visible line, exact up to 2^53.
 */
const longestSpacerPx = 8_000_000;

export interface GridGeometry {
  readonly total: number;
  readonly rowHeightPx: number;
  /** Height of the visible part that shows rows. */
  readonly viewportPx: number;
}

export interface ScrollState {
  readonly topPx: number;
  /** What the scrolled element said last. */
  readonly scrollTop: number;
}

/** Height of the element that makes the scroll bar. */
export function spacerPx({ total, rowHeightPx }: GridGeometry): number {
  return Math.min(total * rowHeightPx, longestSpacerPx);
}

export function isScaled({ total, rowHeightPx }: GridGeometry): boolean {
  return total * rowHeightPx > longestSpacerPx;
}

export function clampTop(geometry: GridGeometry, topPx: number): number {
  return Math.min(Math.max(0, topPx), topRangePx(geometry));
}

/** The scroll position that stands for a true position. */
export function scrollTopFor(geometry: GridGeometry, topPx: number): number {
  const range = topRangePx(geometry);
  const top = clampTop(geometry, topPx);
  return isScaled(geometry) ? (top / range) * scrollRangePx(geometry) : top;
}

/**
 * The state after the element reports a scroll position: a step of at most one viewport is exact, a longer one (the
 * scroll bar) is a fraction of all rows.
 */
export function followScroll(geometry: GridGeometry, state: ScrollState, scrollTop: number): ScrollState {
  if (!isScaled(geometry)) return { topPx: clampTop(geometry, scrollTop), scrollTop };
  const step = scrollTop - state.scrollTop;
  if (Math.abs(step) <= geometry.viewportPx) {
    return { topPx: clampTop(geometry, state.topPx + step), scrollTop };
  }
  const fraction = Math.min(1, Math.max(0, scrollTop / scrollRangePx(geometry)));
  return { topPx: fraction * topRangePx(geometry), scrollTop };
}

export interface RowRange {
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
}

/** The rows that any part of the viewport shows, and `beyond` more on each side. */
export function visibleRows(geometry: GridGeometry, topPx: number, beyond: number): RowRange {
  const { total, rowHeightPx, viewportPx } = geometry;
  const top = clampTop(geometry, topPx);
  return {
    first: Math.max(0, Math.floor(top / rowHeightPx) - beyond),
    end: Math.min(total, Math.ceil((top + viewportPx) / rowHeightPx) + beyond),
  };
}

/** The position nearest to `topPx` at which a row is wholly visible. */
export function reveal(geometry: GridGeometry, topPx: number, row: number): number {
  const start = row * geometry.rowHeightPx;
  const latest = start;
  const earliest = start + geometry.rowHeightPx - geometry.viewportPx;
  return clampTop(geometry, Math.min(latest, Math.max(earliest, topPx)));
}

/** The position at which a row stands a third down the viewport: where one lands after a jump. */
export function jumpTo(geometry: GridGeometry, row: number): number {
  const third = Math.floor(geometry.viewportPx / geometry.rowHeightPx / 3);
  return clampTop(geometry, (row - third) * geometry.rowHeightPx);
}

export interface GridCell {
  readonly row: number;
  readonly column: number;
}

export interface GridMoves {
  readonly rows: number;
  readonly columns: number;
  /** Rows that Page Up and Page Down move by. */
  readonly pageRows: number;
}

/** The cell that a key leads to; null where the key does not move. Follows the ARIA grid pattern. */
export function moveCell(
  key: string,
  withControl: boolean,
  from: GridCell,
  { rows, columns, pageRows }: GridMoves,
): GridCell | null {
  if (rows === 0 || columns === 0) return null;
  const at = (row: number, column: number): GridCell => ({
    row: Math.min(rows - 1, Math.max(0, row)),
    column: Math.min(columns - 1, Math.max(0, column)),
  });
  switch (key) {
    case 'ArrowDown':
      return withControl ? at(rows - 1, from.column) : at(from.row + 1, from.column);
    case 'ArrowUp':
      return withControl ? at(0, from.column) : at(from.row - 1, from.column);
    case 'ArrowRight':
      return withControl ? at(from.row, columns - 1) : at(from.row, from.column + 1);
    case 'ArrowLeft':
      return withControl ? at(from.row, 0) : at(from.row, from.column - 1);
    case 'PageDown':
      return at(from.row + Math.max(1, pageRows), from.column);
    case 'PageUp':
      return at(from.row - Math.max(1, pageRows), from.column);
    case 'Home':
      return withControl ? at(0, 0) : at(from.row, 0);
    case 'End':
      return withControl ? at(rows - 1, columns - 1) : at(from.row, columns - 1);
    default:
      return null;
  }
}

function topRangePx({ total, rowHeightPx, viewportPx }: GridGeometry): number {
  return Math.max(0, total * rowHeightPx - viewportPx);
}

function scrollRangePx(geometry: GridGeometry): number {
  return Math.max(0, spacerPx(geometry) - geometry.viewportPx);
}
