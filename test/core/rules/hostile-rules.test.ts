import { describe, expect, test } from 'vitest';
import { at, detection, readRules, tryRules } from './try-rules.ts';

/** Rule files may be written by the one who is looked at: refused, or run within bounds. */
async function withinSeconds<Value>(seconds: number, work: () => Promise<Value> | Value): Promise<Value> {
  const startedMs = performance.now();
  const value = await work();
  expect(performance.now() - startedMs).toBeLessThan(seconds * 1000);
  return value;
}

const firstError = (text: string) => readRules(text).problems.find(({ severity }) => severity === 'error');

describe('hostile rule files', () => {
  test('a regular expression that would take ages elsewhere takes none', async () => {
    const found = await withinSeconds(5, () =>
      tryRules(detection('r', "sel: {f|re: '^(a+)+$'}\n  two: {f|re: '(x|x)*y'}", 'sel or two'), [
        { f: `${'a'.repeat(50_000)}!` },
        { f: 'x'.repeat(50_000) },
      ]),
    );
    expect(found.r!.rows).toHaveLength(0);
  });

  test('repeats beyond what a linear engine bears are refused', () => {
    expect(firstError(detection('r', "sel: {f|re: '(a{1000}){1000}'}"))).toMatchObject({
      line: 5,
      column: 15,
    });
    expect(firstError(detection('r', `sel: {f|re: '${'a'.repeat(5000)}'}`))!.message).toContain(
      'longer than 4096',
    );
  });

  test('patterns full of wildcards take time in proportion', async () => {
    const pattern = '*a?'.repeat(2000);
    const found = await withinSeconds(10, () =>
      tryRules(detection('r', `sel: {f: '${pattern}'}`), [
        { f: 'a'.repeat(20_000) },
        { f: 'b'.repeat(20_000) },
      ]),
    );
    expect([...found.r!.rows]).toEqual([0]);
  });

  test('SQL in every text is text', async () => {
    const sql = "x'); DROP TABLE event; --";
    const rule = `title: "${sql}"\nname: r\nlogsource: {category: access-log}\ndetection:\n  "sel' OR 1=1":\n    "f'; DELETE FROM event; --": "${sql}"\n  condition: 1 of sel*\n`;
    const found = await tryRules(rule, [{ "f'; DELETE FROM event; --": sql }, { f: 'x' }]);
    expect([...found.r!.rows]).toEqual([0]);
  });

  test('a hundred thousand values, and dashes in great number, stay within bounds', async () => {
    const values = Array.from({ length: 100_000 }, (_, i) => `v${i}x`).join(', ');
    const found = await withinSeconds(20, () =>
      tryRules(detection('r', `sel: {f|contains: [${values}]}`), [{ f: 'a v99999x' }, { f: 'v' }]),
    );
    expect([...found.r!.rows]).toEqual([0]);
    expect(firstError(detection('r', "sel: {f|windash|base64: '-a -b -c -d -e -f'}"))!.message).toContain(
      'spellings',
    );
  });

  test('deep nesting and long conditions are refused with their place', () => {
    const deep = `${'('.repeat(500)}sel${')'.repeat(500)}`;
    expect(firstError(detection('r', 'sel: {f: a}', deep))).toMatchObject({ line: 6, column: 114 });
    expect(
      firstError(detection('r', 'sel: {f: a}', new Array(6000).fill('sel').join(' or ')))!.message,
    ).toContain('more than 5000 words');
    const nots = detection('r', 'sel: {f: a}', `${'not '.repeat(4000)}sel`);
    expect(firstError(nots)).toBeUndefined();
  });

  test('correlations in circles, without end or with too many ways are refused', () => {
    const chain = Array.from({ length: 40 }, (_, i) => {
      const body = `{type: event_count, rules: [c${i + 1}], timespan: 1m, condition: {gte: 1}}`;
      return `title: C\nname: c${i}\ncorrelation: ${body}\n`;
    });
    const chained = readRules([...chain, detection('c40', 'sel: {f: a}')].join('---\n'));
    expect(chained.refused.map(({ reason }) => reason).join()).toContain('chained more than');
    const names = Array.from({ length: 30 }, (_, i) => `n${i}`);
    const pairs = Array.from({ length: 15 }, (_, i) => `(n${2 * i} or n${2 * i + 1})`).join(' and ');
    const bases = names.map((name) => detection(name, `sel: {f: ${name}}`)).join('---\n');
    const many = `${bases}---\ntitle: C\nname: c\ncorrelation: {type: temporal_ordered, condition: ${pairs}, timespan: 1m}\n`;
    expect(firstError(many)!.message).toContain('can hold in too many ways');
  });

  test('a correlation of thirty rules in order over many events keeps its time', async () => {
    const names = Array.from({ length: 30 }, (_, i) => `n${i}`);
    const bases = names.map((name) => detection(name, `sel: {f: ${name}}`)).join('---\n');
    const rules = `${bases}---\ntitle: C\nname: c\ncorrelation: {type: temporal_ordered, rules: [${names}], condition: {gte: 29, lt: 30}, timespan: 1d}\n`;
    const events = Array.from({ length: 3000 }, (_, i) =>
      at(`10:${String(Math.floor(i / 60)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}`, {
        f: `n${(i * 7) % 30}`,
      }),
    );
    const found = await withinSeconds(10, () => tryRules(rules, events));
    expect(found.c!.status.status).toBe('ran');
  });
});
