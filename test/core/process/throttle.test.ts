import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { throttle } from '../../../electron/core/process/throttle.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

test('the first value passes at once, then at most one in 100 ms, always the newest', () => {
  const passed: number[] = [];
  const { push } = throttle<number>((value) => passed.push(value));
  for (let value = 0; value < 1000; value++) {
    push(value);
    vi.advanceTimersByTime(1);
  }
  expect(passed[0]).toBe(0);
  expect(passed.length).toBeGreaterThanOrEqual(10);
  expect(passed.length).toBeLessThanOrEqual(11);
  expect(passed).toEqual(passed.toSorted((a, b) => a - b));
});

test('a value held back passes when its time has come, without another push', () => {
  const passed: string[] = [];
  const { push } = throttle<string>((value) => passed.push(value));
  push('first');
  push('second');
  push('third');
  expect(passed).toEqual(['first']);
  vi.advanceTimersByTime(100);
  expect(passed).toEqual(['first', 'third']);
  vi.advanceTimersByTime(1000);
  expect(passed).toEqual(['first', 'third']);
});

test('flush passes the last value once', () => {
  const passed: string[] = [];
  const { push, flush } = throttle<string>((value) => passed.push(value));
  push('first');
  push('last');
  flush();
  flush();
  vi.advanceTimersByTime(1000);
  expect(passed).toEqual(['first', 'last']);
});
