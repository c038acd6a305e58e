import { expect, test } from 'vitest';
import { at, detection, tryRules } from './try-rules.ts';

const search = detection('search', 'sel: {action: search}');
const view = detection('view', 'sel: {action: view}');

function correlation(name: string, body: string): string {
  return `---\ntitle: ${name}\nname: ${name}\ncorrelation:\n  ${body}\n`;
}

const three = correlation(
  'three',
  'type: event_count\n  rules: [search]\n  group-by: [actor]\n  timespan: 10m\n  condition: {gte: 3}',
);

async function rowsOf(rules: string, name: string, events: readonly Record<string, unknown>[]) {
  const outcomes = await tryRules(rules, events);
  return outcomes[name]!.matches.map(({ rows }) => [...rows]);
}

const searches = (...times: string[]) => times.map((time) => at(time, { action: 'search', actor: 'a' }));

test('the edge of the window belongs to it', async () => {
  expect(await rowsOf(search + three, 'three', searches('10:00:00', '10:05:00', '10:10:00'))).toEqual([
    [0, 1, 2],
  ]);
  expect(await rowsOf(search + three, 'three', searches('10:00:00', '10:05:00', '10:10:00.000001'))).toEqual(
    [],
  );
});

test('overlapping windows are one match, others are not', async () => {
  const times = [
    '10:00:00',
    '10:04:00',
    '10:08:00',
    '10:12:00',
    '11:00:00',
    '11:01:00',
    '11:02:00',
    '12:00:00',
  ];
  expect(await rowsOf(search + three, 'three', searches(...times))).toEqual([
    [0, 1, 2, 3],
    [4, 5, 6],
  ]);
});

test('the match names group, peak and rows in order of time, whatever the order of lines', async () => {
  const events = searches('10:02:00', '10:00:00', '10:01:00', '10:10:30');
  const { three: outcome } = await tryRules(search + three, events);
  expect(outcome!.matches).toEqual([
    { group: ['a'], rows: Int32Array.of(1, 2, 0, 3), peak: 3, values: [], distinct: 0 },
  ]);
  expect([...outcome!.rows]).toEqual([0, 1, 2, 3]);
});

test('an event that does not say whose it is is in no group, and that is said', async () => {
  const events = [
    ...searches('10:00:00', '10:01:00'),
    at('10:02:00', { action: 'search' }),
    at('10:03:00', { action: 'search', actor: '' }),
    at('10:04:00', { action: 'search', actor: 'REDACTED' }),
    at('10:05:00', { action: 'search', actor: 'REDACTED' }),
    at('10:06:00', { action: 'search', actor: 'REDACTED' }),
    { action: 'search', actor: 'a' },
  ];
  const { three: outcome } = await tryRules(search + three, events);
  expect(outcome!.matches).toEqual([]);
  expect(outcome!.status).toMatchObject({ status: 'ran', hits: 0, rowsExamined: 8 });
  expect(outcome!.status.reason).toBe(
    '1 matching event without a time left out; 5 matching events left out whose actor is missing, blank, a placeholder or hidden',
  );
});

test('value_count forgets values that leave the window and does not count hidden or blank ones', async () => {
  const rules =
    search +
    correlation(
      'plates',
      'type: value_count\n  rules: search\n  group-by: [actor]\n  timespan: 5m\n  condition: {field: target, gte: 3}',
    );
  const events = [
    ['10:00:00', 'AAA111'],
    ['10:01:00', 'aaa111'],
    ['10:02:00', 'BBB222'],
    ['10:04:00', '[REDACTED]'],
    ['10:05:00', ''],
    ['10:06:00', 'CCC333'],
    ['10:07:30', 'DDD444'],
  ].map(([time, target]) => at(time!, { action: 'search', actor: 'a', target }));
  const { plates } = await tryRules(rules, events);
  expect(plates!.matches).toEqual([
    {
      group: ['a'],
      rows: Int32Array.of(1, 2, 5),
      peak: 3,
      values: ['aaa111', 'BBB222', 'CCC333'],
      distinct: 3,
    },
  ]);
});

