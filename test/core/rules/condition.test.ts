import { expect, test } from 'vitest';
import { detection, readRules, tryRules } from './try-rules.ts';

const selections = 'a: {f: a}\n  b: {g: b}\n  c: {h: c}\n  notify: {i: d}\n  _hidden: {j: e}\n  x-1: {k: f}';
const all = { f: 'a', g: 'b', h: 'c', i: 'd', j: 'e', k: 'f' };

/** [condition, fields of the event that are there, matches] */
const table: readonly (readonly [string, readonly (keyof typeof all)[], boolean])[] = [
  ['a', ['f'], true],
  ['not a', [], true],
  ['not not a', ['f'], true],
  ['a or b and c', ['f'], true],
  ['(a or b) and c', ['f'], false],
  ['not a and b', ['g'], true],
  ['not (a and b)', ['f'], true],
  ['not a or b', ['f'], false],
  ['notify', ['i'], true],
  ['notify', [], false],
  ['1 of them', ['j'], false],
  ['1 of them', ['k'], true],
  ['any of _*', ['j'], true],
  ['all of them', ['f', 'g', 'h', 'i', 'k'], true],
  ['all of them', ['f', 'g', 'h', 'i'], false],
  ['1 of n*y', ['i'], true],
  ['not 1 of x*', ['k'], false],
  ['all of x-*', ['k'], true],
  ['a and not 1 of b', ['f'], true],
  ['[a, b]', ['g'], true],
];

test.each(table)('%s with %j: %s', async (condition, present, expected) => {
  const event = Object.fromEntries(present.map((field) => [field, all[field]]));
  const found = await tryRules(detection('rule', selections, condition), [event, all, { z: 'z' }]);
  expect(found.rule!.rows.includes(0)).toBe(expected);
});

const refused: readonly (readonly [string, string, number])[] = [
  ['a AND b', '"AND" is not expected here', 16],
  ['a and', 'ends where a selection is expected', 19],
  ['(a and b', 'this parenthesis is not closed', 14],
  ['a b', '"b" is not expected here', 16],
  ['2 of a', 'only 1 of, any of and all of', 14],
  ['1 of q*', 'no selection is named like "q*"', 19],
  ['a | count() > 5', 'aggregations after "|" are no longer part of Sigma', 16],
  ['sel*', 'a pattern needs a quantifier', 14],
  ['aa', 'there is no selection "aa"; did you mean "a"?', 14],
  ["''", 'a condition is a text', 14],
];

test.each(refused)('%s is refused: %s', (condition, message, column) => {
  const { refused: rules } = readRules(detection('rule', selections, condition));
  expect(rules).toHaveLength(1);
  expect(rules[0]!.reason).toContain(message);
  expect([rules[0]!.line, rules[0]!.column]).toEqual([11, column]);
});
