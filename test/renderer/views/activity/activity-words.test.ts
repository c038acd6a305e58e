import { describe, expect, it } from 'vitest';
import {
  activityWords,
  detailText,
  filterActivity,
} from '../../../../renderer/views/activity/activity-words.ts';
import type { LogEntry } from '../../../../shared/contract/records.ts';

const hash = `${'c0ffee'.repeat(10)}abcd`;
const entry = (seq: number, actor: string, action: string, details: Record<string, unknown>): LogEntry => ({
  seq,
  at: '2025-06-01T10:00:00.000Z',
  actor,
  action,
  details,
  hash,
  previous: '0'.repeat(64),
});

describe('detailText', () => {
  it('is one line; what is not stated is left out, hashes are cut', () => {
    expect(
      detailText({
        file: 'a.csv',
        sha256: hash,
        rows: 0,
        delivery: { authority: null, receivedFrom: 'Clerk' },
        where: ['a=b'],
      }),
    ).toBe(
      `file: a.csv · sha256: ${hash.slice(0, 12)}… · rows: 0 · delivery.receivedFrom: Clerk · where: ["a=b"]`,
    );
  });
});

it('shows a long list by its beginning and length', () => {
  expect(detailText({ findings: ['F-1', 'F-2', 'F-3', 'F-4'] })).toBe(
    'findings: ["F-1","F-2","F-3", … 4 in all]',
  );
});

describe('activityWords', () => {
  it('shows an action it does not know as it is', () => {
    expect(activityWords('case.verify')).toBe('Case verified');
    expect(activityWords('source.remap')).toBe('source.remap');
  });
});

describe('filterActivity', () => {
  const log = [
    entry(1, 'Ana', 'case.create', { name: 'Audit' }),
    entry(2, 'Ben', 'import', { sha256: hash }),
    entry(3, 'Ana', 'import', { file: 'B.csv' }),
  ];
  const seqs = (filter: Partial<Parameters<typeof filterActivity>[1]>) =>
    filterActivity(log, { text: '', action: '', actor: '', ...filter }).map(({ seq }) => seq);

  it('narrows by action, actor and text, each on its own and together', () => {
    expect(seqs({})).toEqual([1, 2, 3]);
    expect(seqs({ action: 'import' })).toEqual([2, 3]);
    expect(seqs({ actor: 'Ana' })).toEqual([1, 3]);
    expect(seqs({ text: ' b.CSV ' })).toEqual([3]);
    expect(seqs({ text: 'file imported', actor: 'Ben' })).toEqual([2]);
  });

  it('finds the end of a hash that is shown cut', () => {
    expect(seqs({ text: hash.slice(20), action: 'import', actor: 'Ben' })).toEqual([2]);
  });
});