test('temporal_ordered wants the order, temporal does not', async () => {
  const pair = (type: string) =>
    search +
    '---\n' +
    view +
    correlation('pair', `type: ${type}\n  rules: [search, view]\n  group-by: [actor]\n  timespan: 1m`);
  const wrong = [
    at('10:00:00', { action: 'view', actor: 'a' }),
    at('10:00:30', { action: 'search', actor: 'a' }),
  ];
  expect(await rowsOf(pair('temporal'), 'pair', wrong)).toEqual([[0, 1]]);
  expect(await rowsOf(pair('temporal_ordered'), 'pair', wrong)).toEqual([]);
  const late = at('10:01:31', { action: 'view', actor: 'a' });
  expect(await rowsOf(pair('temporal_ordered'), 'pair', [...wrong, late])).toEqual([]);
  const right = at('10:01:30', { action: 'view', actor: 'a' });
  expect(await rowsOf(pair('temporal_ordered'), 'pair', [...wrong, right])).toEqual([[1, 2]]);
});

test('temporal takes a condition over names', async () => {
  const rules =
    `${search}---\n${view}` +
    correlation(
      'only',
      'type: temporal\n  rules: [search, view]\n  group-by: [actor]\n  timespan: 1m\n  condition: search and not view',
    );
  const events = [
    at('10:00:00', { action: 'search', actor: 'a' }),
    at('10:00:00', { action: 'view', actor: 'b' }),
    at('10:00:01', { action: 'search', actor: 'b' }),
  ];
  expect(await rowsOf(rules, 'only', events)).toEqual([[0]]);
});

test('aliases group by fields of different names', async () => {
  const rules =
    `${search}---\n${view}` +
    correlation(
      'pair',
      'type: temporal\n  rules: [search, view]\n  group-by: [who]\n  timespan: 1m\n  aliases:\n    who: {search: actor, view: user}',
    );
  const events = [
    at('10:00:00', { action: 'search', actor: 'a', user: 'x' }),
    at('10:00:10', { action: 'view', actor: 'y', user: 'A' }),
    at('10:00:20', { action: 'view', actor: 'a', user: 'z' }),
  ];
  const { pair } = await tryRules(rules, events);
  expect(pair!.matches.map(({ rows, group }) => [[...rows], group])).toEqual([[[0, 1], ['a']]]);
});

test('a chained correlation stands at its last event and brings all of its events', async () => {
  const rules =
    `${search}---\n${view}${three}` +
    correlation(
      'chain',
      'type: temporal_ordered\n  rules: [three, view]\n  group-by: [actor]\n  timespan: 1m\n  generate: true',
    );
  const events = [
    ...searches('10:00:00', '10:05:00', '10:09:00'),
    at('10:09:59', { action: 'view', actor: 'a' }),
    at('10:10:01', { action: 'view', actor: 'a' }),
  ];
  const outcomes = await tryRules(rules, events);
  expect(outcomes.chain!.matches.map(({ rows }) => [...rows])).toEqual([[0, 1, 2, 3]]);
  // generate: the rules below are reported too, those below them are not.
  expect(outcomes.three!.matches).toHaveLength(1);
  expect(outcomes.search!.rows).toHaveLength(0);
  expect(outcomes.search!.status).toMatchObject({ status: 'ran', hits: 3 });
});

test('sums are exact', async () => {
  const rules =
    search +
    correlation('sum', 'type: value_sum\n  rules: search\n  timespan: 1h\n  condition: {field: n, eq: 0.3}');
  const events = [
    at('10:00:00', { action: 'search', n: '0.1' }),
    at('10:01:00', { action: 'search', n: '0.2' }),
  ];
  expect(await rowsOf(rules, 'sum', events)).toEqual([[0, 1]]);
});

test('without times, without a column, without a base: not applicable, never "no hits"', async () => {
  const noTime = await tryRules(search + three, [{ action: 'search', actor: 'a' }]);
  expect(noTime.three!.status).toMatchObject({ status: 'not-applicable', rowsExamined: 0 });
  expect(noTime.three!.status.reason).toContain('no event has a time');
  const noActor = await tryRules(search + three, [at('10:00:00', { action: 'search' })]);
  expect(noActor.three!.status.reason).toContain('no column actor');
  const noAction = await tryRules(search + three, [at('10:00:00', { actor: 'a' })]);
  expect(noAction.search!.status.status).toBe('not-applicable');
  expect(noAction.three!.status.status).toBe('not-applicable');
  expect(noAction.three!.status.reason).toContain('no column action');
});
