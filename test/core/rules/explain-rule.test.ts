import { expect, test } from 'vitest';
import { createLooseTable } from '../../../electron/core/events/loose-table.ts';
import { unwatchedJob } from '../../../electron/core/job.ts';
import { explainRule } from '../../../electron/core/rules/explain-rule.ts';
import { looseEvent } from '../../../electron/core/rules/loose-events.ts';
import type { ExplanationNode } from '../../../shared/contract/rule-explanation.ts';
import { compareExplanations } from './naive/compare-detections.ts';
import { tableOf } from './naive/tables.ts';
import { at, detection, readRules } from './try-rules.ts';

type Events = readonly Readonly<Record<string, unknown>>[];

async function explain(rules: string, ruleId: string, events: Events, row?: number) {
  const loaded = readRules(rules);
  expect(loaded.refused).toEqual([]);
  const table = createLooseTable(
    events.map((event) => {
      const read = looseEvent(event);
      if (typeof read === 'string') throw new Error(read);
      return read;
    }),
  );
  const rule = loaded.rules.find((candidate) => candidate.ruleId === ruleId)!;
  return explainRule(rule, table, row, { zone: 'UTC', placeOf: loaded.placeOf, job: unwatchedJob() });
}

/** The decisive items of a tree as "key answer". */
function decisive(node: ExplanationNode): string[] {
  if (!node.decisive) return [];
  return node.item === undefined ? node.parts.flatMap(decisive) : [`${node.name} ${node.answer}`];
}

test('a miss points at the parts that failed, a match at those that held', async () => {
  const rule = detection(
    'r',
    "sel: {actor: a, reason|contains: [love, 'my ex'], action: search}\n  known: {actor|startswith: adm}\n  night: {hour: 3}",
    'sel and not known and (night or not night)',
  );
  const miss = await explain(rule, 'r', [{ actor: 'a', reason: 'stolen car', action: 'view' }], 0);
  expect(miss).toMatchObject({ answer: 'no', counted: true, correlation: null });
  expect(decisive(miss.detection!.tree)).toEqual(['reason|contains no', 'action no']);
  const match = await explain(rule, 'r', [{ actor: 'A', reason: 'is MY EX', action: 'search' }], 0);
  expect(match.answer).toBe('yes');
  expect(decisive(match.detection!.tree)).toEqual([
    'actor yes',
    'reason|contains yes',
    'action yes',
    'actor|startswith no',
    'hour no',
  ]);
  const reason = match.detection!.tree.parts[0]!.parts[0]!.parts[1]!;
  expect(reason.item).toEqual({
    field: 'reason',
    line: 5,
    column: 19,
    presence: 'cell',
    cells: [{ field: 'reason', text: 'is MY EX', state: 'value' }],
    values: [
      { written: 'my ex', answer: 'yes' },
      { written: 'love', answer: 'no' },
    ],
    valueCount: 2,
    note: null,
  });
});

test('cells, states and what is not there are told apart', async () => {
  const rule = detection(
    'r',
    "sel: {reason: '', other|exists: true, list|contains|all: [a, b], x|fieldref: y}",
  );
  const event = { reason: '***', list: ['xa', 'b'], x: '1', y: '2' };
  const { detection: found } = await explain(rule, 'r', [event, { other: 1 }], 0);
  const items = found!.tree.parts[0]!.parts.map(({ answer, item }) => [answer, item!.presence, item!.cells]);
  expect(items).toEqual([
    ['no', 'cell', [{ field: 'reason', text: '***', state: 'redacted' }]],
    ['no', 'no-cell', []],
    [
      'yes',
      'cell',
      [
        { field: 'list', text: 'xa', state: 'value' },
        { field: 'list', text: 'b', state: 'value' },
      ],
    ],
    [
      'no',
      'cell',
      [
        { field: 'x', text: '1', state: 'value' },
        { field: 'y', text: '2', state: 'value' },
      ],
    ],
  ]);
});

