import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadRules } from '../../../electron/core/rules/load-rules.ts';
import { detection, readRules } from './try-rules.ts';

function problemsOf(text: string): string[] {
  return readRules(text).problems.map(
    ({ line, column, severity, message }) => `${line}:${column} ${severity} ${message}`,
  );
}

const head = 'title: T\nlogsource: {category: access-log}\n';

/** [rest of the rule after two lines, place and beginning of what is said] */
const mistakes: readonly (readonly [string, string])[] = [
  [
    'detection:\n  sel:\n    f|contians: x\n  condition: sel',
    '5:5 error there is no modifier "contians" in Sigma; did you mean "contains"?',
  ],
  [
    'detection:\n  sel: {f|re: "(?<=a)b"}\n  condition: sel',
    '4:15 error this regular expression cannot run in linear time',
  ],
  [
    'detection:\n  sel: {f|re: "a("}\n  condition: sel',
    '4:15 error this regular expression cannot run in linear time',
  ],
  ['detection:\n  sel: {f|contains|re: a}\n  condition: sel', '4:9 error "re" must be the first modifier'],
  [
    'detection:\n  sel: {f|gt: "5"}\n  condition: sel',
    '4:15 error "gt" compares numbers: write the number without quotes',
  ],
  ['detection:\n  sel: {f: [a, null]}\n  condition: sel', '4:16 warning null should not be one of several'],
  [
    'detection:\n  sel: {f|cidr: 10.0.0.1/8}\n  condition: sel',
    '4:17 error "10.0.0.1/8" has bits set beyond the prefix',
  ],
  ['detection:\n  sel: {f|exists: "yes"}\n  condition: sel', '4:19 error "exists" takes true or false'],
  [
    'detection:\n  sel: {f: a}\n  condition: sal',
    '5:14 error there is no selection "sal"; did you mean "sel"?',
  ],
  ['detection:\n  sel: {f: a}\n  condition: "sel and 1 of x*"', '5:28 error no selection is named like "x*"'],
  ['detection:\n  sel: {f: a, f: b}\n  condition: sel', '4:15 error "f" is given twice'],
  ['detection:\n  sel: {}\n  condition: sel', '4:8 error an empty selection matches nothing'],
  ['detection:\n  sel: {f: a}', '4:3 error the condition is missing'],
  ['detection:\n  sel: {f: *x}\n  condition: sel', '4:12 error *x repeats nothing'],
  [
    'level: hihg\ndetection:\n  sel: {f: a}\n  condition: sel',
    '3:8 warning there is no level "hihg"; did you mean "high"? It is taken for informational',
  ],
  ['detection:\n  sel: {f: [a, A]}\n  condition: sel', '4:16 warning this value is given before'],
  [
    'action: global\ndetection:\n  sel: {f: a}\n  condition: sel',
    '3:1 error "action" is no longer part of Sigma',
  ],
  [
    'correlation: {type: event_count, rules: [x], timespan: 5q, condition: {gte: 1}}',
    '3:56 error a time span is a number and s, m, h, d or w',
  ],
  [
    'correlation: {type: event_cuont, rules: [x], timespan: 5m, condition: {gte: 1}}',
    '3:21 error there is no correlation type "event_cuont"; did you mean "event_count"?',
  ],
  [
    'correlation: {type: event_count, rules: [nobody], timespan: 5m, condition: {gte: 1}}',
    '3:42 error no rule with the id or name "nobody" is loaded',
  ],
  [
    'correlation: {type: event_count, rules: [x], timespan: 5m, condition: {gt: 5, lt: 3}}',
    '3:71 error no number satisfies this condition',
  ],
  [
    'scrutineer: {finding: actor-target}\ndetection:\n  sel: {f: a}\n  condition: sel',
    '3:13 error a rule that makes findings needs a sentence',
  ],
];

test.each(mistakes)('%s', (rest, expected) => {
  const problems = problemsOf(head + rest);
  expect(problems.filter((problem) => problem.startsWith(expected))).toHaveLength(1);
});

