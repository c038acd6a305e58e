import { describe, expect, it } from 'vitest';
import { formatBytes } from '../../../renderer/ui/number-format.ts';
import { durationWords, progressWords } from '../../../renderer/ui/progress-words.ts';

describe('progressWords', () => {
  it('says how far, how fast and how long still', () => {
    const words = progressWords({ done: 250_000, total: 1_000_000, unit: 'rows', stage: '' }, 5_000);
    expect(words).toEqual({
      fraction: 0.25,
      done: '250,000 rows of 1,000,000 rows',
      rate: '50,000 rows/s',
      left: 'about 15 s left',
    });
  });

  it('makes up neither rate nor end', () => {
    expect(progressWords({ done: 10, total: 100, unit: 'files', stage: '' }, 100)).toMatchObject({
      rate: '',
      left: '',
    });
    expect(progressWords({ done: 10, total: null, unit: 'rows', stage: '' }, 1000)).toEqual({
      fraction: null,
      done: '10 rows',
      rate: '10 rows/s',
      left: '',
    });
    expect(progressWords({ done: 0, total: 0, unit: 'rows', stage: '' }, 1000).fraction).toBeNull();
  });

  it('never passes the end', () => {
    const words = progressWords({ done: 12, total: 10, unit: 'bytes', stage: '' }, 1000);
    expect(words.fraction).toBe(1);
    expect(words.left).toBe('');
  });
});

describe('durationWords', () => {
  it.each([
    [400, '0 s'],
    [89_000, '89 s'],
    [95_000, '2 min'],
    [7_800_000, '2 h 10 min'],
  ])('%d ms is %s', (ms, words) => {
    expect(durationWords(ms)).toBe(words);
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1_440, '1.4 kB'],
    [530_870, '531 kB'],
    [12_345_678_901, '12.3 GB'],
  ])('%d', (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
  });
});