test('a keyword shows the cells it is in, a long list the values that hold first', async () => {
  const values = Array.from({ length: 400 }, (_, i) => `v${i}`);
  const { detection: found } = await explain(
    `${detection('k', `sel: [${values.join(', ')}]`)}`,
    'k',
    [{ a: 'x v399', b: 'nothing', c: ['v3', 'y'] }],
    0,
  );
  const { item } = found!.tree.parts[0]!;
  expect(item!.cells.map(({ text }) => text)).toEqual(['x v399', 'v3', 'y']);
  expect(item!.valueCount).toBe(400);
  expect(item!.values).toHaveLength(20);
  expect(item!.values.slice(0, 4).map(({ written, answer }) => `${written} ${answer}`)).toEqual([
    'v3 yes',
    'v39 yes',
    'v399 yes',
    'v0 no',
  ]);
});

test('a filter is a part of the tree, with its own place', async () => {
  const filter =
    '---\ntitle: F\nlogsource: {category: access-log}\nfilter:\n  rules: [r]\n  known: {actor: admin}\n  condition: not known\n';
  const { answer, detection: found } = await explain(
    detection('r', 'sel: {f: a}') + filter,
    'r',
    [{ f: 'a', actor: 'ADMIN' }],
    0,
  );
  expect(answer).toBe('no');
  expect(
    found!.tree.parts.map(({ kind, name, answer: part, decisive: counts }) => [kind, name, part, counts]),
  ).toEqual([
    ['selection', 'sel', 'yes', false],
    ['filter', 'F', 'no', true],
  ]);
  expect(decisive(found!.tree)).toEqual(['actor yes']);
});

test('a column the log lacks, a zone nobody gave and a placeholder without values cannot be told', async () => {
  const rule = detection('r', "sel: {caseNumber: x, at|hour: 3, actor|expand: '%names%'}");
  const table = tableOf(
    [
      {
        sha256: 'a'.repeat(64),
        columns: ['at', 'actor'],
        events: [{ cells: { actor: 'a' }, micros: 0, counted: false }],
      },
    ],
    4,
  );
  const loaded = readRules(rule);
  const options = { zone: null, placeOf: loaded.placeOf, job: unwatchedJob() };
  const found = await explainRule(loaded.rules[0]!, table, 0, options);
  expect(found).toMatchObject({ answer: 'cannot-tell', counted: false });
  const items = found.detection!.tree.parts[0]!.parts.map(({ item }) => [item!.presence, item!.note]);
  expect(items).toEqual([
    ['no-column', null],
    ['cell', 'this asks for local time, and the case has no time zone'],
    ['cell', 'the rule needs values for %names%, which nothing here gives'],
  ]);
});

test('explanations and the naive evaluator agree on generated rules and events', async () => {
  expect(await compareExplanations(100)).toBeGreaterThan(500);
}, 60_000);

const search = `${detection('search', 'sel: {action: search}')}---\n${detection('view', 'sel: {action: view}')}---\n`;
const correlation = (body: string) =>
  `${search}title: C\nname: c\ncorrelation:\n  ${body}\n  timespan: 10m\n`;
const count = correlation('type: event_count\n  rules: [search]\n  group-by: [actor]\n  condition: {gte: 4}');
const events = [
  ...['10:00:00', '10:01:00', '10:12:00', '10:13:00', '10:14:00'].map((time) =>
    at(time, { action: 'search', actor: 'a' }),
  ),
  at('10:00:30', { action: 'search', actor: 'b' }),
  at('10:02:00', { action: 'view', actor: 'a' }),
  at('10:03:00', { action: 'search' }),
  { action: 'search', actor: 'a' },
];

