import { expect, test } from 'vitest';
import { at, detection, readRules, tryRules } from './try-rules.ts';

const base = (name: string) => `${detection(name, `sel: {kind: ${name}}`)}---\n`;
const bases = base('a') + base('b') + base('c');

function correlation(body: string): string {
  return `title: C\nname: corr\ncorrelation:\n  ${body}\n  timespan: 1h\n`;
}

/** Events by kind, a minute apart. */
const kinds = (text: string) =>
  [...text].map((kind, minute) => at(`10:${String(minute).padStart(2, '0')}:00`, { kind }));

async function rowsOf(body: string, events: readonly Record<string, unknown>[]): Promise<number[][]> {
  const { corr } = await tryRules(bases + correlation(body), events);
  return corr!.matches.map(({ rows }) => [...rows]);
}

/** [condition of temporal_ordered over a, b, c; kinds of events a minute apart; is there a match] */
const ordered: readonly (readonly [string, string, boolean])[] = [
  ['a and b', 'ab', true],
  ['a and b', 'ba', false],
  ['b and a', 'ab', true],
  ['a and b', 'bab', true],
  ['a and c and not b', 'ac', true],
  ['a and c and not b', 'bac', false],
  ['(a or b) and c', 'bc', true],
  ['(a or b) and c', 'cb', false],
  ['not (not a or not b)', 'ab', true],
  ['not (not a or not b)', 'ba', false],
  ['{gte: 2}', 'ac', true],
  ['{gte: 2}', 'ca', false],
  ['{gte: 2}', 'aa', false],
  ['{gt: 2}', 'acb', false],
  ['{gt: 1, lte: 2}', 'acb', true],
  ['{eq: 3}', 'abc', true],
];

test.each(ordered)('temporal_ordered with %s over %s: %s', async (condition, events, expected) => {
  const body = `type: temporal_ordered\n  rules: [a, b, c]\n  condition: ${condition}`;
  expect((await rowsOf(body, kinds(events))).length > 0).toBe(expected);
});

test('a condition over names does without a list of rules; their order is the one they are named in', async () => {
  expect(await rowsOf('type: temporal_ordered\n  condition: b and a', kinds('ab'))).toEqual([]);
  expect(await rowsOf('type: temporal_ordered\n  condition: b and a', kinds('ba'))).toEqual([[0, 1]]);
});

test('what is not there may do beside what is', async () => {
  const body = (type: string) => `type: ${type}\n  rules: [a, b, c]\n  condition: c and a or c and not b`;
  expect(await rowsOf(body('temporal'), kinds('cb'))).toEqual([[0]]);
  const either = 'type: temporal_ordered\n  rules: [a, b]\n  condition: a or not b';
  expect(await rowsOf(either, kinds('ba'))).toEqual([[0, 1]]);
});

test('an event that two rules match is not two steps of an order', async () => {
  const rules = `${detection('x', 'sel: {k: a}')}---\n${detection('y', 'sel: {k: "*"}')}---\n`;
  const run = async (events: readonly Record<string, unknown>[]) =>
    (await tryRules(rules + correlation('type: temporal_ordered\n  condition: x and y'), events)).corr!
      .matches.length;
  expect(await run([at('10:00:00', { k: 'a' })])).toBe(0);
  expect(await run([at('10:00:00', { k: 'a' }), at('10:00:00', { k: 'b' })])).toBe(1);
});

const amounts = (...values: readonly string[]) =>
  values.map((n, minute) => at(`10:${String(minute).padStart(2, '0')}:00`, { kind: 'a', n }));

/** [type and condition, amounts of one window, peak or none] */
const statistics: readonly (readonly [string, readonly string[], number | undefined])[] = [
  ['value_median\n  condition: {field: n, gte: 3}', ['1', '9', '3'], 5],
  ['value_median\n  condition: {field: n, eq: 2.5}', ['2', '3'], 2.5],
  ['value_median\n  condition: {field: n, gt: 2.5}', ['2', '3'], undefined],
  [
    'value_median\n  condition: {field: n, eq: 12345678901234567890.5}',
    ['12345678901234567890', '12345678901234567891'],
    12_345_678_901_234_570_000,
  ],
  ['value_percentile\n  condition: {field: n, percentile: 50, eq: 3}', ['3', '4'], 3],
  [
    'value_percentile\n  condition: {field: n, percentile: 90, gte: 10}',
    ['10', '1', '1', '1', '1', '1', '1', '1', '1', '1'],
    10,
  ],
  ['value_percentile\n  condition: {field: n, percentile: 100, gte: -1}', ['-5', '-0.5'], -0.5],
  ['value_percentile\n  condition: {field: n, percentile: 0, lt: -4}', ['-5', 'no number'], -5],
];

