import { expect, test } from 'vitest';
import { readRules } from './try-rules.ts';

function problemsOf(text: string): string[] {
  return readRules(text).problems.map(
    ({ line, column, severity, message }) => `${line}:${column} ${severity} ${message}`,
  );
}

const rule = (selections: string, condition = 'sel', category = 'access-log') =>
  `title: T\nlogsource: {category: ${category}}\ndetection:\n  ${selections}\n  condition: ${condition}\n`;

/** [selections, condition, place and beginning of the one thing that is said] */
const table: readonly (readonly [string, string, string])[] = [
  ['sel: {Actor: a}', 'sel', '4:9 warning no field of the program is called "Actor"; did you mean "actor"?'],
  [
    'sel: {caseNubmer|exists: true}',
    'sel',
    '4:9 warning no field of the program is called "caseNubmer"; did you',
  ],
  ['sel: {f|fieldref: targt}', 'sel', ''],
  [
    'sel: {actor|fieldref: targt}',
    'sel',
    '4:9 warning no field of the program is called "targt"; did you mean "target"?',
  ],
  [
    'sel: {reasonState: redcated}',
    'sel',
    '4:9 warning reasonState never is "redcated"; did you mean "redacted"?',
  ],
  ['sel: {reasonState: redacted}', 'sel', ''],
  ['sel: {localHour: ten}', 'sel', '4:9 warning localHour is a number and never "ten"'],
  ["sel: {localHour: ['10', 11]}", 'sel', ''],
  ['sel: {Plate: a}', 'sel', ''],
  ['a: {f: x}\n  b: {f: y}', 'a and not a', '6:14 error this condition contradicts itself'],
  ['a: {f: x}\n  b: {f: y}', 'a and b and not (a or b)', '6:14 error this condition contradicts itself'],
  ['a: {f: x}\n  b: {f: y}', '[a and not a, b and not b]', '6:14 error this condition contradicts itself'],
  ['a: {f: x}\n  b: {f: y}', 'a or not a or b', '6:14 warning this condition holds for every event'],
  ['a: {f: x}\n  b: {f: y}', 'a or (a and b)', '6:14 warning the selection "b" makes no difference'],
  ['a: {f: x}\n  b: {f: y}', 'a or b', ''],
  ['sel: {f: x}\n  other: {f: y}', 'sel', '5:3 warning no condition uses the selection "other"'],
  ['sel: {f|contains: [ab, cabd]}', 'sel', '4:26 warning "ab" matches all that this value matches'],
  ['sel: {f|startswith: [abc, ab]}', 'sel', '4:24 warning "ab" matches all that this value matches'],
  ["sel: {f: ['*bc', abc]}", 'sel', '4:20 warning "*bc" matches all that this value matches'],
  ["sel: {f: ['*bc', 'bc*']}", 'sel', ''],
  ["sel: {f: ['ab*', '*abc']}", 'sel', ''],
  ['sel: {f|cased: [abc, ABC]}', 'sel', ''],
  ['sel: {f|contains|all: [ab, abc]}', 'sel', ''],
  ['sel: {f|all: [ab, cd]}', 'sel', '4:21 warning a cell cannot be two different texts at once'],
  ['sel: {f: [ab, AB]}', 'sel', '4:17 warning this value is given before'],
  ["sel: {f: '%names%'}", 'sel', '4:12 warning this looks like a placeholder'],
  ["sel: {f|contains: ''}", 'sel', '4:21 warning an empty text is in every cell'],
  ['sel: {f|contains|all: [ab]}', 'sel', '4:9 warning "all" means nothing for a single value'],
];

test.each(table)('%s, %s: %s', (selections, condition, expected) => {
  const problems = problemsOf(rule(selections, condition));
  if (expected === '') expect(problems).toEqual([]);
  else {
    expect(problems).toHaveLength(1);
    expect(problems[0]!.slice(0, expected.length)).toBe(expected);
  }
});

test('fields of other logs are their own affair', () => {
  expect(problemsOf(rule('sel: {Actor: a}', 'sel', 'process_creation'))).toEqual([]);
});

test('fields a correlation speaks of are looked at too', () => {
  const base = (category: string) => `${rule('sel: {f: a}', 'sel', category)}name: base\n`;
  const correlation =
    '---\ntitle: C\ncorrelation: {type: value_count, rules: [base], group-by: [who, Actor], aliases: {who: {base: acter}}, timespan: 1h, condition: {field: tarqet, gte: 2}}\n';
  expect(problemsOf(base('access-log') + correlation).map((text) => text.slice(0, 62))).toEqual([
    '9:65 warning no field of the program is called "Actor"; did yo',
    '9:89 warning no field of the program is called "acter"; did yo',
    '9:137 warning no field of the program is called "tarqet"; did ',
  ]);
  expect(problemsOf(base('firewall') + correlation)).toEqual([]);
});

test('many values are not compared each with each', () => {
  const values = Array.from({ length: 100_000 }, (_, i) => `v${i}`).join(', ');
  const startedMs = performance.now();
  expect(problemsOf(rule(`sel: {f|contains: [${values}]}`))).toEqual([]);
  expect(performance.now() - startedMs).toBeLessThan(10_000);
});

test('level and tags of a rule that only correlations report are pointed out', () => {
  const base = `${rule('sel: {f: a}')}name: base\nlevel: high\ntags: [attack.t1005]\n`;
  const correlation = (generate: boolean) =>
    `---\ntitle: C\ncorrelation: {type: event_count, rules: [base], timespan: 1h, generate: ${generate}, condition: {gte: 2}}\n`;
  expect(problemsOf(base + correlation(false))).toEqual([
    expect.stringMatching(/^1:1 warning the level "high" and tags of this rule are not seen/),
  ]);
  expect(problemsOf(base + correlation(true))).toEqual([]);
});

test('what others write about a rule never keeps it from running', () => {
  const { rules, problems } = readRules(
    [
      'title: T',
      'id: 42',
      'status: Experimental',
      'level: Critical',
      'date: 2021/3/4',
      'modified: yesterday',
      'author: [one, two]',
      'references: https://example.org',
      'tags: {a: b}',
      'related: nothing',
      'falsepositives: {x: y}',
      'my_own_field: {deep: [1, 2]}',
      'logsource: {product: windows, service: odd, definition: x, whatever: y}',
      'detection: {sel: {f: a}, condition: sel}',
    ].join('\n'),
  );
  expect(rules).toMatchObject([
    { ruleId: '42', level: 'critical', author: '', references: ['https://example.org'] },
  ]);
  expect(problems.every(({ severity }) => severity === 'warning')).toBe(true);
  const said = problems.map(({ line, message }) => `${line} ${message}`).join('\n');
  expect(said).toContain('5 date should be a date as Sigma 2 writes it: 2021-03-04');
  expect(said).toContain('3 there is no status "Experimental"; did you mean "experimental"?');
  expect(said).toContain('4 there is no level "Critical"; did you mean "critical"? It is taken for critical');
});
