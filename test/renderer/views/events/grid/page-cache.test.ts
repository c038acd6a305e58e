import { describe, expect, test } from 'vitest';
import { createPageCache } from '../../../../../renderer/views/events/grid/page-cache.ts';

interface Call {
  readonly offset: number;
  readonly signal: AbortSignal;
  readonly answer: () => void;
  readonly fail: (error: Error) => void;
}

/** A source of rows that answers when told to; row n is the number n. */
function slowRows(total: number) {
  const calls: Call[] = [];
  const fetchPage = (offset: number, limit: number, signal: AbortSignal) =>
    new Promise<number[]>((resolve, reject) => {
      const rows = Array.from({ length: Math.min(limit, total - offset) }, (_, i) => offset + i);
      calls.push({ offset, signal, answer: () => resolve(rows), fail: reject });
    });
  return { calls, fetchPage };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('a page cache', () => {
  test('shows rows by position once their page came', async () => {
    const { calls, fetchPage } = slowRows(1000);
    const cache = createPageCache({ pageRows: 200, pagesKept: 4, callsAtOnce: 2, fetchPage });
    let arrivals = 0;
    cache.subscribe(() => arrivals++);
    cache.want(390, 410);
    expect(calls.map(({ offset }) => offset)).toEqual([200, 400]);
    expect(cache.row(399)).toBeUndefined();
    calls[1]!.answer();
    await settle();
    expect(cache.row(399)).toBeUndefined();
    expect(cache.row(400)).toBe(400);
    calls[0]!.answer();
    await settle();
    expect(cache.row(399)).toBe(399);
    expect(arrivals).toBe(2);
  });

  test('asks for a page once and keeps it', async () => {
    const { calls, fetchPage } = slowRows(1000);
    const cache = createPageCache({ pageRows: 200, pagesKept: 4, callsAtOnce: 2, fetchPage });
    cache.want(0, 30);
    cache.want(1, 31);
    calls[0]!.answer();
    await settle();
    cache.want(2, 32);
    expect(calls.length).toBe(1);
  });

  test('a dragged scroll bar asks for what is shown at the end, not for all that flew by', async () => {
    const { calls, fetchPage } = slowRows(20_000_000);
    const cache = createPageCache({ pageRows: 200, pagesKept: 4, callsAtOnce: 2, fetchPage });
    for (let first = 0; first < 10_000_000; first += 40_000) cache.want(first, first + 30);
    expect(calls.length).toBe(2);
    expect(calls.every(({ signal }) => signal.aborted)).toBe(true);
    for (const call of calls) call.fail(new Error('cancelled'));
    await settle();
    expect(calls.map(({ offset }) => offset)).toEqual([0, 40_000, 9_960_000]);
    expect(cache.error()).toBeNull();
  });

  test('keeps no more pages than its bound, the nearest ones', async () => {
    const { calls, fetchPage } = slowRows(20_000);
    const cache = createPageCache({ pageRows: 200, pagesKept: 3, callsAtOnce: 2, fetchPage });
    for (let page = 0; page < 10; page++) {
      cache.want(page * 200, page * 200 + 20);
      calls.at(-1)!.answer();
      await settle();
    }
    const kept = Array.from({ length: 10 }, (_, page) => cache.row(page * 200)).filter(
      (row) => row !== undefined,
    );
    expect(kept).toEqual([1400, 1600, 1800]);
  });

  test('says why a page failed, and tries again only when told to', async () => {
    const { calls, fetchPage } = slowRows(1000);
    const cache = createPageCache({ pageRows: 200, pagesKept: 4, callsAtOnce: 2, fetchPage });
    cache.want(0, 20);
    calls[0]!.fail(new Error('the disk is gone'));
    await settle();
    expect(cache.error()).toMatchObject({ message: 'the disk is gone' });
    cache.want(1, 21);
    expect(calls.length).toBe(1);
    cache.retry();
    expect(calls.length).toBe(2);
    calls[1]!.answer();
    await settle();
    expect(cache.error()).toBeNull();
    expect(cache.row(3)).toBe(3);
  });

  test('nothing arrives after it was closed', async () => {
    const { calls, fetchPage } = slowRows(1000);
    const cache = createPageCache({ pageRows: 200, pagesKept: 4, callsAtOnce: 2, fetchPage });
    let arrivals = 0;
    cache.subscribe(() => arrivals++);
    cache.want(0, 20);
    cache.close();
    expect(calls[0]!.signal.aborted).toBe(true);
    calls[0]!.answer();
    await settle();
    expect(arrivals).toBe(0);
    expect(cache.row(0)).toBeUndefined();
  });
});
