import { describe, expect, it } from 'vitest';
import {
  cellInSentence,
  createTimeFormat,
  inequalityInWords,
  zoneInWords,
} from '../../../electron/core/findings/words.ts';
import { readRules } from './rule-run.ts';

describe('cellInSentence', () => {
  it('shows what cannot be seen and keeps a text on one line', () => {
    expect(cellInSentence('a\u202Eb\u0000c\u200Bd')).toBe('a<U+202E>b<U+0000>c<U+200B>d');
    expect(cellInSentence('  two\r\n lines\u2028three ')).toBe('two lines three');
  });

  it('cuts long texts by characters, not in the middle of one', () => {
    expect(cellInSentence('😀'.repeat(200))).toBe(`${'😀'.repeat(120)}…`);
    expect(cellInSentence('x'.repeat(120))).toBe('x'.repeat(120));
    expect(cellInSentence('x'.repeat(10_000_000))).toHaveLength(121);
  });
});

describe('createTimeFormat', () => {
  it('writes local time with the offset of that moment', () => {
    const format = createTimeFormat('America/Los_Angeles');
    const at = (text: string) => format(Date.parse(text) * 1000);
    expect(at('2025-06-18T00:02:04.789Z')).toBe('2025-06-17 17:02:04 -07:00');
    expect(at('2025-11-02T08:30:00Z')).toBe('2025-11-02 01:30:00 -07:00');
    expect(at('2025-11-02T09:30:00Z')).toBe('2025-11-02 01:30:00 -08:00');
    expect(createTimeFormat('Asia/Kathmandu')(0)).toBe('1970-01-01 05:30:00 +05:30');
    expect(createTimeFormat(null)(-1)).toBe('1969-12-31 23:59:59 +00:00');
    expect(format(Number.NaN)).toBe('an unknown time');
  });

  it('says what the zone rests on', () => {
    expect(zoneInWords('Europe/Paris')).toBe('Europe/Paris, the time zone of the case');
    expect(zoneInWords(null)).toBe('UTC, as the case has no time zone');
  });
});

describe('inequalityInWords', () => {
  const base = (name: string) => `
title: ${name}
name: ${name}
logsource: { category: access-log }
detection: { s: { actor: x }, condition: s }
---`;
  const correlation = (section: string) => {
    const { rules, refused } = readRules(`${base('one')}${base('two')}
title: c
name: c
correlation: ${section}
`);
    expect(refused).toEqual([]);
    return inequalityInWords(rules.find(({ name }) => name === 'c')!);
  };

  it.each([
    [
      '{type: event_count, rules: [one], group-by: [actor], timespan: 1h, condition: {gt: 20}}',
      'matching events > 20 within 1 hour',
    ],
    [
      '{type: value_count, rules: [one], group-by: [actor], timespan: 10m, condition: {field: target, gte: 3, lt: 9}}',
      'distinct values of target >= 3 and < 9 within 10 minutes',
    ],
    [
      '{type: value_sum, rules: [one], group-by: [actor], timespan: 7d, condition: {field: n, gte: 2.50}}',
      'sum of n >= 2.5 within 7 days',
    ],
    [
      '{type: value_count, rules: [one], timespan: 10m, condition: {field: [target, reason], gte: 3}}',
      'distinct values of target and reason >= 3 within 10 minutes',
    ],
    [
      '{type: value_median, rules: [one], timespan: 7d, condition: {field: n, lt: 2}}',
      'median of n < 2 within 7 days',
    ],
    [
      '{type: value_percentile, rules: [one], timespan: 7d, condition: {field: n, percentile: 95, lt: 2}}',
      'percentile 95 (nearest rank) of n < 2 within 7 days',
    ],
    [
      '{type: temporal_ordered, rules: [one, two], timespan: 1d, condition: one and not two}',
      'matches of rules: (one) and (not (two)), those asked for in the order listed, within 1 day',
    ],
    [
      '{type: temporal, rules: [one, two], group-by: [actor], timespan: 1d}',
      'each of 2 rules matches within 1 day',
    ],
    [
      '{type: temporal_ordered, rules: [one, two], group-by: [actor], timespan: 1d}',
      'each of 2 rules, in that order, matches within 1 day',
    ],
    [
      '{type: temporal, rules: [one, two], group-by: [actor], timespan: 1d, condition: {gte: 1}}',
      'different rules that match >= 1 within 1 day',
    ],
  ])('%s', (section, words) => {
    expect(correlation(section)).toBe(words);
  });
});