test.each(statistics)('%s over %j: %s', async (body, values, peak) => {
  const { corr } = await tryRules(bases + correlation(`rules: [a]\n  type: ${body}`), amounts(...values));
  expect(corr!.matches.map((match) => match.peak)).toEqual(peak === undefined ? [] : [peak]);
});

test('value_count over several fields counts their combinations, and needs all of them', async () => {
  const body = 'type: value_count\n  rules: [a]\n  condition: {field: [x, y], gte: 3}';
  const events = [
    ['1', '1'],
    ['1', '2'],
    ['1', '1'],
    ['2', ''],
    ['2', '1'],
  ].map(([x, y], minute) => at(`10:0${minute}:00`, { kind: 'a', x, y }));
  const { corr } = await tryRules(bases + correlation(body), events);
  expect(corr!.matches).toMatchObject([{ peak: 3, distinct: 3, values: ['1 | 1', '1 | 2', '2 | 1'] }]);
  expect(corr!.status.reason).toContain('1 matching event left out whose x or y is missing, blank or hidden');
});

test('months and years have their mean length, which is said', async () => {
  const body = (span: string) =>
    `type: event_count\n  rules: [a]\n  condition: {gte: 2}\n  timespan: ${span}`;
  const rule = (span: string) => `${bases}title: C\nname: corr\ncorrelation:\n  ${body(span)}\n`;
  const events = [
    { at: '2025-01-01T00:00:00Z', kind: 'a' },
    { at: '2025-01-31T10:29:06Z', kind: 'a' },
  ];
  expect((await tryRules(rule('1M'), events)).corr!.matches).toHaveLength(1);
  expect(
    (await tryRules(rule('1M'), [events[0]!, { ...events[1], at: '2025-01-31T10:29:06.001Z' }])).corr!
      .matches,
  ).toHaveLength(0);
  expect(readRules(rule('2y')).problems).toMatchObject([
    {
      line: 28,
      column: 13,
      severity: 'warning',
      message: expect.stringContaining('2y is taken for 730.485 days'),
    },
  ]);
});

/** [body, what is said, severity] */
const mistakes: readonly (readonly [string, string, string])[] = [
  [
    'type: value_percentile\n  rules: [a]\n  condition: {field: n, lte: 1}',
    'does not say which percentile',
    'error',
  ],
  [
    'type: value_percentile\n  rules: [a]\n  condition: {field: n, percentile: 101, lte: 1}',
    'a whole number from 0 to 100',
    'error',
  ],
  [
    'type: value_sum\n  rules: [a]\n  condition: {field: n, percentile: 9, lte: 1}',
    '"percentile" belongs to value_percentile',
    'error',
  ],
  [
    'type: value_sum\n  rules: [a]\n  condition: {field: [n, m], lte: 1}',
    'value_sum looks at one field',
    'error',
  ],
  ['type: value_count\n  rules: [a]\n  condition: {field: [n, n], gte: 1}', '"n" is given twice', 'error'],
  ['type: event_count\n  rules: [a]\n  condition: {field: n, gte: 1}', 'looks at no field', 'error'],
  ['type: event_count\n  rules: [a]\n  condition: a', 'is a map such as', 'error'],
  ['type: temporal\n  rules: [a, b]\n  condition: a and not a', 'contradicts itself', 'error'],
  ['type: temporal\n  rules: [a, b]\n  condition: not a', 'only for what is not there', 'error'],
  ['type: temporal\n  rules: [a, b, c]\n  condition: a and b', 'does not use the rule "c"', 'warning'],
  ['type: temporal\n  rules: [a, b]\n  condition: {gt: 2}', 'it lies between 1 and 2', 'error'],
  ['type: temporal_ordered\n  timespan: 1m', 'rules names one rule or more', 'error'],
];

test.each(mistakes)('%s: %s', (body, message, severity) => {
  const { problems } = readRules(bases + correlation(body));
  expect(problems).toContainEqual(
    expect.objectContaining({ severity, message: expect.stringContaining(message) }),
  );
});
