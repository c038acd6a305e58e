import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import {
  clampTop,
  followScroll,
  type GridGeometry,
  isScaled,
  type ScrollState,
  scrollTopFor,
} from '../../../state/grid.ts';

export interface GridScroll {
  readonly geometry: GridGeometry;
  readonly topPx: number;
  /** Moves to a true position, exact to the pixel. */
  readonly moveTo: (topPx: number) => void;
}

/**
 * Keeps the true position of a scaled grid beside the scroll position of its element. `probe` is an element as high as
 * a row, so that rows follow text size and density.
 */
export function useScroll(
  element: RefObject<HTMLElement | null>,
  probe: RefObject<HTMLElement | null>,
  header: RefObject<HTMLElement | null>,
  total: number,
): GridScroll {
  const [sizes, setSizes] = useState({ rowHeightPx: 30, viewportPx: 300 });
  const [topPx, setTopPx] = useState(0);
  const state = useRef<ScrollState>({ topPx: 0, scrollTop: 0 });
  const geometry: GridGeometry = { total, ...sizes };
  const current = useRef(geometry);
  current.current = geometry;

  useLayoutEffect(() => {
    const [box, row, head] = [element.current!, probe.current!, header.current!];
    const measure = () =>
      setSizes({
        rowHeightPx: Math.max(12, row.offsetHeight),
        viewportPx: Math.max(0, box.clientHeight - head.offsetHeight),
      });
    const observer = new ResizeObserver(measure);
    for (const part of [box, row, head]) observer.observe(part);
    measure();
    return () => observer.disconnect();
  }, [element, probe, header]);

  const moveTo = useCallback(
    (wanted: number) => {
      const exact = clampTop(current.current, wanted);
      const box = element.current!;
      box.scrollTop = scrollTopFor(current.current, exact);
      // The element may round: what it says now is what its next event must be compared with.
      state.current = { topPx: exact, scrollTop: box.scrollTop };
      setTopPx(exact);
    },
    [element],
  );

  useEffect(() => {
    const box = element.current!;
    const onScroll = () => {
      if (box.scrollTop === state.current.scrollTop) return;
      state.current = followScroll(current.current, state.current, box.scrollTop);
      setTopPx(state.current.topPx);
    };
    const onScrollEnd = () => {
      if (isScaled(current.current)) moveTo(state.current.topPx);
    };
    const onWheel = (event: WheelEvent) => {
      if (!isScaled(current.current) || event.ctrlKey || event.shiftKey || event.deltaY === 0) return;
      event.preventDefault();
      const { rowHeightPx, viewportPx } = current.current;
      const unit = [1, rowHeightPx, viewportPx][event.deltaMode] ?? 1;
      moveTo(state.current.topPx + event.deltaY * unit);
      box.scrollLeft += event.deltaX * unit;
    };
    box.addEventListener('scroll', onScroll, { passive: true });
    box.addEventListener('scrollend', onScrollEnd);
    box.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      box.removeEventListener('scroll', onScroll);
      box.removeEventListener('scrollend', onScrollEnd);
      box.removeEventListener('wheel', onWheel);
    };
  }, [element, moveTo]);

  // Other sizes or another total: the row on top stays on top.
  const { rowHeightPx, viewportPx } = sizes;
  const before = useRef(rowHeightPx);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs whenever the geometry is another one
  useLayoutEffect(() => {
    const row = state.current.topPx / before.current;
    before.current = rowHeightPx;
    moveTo(row * rowHeightPx);
  }, [rowHeightPx, viewportPx, total, moveTo]);

  return { geometry, topPx: clampTop(geometry, topPx), moveTo };
}
