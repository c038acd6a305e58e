import { expect, test } from 'vitest';
import { compareOnCases, compareOnLooseEvents } from './naive/compare-detections.ts';

test('engine and naive evaluator agree on cases with missing columns, repeats and every kind of column', async () => {
  expect(await compareOnCases(300)).toBeGreaterThan(5000);
}, 60_000);

test('engine and naive evaluator agree on loose events with lists of cells', async () => {
  expect(await compareOnLooseEvents(300)).toBeGreaterThan(2000);
}, 60_000);
