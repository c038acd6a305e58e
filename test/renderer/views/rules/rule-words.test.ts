import { expect, test } from 'vitest';
import {
  isPart,
  reportingFirst,
  statusSentence,
  timeWords,
} from '../../../../renderer/views/rules/rule-words.ts';
import type { RuleStatus } from '../../../../shared/contract/records.ts';
import type { RuleResult } from '../../../../shared/contract/window.ts';

const result = (title: string, level: string, hits: number, reason?: string): RuleResult => {
  const status: RuleStatus = { ruleId: title, title, file: 'f', status: 'ran', rowsExamined: 9, hits, ms: 1 };
  return {
    status: reason === undefined ? status : { ...status, reason },
    level,
    author: '',
    license: '',
    description: '',
    parameters: [],
    yaml: '',
  };
};
const part = 'reported only by the correlations that rest on it';

test('rules that report stand before their parts, the weightier and the more frequent first', () => {
  const rules = [
    result('part', 'informational', 9000, part),
    result('b', 'low', 80),
    result('c', 'high', 2),
    result('a', 'low', 80),
    result('d', 'high', 41),
  ];
  expect(reportingFirst(rules).map(({ status }) => status.title)).toEqual(['d', 'c', 'a', 'b', 'part']);
  expect(rules.map(isPart)).toEqual([true, false, false, false, false]);
});

test('no hits of a rule that did not run are never said to be a result', () => {
  const { status } = result('a', 'low', 0);
  expect(statusSentence({ ...status, hits: 1, rowsExamined: 20_000 })).toContain('20,000 records; 1 hit.');
  for (const state of ['not-applicable', 'failed'] as const) {
    expect(statusSentence({ ...status, status: state })).toContain('says nothing about the events');
  }
});

test('times are whole milliseconds', () => {
  expect([0, 0.4, 1, 1234.6].map(timeWords)).toEqual(['under 1 ms', 'under 1 ms', '1 ms', '1,235 ms']);
});
