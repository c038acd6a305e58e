import { expect, test } from 'vitest';
import { compareCorrelations } from './naive/compare-correlations.ts';

test('correlations find what looking at every window finds, in any order of sources and slices', async () => {
  expect(await compareCorrelations(300)).toBeGreaterThan(300);
}, 60_000);
