import { createElement, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import type { GridCell } from '../../../../../../renderer/state/grid.ts';
import '../../../../../../renderer/ui/tokens.css';
import '../../../../../../renderer/ui/base.css';
import { EventGrid, type GridHandle } from '../../../../../../renderer/views/events/grid/event-grid.tsx';
import { createPageCache } from '../../../../../../renderer/views/events/grid/page-cache.ts';

/** The grid over rows that are made up as they are asked for: row n says `row n`. For event-grid.test.ts. */
const total = Number(new URLSearchParams(location.search).get('total'));
const columns = ['a', 'b', 'c'].map((id) => ({ id, title: `Column ${id}`, widthPx: 400 }));

function Page() {
  const [active, setActive] = useState<GridCell>({ row: 0, column: 0 });
  const [open, setOpen] = useState<number | null>(null);
  const grid = useRef<GridHandle>(null);
  const cache = useMemo(
    () =>
      createPageCache<string>({
        pageRows: 200,
        pagesKept: 10,
        callsAtOnce: 2,
        fetchPage: async (offset, limit) => {
          await new Promise((resolve) => setTimeout(resolve, 10));
          return Array.from({ length: Math.min(limit, total - offset) }, (_, i) => `row ${offset + i}`);
        },
      }),
    [],
  );
  useSyncExternalStore(cache.subscribe, cache.version);
  useEffect(() => {
    Object.assign(window, { goTo: (row: number) => grid.current?.goTo(row) });
  }, []);
  const rows = createElement(EventGrid<string>, {
    ref: grid,
    label: 'Rows',
    total,
    columns,
    rowAt: cache.row,
    renderCell: (row, column) => `${row} ${column}`,
    onShow: cache.want,
    active,
    onActive: setActive,
    openRow: open,
    onOpen: setOpen,
    onResize: () => {},
  });
  return createElement('div', { style: { display: 'flex', height: '600px' } }, rows);
}

createRoot(document.getElementById('root')!).render(createElement(Page));
