import { useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { EventRecord } from '../../../shared/contract/records.ts';
import { call } from '../../state/client.ts';
import { createPageCache, type PageCache } from './grid/page-cache.ts';

export interface EventRows {
  readonly cache: PageCache<EventRecord>;
  /** null before the first answer. */
  readonly total: number | null;
  readonly error: unknown;
}

const pageRows = 200;
const pagesKept = 40;

/** The events that meet the conditions, by position; another query starts with an empty cache. */
export function useEventRows(dir: string, whereKey: string): EventRows {
  const [known, setKnown] = useState<{ key: string; total: number } | null>(null);
  const key = `${dir}\n${whereKey}`;
  const cache = useMemo(
    () =>
      createPageCache<EventRecord>({
        pageRows,
        pagesKept,
        callsAtOnce: 2,
        fetchPage: async (offset, limit, signal) => {
          const where = JSON.parse(whereKey) as string[];
          const { total, events } = await call('events', { dir, where, limit, offset }, { signal });
          if (!signal.aborted) setKnown((before) => sameTotal(before, `${dir}\n${whereKey}`, total));
          return events;
        },
      }),
    [dir, whereKey],
  );
  // Before the counts beside the grid ask for theirs: core answers one call after the other, and rows are waited for.
  useLayoutEffect(() => {
    cache.want(0, 1);
    return () => cache.close();
  }, [cache]);
  useSyncExternalStore(cache.subscribe, cache.version);
  return { cache, total: known?.key === key ? known.total : null, error: cache.error() };
}

function sameTotal(before: { key: string; total: number } | null, key: string, total: number) {
  return before?.key === key && before.total === total ? before : { key, total };
}
