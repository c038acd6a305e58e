import { expect, test } from 'vitest';
import { inUse } from '../../../renderer/state/sources-in-use.ts';
import type { SourceRecord } from '../../../shared/contract/records.ts';

test('a withdrawn source is not in use; one that was there already is', () => {
  const sources = (['imported', 'withdrawn', 'already-imported'] as const).map(
    (state) => ({ state }) as SourceRecord,
  );
  expect(inUse(sources).map(({ state }) => state)).toEqual(['imported', 'already-imported']);
});