test('one bad document does not spoil its neighbours', () => {
  const { rules, refused } = readRules(
    `${detection('good', 'sel: {f: a}')}---\ntitle: [\n---\n${detection('bad', 'sel: {f|x: a}')}---\n${detection('fine', 'sel: {f: b}')}`,
  );
  expect(rules.map(({ name }) => name)).toEqual(['good', 'fine']);
  expect(refused.map(({ ruleId, line }) => [ruleId, line])).toEqual([
    ['1#2', 9],
    ['bad', 14],
  ]);
});

test('a document of nothing, such as after a last line of dashes, is no mistake', () => {
  const { rules, problems } = readRules(`---\n# first\n---\n${detection('r', 's: {f: a}', 's')}---\n`);
  expect(problems).toEqual([]);
  expect(rules.map(({ ruleId }) => ruleId)).toEqual(['r']);
});

test('a file without a rule is remarked on', () => {
  const { rules, refused, problems } = readRules('# nothing yet\n');
  expect([rules, refused]).toEqual([[], []]);
  expect(problems).toMatchObject([{ line: 1, severity: 'warning', message: 'the file holds no rule' }]);
});

test('a rule that rests on a refused rule is refused, and says so', () => {
  const { rules, refused } = readRules(
    `${detection('base', 'sel: {f|x: a}')}---\ntitle: C\nname: c\ncorrelation: {type: event_count, rules: [base], timespan: 5m, condition: {gte: 1}}\n`,
  );
  expect(rules).toEqual([]);
  expect(refused.map(({ reason }) => reason)).toContain('the rule "base" it rests on is refused');
});

test('circles, same ids and ambiguous names are refused', () => {
  const circle = (name: string, base: string) =>
    `title: ${name}\nname: ${name}\ncorrelation: {type: event_count, rules: [${base}], timespan: 5m, condition: {gte: 1}}\n`;
  expect(readRules(circle('a', 'b'), circle('b', 'a')).rules).toEqual([]);
  const id = 'id: 6c1c4a52-5c60-4bd8-8d4a-5f5a3d0f0f0f\n';
  const twice = readRules(id + detection('a', 's: {f: a}', 's'), id + detection('b', 's: {f: a}', 's'));
  expect(twice.rules.map(({ name }) => name)).toEqual(['a']);
  expect(twice.refused[0]!.reason).toContain('is taken by the rule "a" (1.yml:1)');
});

test('YAML that explodes or nests without end is refused at once', () => {
  const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 12; i++) bomb.push(`a${i}: &a${i} [${new Array(9).fill(`*a${i - 1}`).join(', ')}]`);
  const startedMs = performance.now();
  expect(problemsOf(bomb.join('\n'))[0]).toContain('no rule needs so many');
  expect(problemsOf(`${'['.repeat(50_000)}`).length).toBeGreaterThan(0);
  expect(problemsOf(`a: ${'{b: '.repeat(200)}1${'}'.repeat(200)}`)[0]).toContain('levels deep');
  expect(problemsOf('a: &a [*a]')[0]).toContain('contains itself');
  expect(performance.now() - startedMs).toBeLessThan(5000);
});

test('a filter is added to its rule as it is written', async () => {
  const filter =
    'title: F\nlogsource: {category: access-log}\nfilter:\n  rules: [r]\n  known: {actor: admin}\n  condition: not known\n';
  const { rules, problems } = readRules(detection('r', 'sel: {f: a}'), filter);
  expect(problems).toEqual([]);
  expect(rules[0]).toMatchObject({ kind: 'detection', filters: [{ title: 'F' }] });
  expect(problemsOf(filter.replace('not known', 'known')).join()).toContain('this filter says no "not"');
});

test('folders are read with their subfolders, sorted, each file once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  mkdirSync(join(folder, 'sub'));
  writeFileSync(join(folder, 'b.yml'), detection('b', 'sel: {f: a}'));
  writeFileSync(join(folder, 'sub', 'a.YAML'), `\uFEFF${detection('a', 'sel: {f: a}')}`);
  writeFileSync(join(folder, 'notes.txt'), 'not a rule');
  const { rules, files, problems } = await loadRules([folder, join(folder, 'b.yml')]);
  expect(problems).toEqual([]);
  expect(files).toBe(2);
  expect(rules.map(({ file }) => file)).toEqual([join(folder, 'b.yml'), join(folder, 'sub', 'a.YAML')]);
  await expect(loadRules([join(folder, 'nothing')])).rejects.toMatchObject({ code: 'not-found' });
});
