import { expect, test } from 'vitest';
import { clip, count, counted, inFours } from '../../../../electron/core/report/document/words.ts';

test('counts in groups of three, with their noun', () => {
  expect([0, 999, 1_000, 1_234_567].map(count)).toEqual(['0', '999', '1,000', '1,234,567']);
  expect(counted(1, 'record')).toBe('1 record');
  expect(counted(2_000, 'record')).toBe('2,000 records');
  expect(counted(2, 'finding is', 'findings are')).toBe('2 findings are');
});

test('clips between characters and counts those left out', () => {
  expect(clip('abc', 3)).toEqual({ shown: 'abc', more: 0 });
  expect(clip('abcd', 3)).toEqual({ shown: 'abc', more: 1 });
  expect(clip('😀😀😀', 2)).toEqual({ shown: '😀😀', more: 1 });
  expect(clip('😀😀', 3)).toEqual({ shown: '😀😀', more: 0 });
});

test('writes hex digits in fours', () => {
  expect(inFours('0123456789abcdef')).toBe('0123 4567 89ab cdef');
});
