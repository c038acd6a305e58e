/** Rows of one query by position, fetched a page at a time and kept up to a bound. */
export interface PageCache<Row> {
  /** The row at a position; undefined where it is not here yet. */
  row(position: number): Row | undefined;
  /** Says which rows are on screen; fetches what of them is missing, and lets go of what is far away. */
  want(first: number, end: number): void;
  /** Why the newest page that was asked for could not be had; null where all is well. */
  error(): unknown;
  /** Asks again for pages that failed. */
  retry(): void;
  /** Calls back whenever rows arrived or an error came or went. Returns a function that ends it. */
  subscribe(listener: () => void): () => void;
  /** A number that changes with every arrival, for useSyncExternalStore. */
  version(): number;
  /** Ends calls under way and forgets all rows; the next `want` starts anew. */
  close(): void;
}

export interface PageCacheOptions<Row> {
  readonly pageRows: number;
  /** Pages kept at most. */
  readonly pagesKept: number;
  /** Calls under way at most: a reader who drags the scroll bar asks for hundreds of pages and reads one. */
  readonly callsAtOnce: number;
  readonly fetchPage: (offset: number, limit: number, signal: AbortSignal) => Promise<readonly Row[]>;
}

export function createPageCache<Row>(options: PageCacheOptions<Row>): PageCache<Row> {
  const { pageRows, pagesKept, callsAtOnce, fetchPage } = options;
  const pages = new Map<number, readonly Row[]>();
  const failed = new Set<number>();
  const underWay = new Map<number, AbortController>();
  const listeners = new Set<() => void>();
  let wanted: readonly number[] = [];
  let failure: unknown = null;
  let version = 0;

  const changed = () => {
    version++;
    for (const listener of listeners) listener();
  };

  const fill = () => {
    for (const page of wanted) {
      if (underWay.size >= callsAtOnce) return;
      if (!pages.has(page) && !underWay.has(page) && !failed.has(page)) void load(page);
    }
  };

  const load = async (page: number) => {
    const controller = new AbortController();
    underWay.set(page, controller);
    try {
      const rows = await fetchPage(page * pageRows, pageRows, controller.signal);
      if (underWay.get(page) !== controller) return;
      pages.set(page, rows);
      failure = null;
      letGo();
    } catch (thrown) {
      if (underWay.get(page) !== controller) return;
      if (!controller.signal.aborted) {
        failed.add(page);
        failure = thrown;
      }
    } finally {
      if (underWay.get(page) === controller) {
        underWay.delete(page);
        changed();
        fill();
      }
    }
  };

  const letGo = () => {
    const middle = wanted[0] ?? 0;
    const farthestFirst = [...pages.keys()].toSorted((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
    for (const page of farthestFirst) {
      if (pages.size <= pagesKept) return;
      if (!wanted.includes(page)) pages.delete(page);
    }
  };

  return {
    row: (position) => pages.get(Math.floor(position / pageRows))?.[position % pageRows],
    want(first, end) {
      wanted = pagesFor(first, end, pageRows);
      for (const [page, controller] of underWay) if (!wanted.includes(page)) controller.abort();
      fill();
    },
    error: () => (wanted.some((page) => failed.has(page)) ? failure : null),
    retry() {
      failed.clear();
      failure = null;
      changed();
      fill();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
    close() {
      for (const controller of underWay.values()) controller.abort();
      underWay.clear();
      pages.clear();
    },
  };
}

/** The pages that hold rows `first` to `end` (exclusive). */
function pagesFor(first: number, end: number, pageRows: number): number[] {
  if (end <= first) return [];
  const pages: number[] = [];
  for (let page = Math.floor(first / pageRows); page * pageRows < end; page++) pages.push(page);
  return pages;
}
