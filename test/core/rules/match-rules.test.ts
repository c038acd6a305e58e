import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type JobContext, unwatchedJob } from '../../../electron/core/job.ts';
import { checkRules } from '../../../electron/core/rules/check-rules.ts';
import { matchRules } from '../../../electron/core/rules/match-rules.ts';
import { detection } from './try-rules.ts';

const folder = mkdtempSync(join(tmpdir(), 'match-'));

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const count =
  '---\ntitle: C\nname: count\ncorrelation: {type: event_count, rules: [base], group-by: [user], timespan: 1m, condition: {gte: 2}}\n';

test('matches are numbered by line; a correlation reports its last event and all of them', async () => {
  const rules = write(
    'rules.yml',
    `${detection('base', 'sel: {user: "*"}')}${count}---\n${detection('plain', "sel: {n: '12345678901234567890123'}")}`,
  );
  const events = write(
    'events.ndjson',
    [
      '{"at":"2025-06-18T00:00:00Z","user":"a","n":12345678901234567890123}',
      '{"at":"2025-06-18T00:00:10Z","user":"b"}',
      '{"at":"2025-06-18T01:00:20+01:00","user":"A"}',
      '{"at":"2025-06-18T00:01:11Z","user":"b","extra":{"x":[1,{"y":null}]}}',
    ].join('\r\n'),
  );
  const { matches, rules: statuses } = await matchRules(
    { rules: [rules], events, anyLogsource: false },
    unwatchedJob(),
  );
  expect(matches).toEqual([
    { ruleId: 'count', event: 2, events: [0, 2] },
    { ruleId: 'plain', event: 0 },
  ]);
  expect(
    statuses.map(({ ruleId, status, rowsExamined, hits }) => [ruleId, status, rowsExamined, hits]),
  ).toEqual([
    ['base', 'ran', 4, 4],
    ['count', 'ran', 4, 1],
    ['plain', 'ran', 4, 1],
  ]);
});

test('a rule for another log is not applicable unless it is asked for; a refused one has failed, with its place', async () => {
  const foreign = detection('foreign', 'sel: {f: a}').replace('access-log', 'process_creation');
  const rules = write('foreign.yml', `${foreign}---\n${detection('broken', 'sel: {f|x: a}')}`);
  const events = write('one.ndjson', '{"f":"a"}\n');
  const run = (anyLogsource: boolean) => matchRules({ rules: [rules], events, anyLogsource }, unwatchedJob());
  const strict = await run(false);
  expect(strict.matches).toEqual([]);
  expect(strict.rules).toMatchObject([
    { ruleId: 'broken', status: 'failed', line: 12, column: 9, hits: 0 },
    {
      ruleId: 'foreign',
      status: 'not-applicable',
      reason: 'the rule is for category process_creation; the events are category access-log',
    },
  ]);
  expect((await run(true)).matches).toEqual([{ ruleId: 'foreign', event: 0 }]);
});

test('facts are derived for loose events, in UTC, unless an event has its own', async () => {
  const rules = write('hour.yml', detection('night', 'sel: {localHour: 23}'));
  const events = write('hours.ndjson', '{"at":"2025-06-18T23:30:00Z"}\n{"at":"2025-06-18T22:30:00Z"}\n');
  expect((await matchRules({ rules: [rules], events, anyLogsource: false }, unwatchedJob())).matches).toEqual(
    [{ ruleId: 'night', event: 0 }],
  );
  const own = write('own.ndjson', '{"at":"2025-06-18T23:30:00Z","localHour":5}\n{"localHour":23}\n');
  expect(
    (await matchRules({ rules: [rules], events: own, anyLogsource: false }, unwatchedJob())).matches,
  ).toEqual([{ ruleId: 'night', event: 1 }]);
});

const badLines: readonly (readonly [string, string])[] = [
  ['{"a":1}\n{"a":\n', ':2: not valid JSON'],
  ['{"a":1}\n\n{"a":2}\n', ':2: a blank line'],
  ['[1]\n', ':1: not a JSON object'],
  ['{"at":"yesterday"}\n', ':1: at is not a time'],
  [`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n`, ':1: '],
];

test.each(badLines)('%.20s is refused with its line', async (text, message) => {
  const events = write('bad.ndjson', text);
  const rules = write('any.yml', detection('any', 'sel: {a: 1}'));
  const run = matchRules({ rules: [rules], events, anyLogsource: false }, unwatchedJob());
  await expect(run).rejects.toMatchObject({
    code: 'input-format',
    message: expect.stringContaining(message),
  });
});

test('a run stops when it is asked to', async () => {
  const stop = new AbortController();
  const job: JobContext = {
    signal: stop.signal,
    report: ({ stage }) => stage === 'reading events' && stop.abort(),
  };
  const rules = write('any.yml', detection('any', 'sel: {a: 1}'));
  const events = write('many.ndjson', '{"a":1}\n'.repeat(400_000));
  await expect(matchRules({ rules: [rules], events, anyLogsource: false }, job)).rejects.toMatchObject({
    code: 'cancelled',
  });
});

test('rules check runs the tests rules bring along and points at those that fail', async () => {
  const tests = (expected: string) =>
    `${detection('tested', 'sel: {reason: test}')}scrutineer:\n  tests:\n    - name: finds it\n      events: [{reason: Test}]\n      expect: match\n    - name: leaves others\n      events: [{reason: work}, {other: x}]\n      ${expected}\n`;
  const good = write('good.yml', tests('expect: no-match'));
  expect(await checkRules({ paths: [good] })).toEqual({ files: 1, ok: true, problems: [] });
  const bad = write('bad.yml', tests('matches: 1'));
  expect(await checkRules({ paths: [bad] })).toEqual({
    files: 1,
    ok: false,
    problems: [
      {
        file: bad,
        line: 12,
        column: 7,
        severity: 'error',
        message: 'the test "leaves others" expects 1 match and finds 0 matches',
      },
    ],
  });
});
