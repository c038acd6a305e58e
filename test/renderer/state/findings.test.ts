import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dispositionForKey,
  everyFinding,
  filterFindings,
  findingChoices,
  readFindingFilter,
  reviewProgress,
  sortExplanations,
  stepFinding,
  writeFindingFilter,
} from '../../../renderer/state/findings.ts';
import type { FindingRecord } from '../../../shared/contract/records.ts';
import { dispositions } from '../../../shared/vocabulary/dispositions.ts';
import { levels } from '../../../shared/vocabulary/levels.ts';

function finding(rank: number, more: Partial<FindingRecord> = {}): FindingRecord {
  return {
    id: `F-${rank}`,
    rank,
    score: 100 - rank,
    title: `Finding ${rank}`,
    level: 'medium',
    kind: 'actor-target',
    actors: [`actor${rank}`],
    targets: ['T-1'],
    eventCount: 3,
    grounds: [],
    explanations: [],
    cannotTell: [],
    events: [],
    disposition: null,
    notes: [],
    tags: [],
    ...more,
  };
}

const ground = (ruleId: string) => ({
  ruleId,
  title: `Rule ${ruleId}`,
  level: 'high' as const,
  author: 'x',
  sentence: `said of ${ruleId}`,
  eventCount: 1,
});

const queue = [
  finding(1, { level: 'high', grounds: [ground('a'), ground('a'), ground('b')], tags: ['own'] }),
  finding(2, { disposition: 'explained', grounds: [ground('b')] }),
  finding(3, { disposition: 'referred', tags: ['own', 'hr'] }),
  finding(4),
];
const ids = (findings: readonly FindingRecord[]) => findings.map(({ id }) => id);

describe('the queue', () => {
  test('is narrowed by disposition, level, rule, tag and text', () => {
    expect(ids(filterFindings(queue, everyFinding))).toEqual(['F-1', 'F-2', 'F-3', 'F-4']);
    expect(ids(filterFindings(queue, { ...everyFinding, state: 'open' }))).toEqual(['F-1', 'F-4']);
    expect(ids(filterFindings(queue, { ...everyFinding, state: 'explained' }))).toEqual(['F-2']);
    expect(ids(filterFindings(queue, { ...everyFinding, level: 'high' }))).toEqual(['F-1']);
    expect(ids(filterFindings(queue, { ...everyFinding, rule: 'b' }))).toEqual(['F-1', 'F-2']);
    expect(ids(filterFindings(queue, { ...everyFinding, tag: 'own', state: 'open' }))).toEqual(['F-1']);
    expect(ids(filterFindings(queue, { ...everyFinding, text: ' ACTOR3 ' }))).toEqual(['F-3']);
    expect(ids(filterFindings(queue, { ...everyFinding, text: 'said of b' }))).toEqual(['F-1', 'F-2']);
  });

  test('counts each finding once under each of its choices', () => {
    const choices = findingChoices(queue);
    expect(Object.fromEntries(choices.states)).toMatchObject({ all: 4, open: 2, explained: 1, referred: 1 });
    expect([...choices.levels]).toEqual([
      ['high', 1],
      ['medium', 3],
    ]);
    expect(choices.rules.map(({ id, count }) => [id, count])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect(choices.tags).toEqual([
      { tag: 'hr', count: 1 },
      { tag: 'own', count: 2 },
    ]);
    expect(reviewProgress(queue)).toEqual({ reviewed: 2, total: 4 });
  });

  test('every count is the number of findings its filter shows', () => {
    const choices = findingChoices(queue);
    for (const [state, count] of choices.states) {
      expect(filterFindings(queue, { ...everyFinding, state }).length).toBe(count);
    }
    for (const { id, count } of choices.rules) {
      expect(filterFindings(queue, { ...everyFinding, rule: id }).length).toBe(count);
    }
  });

  test('a filter survives the address', () => {
    const filters = fc.record({
      state: fc.constantFrom('all' as const, 'open' as const, ...dispositions),
      level: fc.constantFrom('' as const, ...levels),
      rule: fc.string(),
      tag: fc.string(),
      text: fc.string(),
    });
    fc.assert(
      fc.property(filters, (filter) => {
        const query = new URLSearchParams(writeFindingFilter(filter).toString());
        expect(readFindingFilter(query)).toEqual(filter);
      }),
    );
    expect(readFindingFilter(new URLSearchParams('state=guilty&level=red'))).toEqual({
      ...everyFinding,
      state: 'open',
    });
  });
});

describe('stepping', () => {
  test('stays inside the queue', () => {
    expect(stepFinding(queue, queue[0]!, 1)).toBe('F-2');
    expect(stepFinding(queue, queue[0]!, -1)).toBe('F-1');
    expect(stepFinding(queue, queue[3]!, 1)).toBe('F-4');
    expect(stepFinding(queue, null, 1)).toBe('F-1');
    expect(stepFinding([], queue[0]!, 1)).toBeNull();
  });

  test('goes on from the place of a finding that left the queue', () => {
    const open = filterFindings(queue, { ...everyFinding, state: 'open' });
    expect(stepFinding(open, queue[1]!, 1)).toBe('F-4');
    expect(stepFinding(open, queue[1]!, -1)).toBe('F-1');
    expect(stepFinding([queue[0]!], queue[3]!, 1)).toBe('F-1');
    expect(stepFinding([queue[3]!], queue[0]!, -1)).toBe('F-4');
  });
});

test('the keys 1 to 5 are the dispositions in their order', () => {
  expect(['1', '2', '3', '4', '5'].map(dispositionForKey)).toEqual([...dispositions]);
  expect(['0', '6', '11', 'x', ''].map(dispositionForKey)).toEqual([null, null, null, null, null]);
});

test('what the log shows stands apart from how common it is and from readings to check elsewhere', () => {
  const of = (kind: string) => ({ kind, sentence: kind, eventCount: 1 });
  const { found, common, readings } = sortExplanations(
    ['base-rate', 'may-be-automatic', 'other-reading', 'many-tests', 'something-new'].map(of),
  );
  expect(found.map(({ kind }) => kind)).toEqual(['may-be-automatic', 'something-new']);
  expect(common.map(({ kind }) => kind)).toEqual(['base-rate', 'many-tests']);
  expect(readings.map(({ kind }) => kind)).toEqual(['other-reading']);
});