test('a correlation that is missed shows the window that comes nearest, around an event or anywhere', async () => {
  const anywhere = (await explain(count, 'c', events)).correlation!;
  expect(anywhere).toMatchObject({
    answer: 'no',
    condition: 'matching events >= 4 within 10 minutes',
    group: [{ field: 'actor', text: 'a' }],
    note: null,
    window: {
      from: '2025-06-18T10:12:00.000Z',
      to: '2025-06-18T10:14:00.000Z',
      satisfied: false,
      number: 3,
      eventCount: 3,
      rows: Int32Array.of(2, 3, 4),
      absentRules: [],
    },
  });
  const around = (await explain(count, 'c', events, 0)).correlation!;
  expect([...around.window!.rows]).toEqual([0, 1]);
  expect(around.bases).toMatchObject([
    { ruleId: 'search', hits: 8, hasEvent: true, detection: { answer: 'yes' } },
  ]);
  expect((await explain(count, 'c', events, 5)).correlation!.group).toEqual([{ field: 'actor', text: 'b' }]);
});

test('a correlation says why an event is in no window', async () => {
  const note = async (row: number) => (await explain(count, 'c', events, row)).correlation!.note;
  expect(await note(6)).toBe('no rule it rests on matches the event');
  expect(await note(7)).toBe(
    'the event is left out: its actor is missing, blank, hidden or of the wrong kind',
  );
  expect(await note(8)).toBe('the event has no time');
  expect((await explain(count, 'c', [{ x: 1 }])).correlation).toMatchObject({
    answer: 'cannot-tell',
    window: null,
  });
});

test('what matches is satisfied, and rules that do not occur are named', async () => {
  const enough = correlation(
    'type: event_count\n  rules: [search]\n  group-by: [actor]\n  condition: {gte: 3}',
  );
  expect((await explain(enough, 'c', events, 3)).correlation).toMatchObject({
    answer: 'yes',
    window: { satisfied: true, number: 3 },
  });
  expect((await explain(enough, 'c', events, 0)).answer).toBe('no');
  const pair = correlation('type: temporal_ordered\n  rules: [view, search]\n  group-by: [actor]');
  expect((await explain(pair, 'c', events, 5)).correlation!.window).toMatchObject({
    satisfied: false,
    absentRules: ['view'],
  });
  expect((await explain(pair, 'c', events, 6)).correlation!.window).toMatchObject({
    satisfied: true,
    number: 2,
    absentRules: [],
  });
  const both = correlation('type: temporal\n  condition: view and not search\n  group-by: [actor]');
  expect((await explain(both, 'c', events, 6)).correlation!.window).toMatchObject({
    satisfied: false,
    number: 2,
  });
});

test('of windows equally near the fullest is shown, and one with any step of the event will do', async () => {
  const double = [
    at('10:00:00', { action: 'search', actor: 'a', x: 1 }),
    at('10:09:00', { action: 'search', actor: 'a', x: 1 }),
  ];
  const rules = `${detection('x', 'sel: {x: 1}')}---\n${detection('y', 'sel: {action: search}')}---\ntitle: C\nname: c\ncorrelation: {type: temporal, condition: x and y and not (x or y) or x, rules: [x, y], timespan: 10m}\n`;
  const { correlation: found } = await explain(rules, 'c', double, 0);
  expect(found!.window).toMatchObject({ number: 2, eventCount: 2 });
});

test('an event within a chained match belongs to the window of the chain', async () => {
  const chain = `${count.replace('gte: 4', 'gte: 3')}---\ntitle: D\nname: d\ncorrelation: {type: temporal, rules: [c, view], group-by: [actor], timespan: 10m}\n`;
  const { correlation: found } = await explain(chain, 'd', events, 2);
  expect(found).toMatchObject({ answer: 'no', window: { absentRules: ['view'], number: 1 } });
  expect(found!.bases.map(({ ruleId, hasEvent, hits }) => [ruleId, hasEvent, hits])).toEqual([
    ['c', true, 1],
    ['view', false, 1],
  ]);
});
