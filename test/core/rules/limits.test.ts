import { expect, test } from 'vitest';
import { unwatchedJob } from '../../../electron/core/job.ts';
import { runRules } from '../../../electron/core/rules/run-rules.ts';
import { type PlainSource, tableOf } from './naive/tables.ts';
import { detection, readRules, tryRules } from './try-rules.ts';

const micros = Date.parse('2025-06-18T00:00:00Z') * 1000;
const event = (cells: Record<string, string>) => ({ cells, micros });
const withCase: PlainSource = {
  sha256: 'a'.repeat(64),
  columns: ['at', 'actor', 'caseNumber'],
  events: [event({ actor: 'a', caseNumber: '' }), event({ actor: 'b', caseNumber: '25-1' })],
};
const withoutCase: PlainSource = {
  sha256: 'b'.repeat(64),
  columns: ['at', 'actor'],
  events: [event({ actor: 'a' }), event({ actor: 'c' }), event({ actor: 'd' })],
};

async function statusOf(rule: string, sources: readonly PlainSource[], zone: string | null = 'UTC') {
  const [outcome] = await runRules(tableOf(sources, 2), readRules(rule), { zone, job: unwatchedJob() });
  return { ...outcome!.status, ms: 0, rows: [...outcome!.rows] };
}

test('a source without the column is not looked at, and the status says which column', async () => {
  const rule = detection('no-case', "sel: {caseNumber: ''}");
  expect(await statusOf(rule, [withCase, withoutCase])).toMatchObject({
    status: 'ran',
    rows: [0],
    rowsExamined: 2,
    reason: 'not applied to 1 of 2 sources: the log has no column caseNumber, which the rule needs',
  });
  expect(await statusOf(rule, [withoutCase])).toMatchObject({
    status: 'not-applicable',
    rows: [],
    rowsExamined: 0,
    reason: 'the log has no column caseNumber, which the rule needs',
  });
});

test('a missing column is no proof that there is no case number', async () => {
  for (const [selections, condition] of [
    ["sel: {actor: a}\n  case: {caseNumber: '?*'}", 'sel and not case'],
    ['sel: {actor: a, caseNumber|neq: x}', 'sel'],
    ['sel: {caseNumber: null}', 'sel'],
  ] as const) {
    expect(await statusOf(detection('r', selections, condition), [withoutCase])).toMatchObject({
      status: 'not-applicable',
      rows: [],
    });
  }
  // Whether there is a column is the one thing a source without it does tell.
  expect(await statusOf(detection('r', 'sel: {caseNumber|exists: false}'), [withoutCase])).toMatchObject({
    status: 'ran',
    rows: [0, 1, 2],
  });
});

test('what holds whatever the missing column says is found; what depends on it is counted apart', async () => {
  const rule = detection(
    'r',
    "sel: {actor: [a, c]}\n  case: {caseNumber: '?*'}\n  d: {actor: c}",
    'd or sel and not case',
  );
  expect(await statusOf(rule, [withoutCase])).toMatchObject({
    status: 'ran',
    rows: [1],
    rowsExamined: 2,
    reason: 'cannot be decided for 1 event: its source has no column caseNumber',
  });
});

test('local time without a zone is not applicable; UTC is never taken for it', async () => {
  expect(await statusOf(detection('r', 'sel: {at|hour: 0}'), [withCase], null)).toMatchObject({
    status: 'not-applicable',
    reason: 'the rule asks for local time and the case has no time zone',
  });
  expect(await statusOf(detection('r', 'sel: {localHour: 0}'), [withCase], null)).toMatchObject({
    status: 'not-applicable',
    reason: 'the rule asks for local time and the case has no time zone',
  });
  const summer = await statusOf(detection('r', 'sel: {at|hour: 17}'), [withCase], 'America/Los_Angeles');
  expect(summer).toMatchObject({ status: 'ran', rows: [0, 1] });
});

test('a placeholder without values is not applicable, with values it runs', async () => {
  const loaded = readRules(detection('r', 'sel: {actor|expand: "%watched%"}'));
  const table = tableOf([withCase], 2);
  const options = { zone: 'UTC', job: unwatchedJob() };
  expect((await runRules(table, loaded, options))[0]!.status).toMatchObject({
    status: 'not-applicable',
    reason: 'the rule needs values for %watched%, which nothing here gives',
  });
  const placeholders = new Map([['watched', ['x', 'B']]]);
  expect([...(await runRules(table, loaded, { ...options, placeholders }))[0]!.rows]).toEqual([1]);
});

test('a loose event that lacks a field has no such cell', async () => {
  const rule = detection('r', 'sel: {f: a}\n  filter: {g: b}', 'sel and not filter');
  const { r } = await tryRules(rule, [{ f: 'a' }]);
  expect([...r!.rows]).toEqual([0]);
  expect(r!.status).toMatchObject({ status: 'ran', reason: 'nowhere in the log: g' });
  const needs = await tryRules(detection('r', 'sel: {g: b}'), [{ f: 'a' }]);
  expect(needs.r!.status).toMatchObject({
    status: 'not-applicable',
    reason: 'the log has no column g, which the rule needs',
  });
});
