import { expect, test } from 'vitest';
import { detection, readRules, selects } from './try-rules.ts';

/** [key and values, event, matches]: chains of modifiers that mean something. */
const legal: readonly (readonly [string, Readonly<Record<string, unknown>>, boolean])[] = [
  ['{f|all|re: [^a, b$]}', { f: 'a b' }, true],
  ['{f|neq|re: ^a}', { f: 'b' }, true],
  ['{f|re|i|m|s: ^b.c$}', { f: 'a\nB\nC' }, true],
  ['{f|re|ignorecase|multiline|dotall: ^b.c$}', { f: 'a\nB\nC' }, true],
  ['{f|re|startswith: b}', { f: 'ab' }, false],
  ['{f|re|i|endswith: a|B}', { f: 'ab' }, true],
  ['{f|re|endswith: a|c}', { f: 'ab' }, false],
  ['{f|re|contains|neq: b}', { f: 'ab' }, false],
  ['{f|all|neq|cidr: [10.0.0.0/8, 10.1.0.0/16]}', { f: '10.2.0.0' }, true],
  ['{f|cidr|all: [10.0.0.0/8, 10.1.0.0/16]}', { f: '10.1.2.3' }, true],
  ["{f|cidr: ['::1/128', 10.0.0.0/8]}", { f: '::1' }, true],
  ['{f|fieldref|neq: g}', { f: 'a', g: 'b' }, true],
  ['{f|neq|fieldref|cased|endswith: g}', { f: 'xA', g: 'a' }, true],
  ['{f|fieldref|endswith: f}', { f: 'a' }, true],
  ['{f|fieldref|all: [g, h]}', { f: 'a', g: 'A', h: 'b' }, false],
  ['{f|hour|gte|neq: 20}', { f: '2025-06-18T19:00:00Z' }, true],
  ['{f|hour: [8, 9]}', { f: '2025-06-18T09:00:00Z' }, true],
  ['{f|all|minute|gt: [5, 10]}', { f: '2025-06-18T09:08:00Z' }, false],
  ['{f|minute: 59}', { f: '2025-06-18T09:59:00Z' }, true],
  ['{f|day: 31}', { f: '2025-07-31T09:59:00Z' }, true],
  ['{f|month|lt: 12}', { f: '2025-12-01T00:00:00Z' }, false],
  ['{f|year: 2025}', { f: '2025-12-31 23:59' }, true],
  ['{f|gte|all: [5, 7]}', { f: '6' }, false],
  ['{f|lt|neq: 5}', { f: 'x' }, true],
  ['{f|contains|cased|all|neq: [A, B]}', { f: 'Ab' }, true],
  ['{f|cased|startswith: Ab}', { f: 'ABc' }, false],
  ["{f|windash|contains|all: [' -a', ' /b']}", { f: 'x /a –b' }, true],
  ["{f|contains|all|windash: [' -a', ' -b']}", { f: 'x /a' }, false],
  ["{f|windash: 'a-b'}", { f: 'a/b' }, false],
  ['{f|base64|base64: a}', { f: 'WVE9PQ==' }, true],
  ['{f|base64|contains: abc}', { f: 'xxYWJjyy' }, true],
  ['{f|wide|base64offset|contains: abc}', { f: Buffer.from('xabc', 'utf16le').toString('base64') }, true],
  ['{f|utf16le|base64offset|contains: abc}', { f: Buffer.from('xxabc', 'utf16le').toString('base64') }, true],
  ['{f|utf16|base64: é}', { f: Buffer.from('\ufeffé', 'utf16le').toString('base64') }, true],
  ['{f|utf16be|base64: é}', { f: Buffer.from('é', 'utf16le').swap16().toString('base64') }, true],
  ["{f|base64offset|contains: '/'}", { f: Buffer.from('a/b').toString('base64') }, true],
  ["{f|windash|base64offset|contains: ' -x'}", { f: Buffer.from('a /xb').toString('base64') }, true],
  ['{f|neq: [a, b]}', { f: 'b' }, false],
  ['{f|all|neq: [a, b]}', { f: 'b' }, true],
  ['{f|neq: null}', { f: 'b' }, true],
  ['{f|neq: null}', { g: 'b' }, false],
  ["{f: ['', null]}", { g: 'b' }, true],
  ['{f: [null, a]}', { f: 'A' }, true],
  ["{'|contains': bc}", { f: 'abcd' }, true],
  ["{'|startswith': bc}", { f: 'abcd', g: 'BCD' }, true],
  ["{'|endswith|cased': CD}", { f: 'abcd' }, false],
  ["{'|re': '^b'}", { f: 'ab', g: 'ba' }, true],
  ["{'|re|i|all': ['^B', 'c$']}", { f: 'ba', g: 'ac' }, true],
  ["{'|windash': ' -x'}", { f: 'a /x' }, true],
  ["{'|neq': a}", { f: 'a' }, false],
  ['[{f: a}, b, {g: c}]', { h: 'xbx' }, true],
  ['12', { f: 'a12b' }, true],
  ['true', { f: true }, true],
];

test.each(legal)('%s of %j: %s', async (selection, event, expected) => {
  expect(await selects(selection, event)).toBe(expected);
});

/** [key and values, what is said first]: chains and values that mean nothing. */
const illegal: readonly (readonly [string, string])[] = [
  ['{f|contains|re: a}', '"re" must be the first modifier'],
  ['{f|contains|all|cidr: 10.0.0.0/8}', '"cidr" must be the first modifier'],
  ['{f|i: a}', '"i" belongs to a regular expression: write re|i'],
  ['{f|re|contains|i: a}', '"i" belongs to a regular expression'],
  ['{f|re|cased: a}', 'leave "cased" out'],
  ['{f|re|windash: a}', '"windash" cannot be used with "re"'],
  ['{f|cidr|cased: 10.0.0.0/8}', '"cased" cannot be used with "cidr"'],
  ['{f|gt|hour: 5}', '"hour" must be the first modifier: write hour|gt'],
  ['{f|contains|gt: 5}', '"gt" compares the field itself'],
  ['{f|hour|contains: 5}', '"contains" cannot be used with "hour"'],
  ['{f|gt|lt: 5}', '"lt" compares the field itself'],
  ['{f|exists|neq: true}', '"exists" stands alone'],
  ['{f|exists: 1}', '"exists" takes true or false'],
  ['{f|contains|startswith: a}', 'exclude each other'],
  ['{f|contains|contains: a}', '"contains" is given twice'],
  ['{f|wide|wide: a}', '"wide" is given twice'],
  ['{f||contains: a}', 'a modifier is missing after "|"'],
  ['{f|wide: é}', 'put base64 or base64offset after the utf16 modifier'],
  ['{f|utf16: é}', 'put base64 or base64offset after the utf16 modifier'],
  ['{f|wide|utf16be|base64: a}', 'utf16be cannot follow another utf16 modifier'],
  ['{f|wide|windash|base64: a}', 'windash must stand before the utf16 modifier'],
  ["{f|base64: 'a*'}", 'has no base64 form'],
  ["{f|base64: 'a?'}", 'has no base64 form'],
  ["{f|utf16|base64: 'a*'}", 'leaves no place for wildcards'],
  ['{f|contains|base64: a}', 'has no base64 form'],
  ['{f|hour: 24}', '"hour" is a number from 0 to 23'],
  ['{f|day: 0}', '"day" is a number from 1 to 31'],
  ['{f|week: 54}', '"week" is a number from 1 to 53'],
  ['{f|minute: 1.5}', '"minute" is compared with a whole number'],
  ["{f|hour: '5'}", '"hour" is compared with a whole number'],
  ['{f|gt: true}', '"gt" compares numbers; "true" is none'],
  ["{f|gt: '2025-06-18T00:00:00'}", 'has no zone'],
  ['{at|gt: 5}', 'at is a time'],
  ['{f|fieldref: 5}', '"fieldref" takes the name of another field'],
  ["{f|fieldref: ''}", '"fieldref" takes the name of another field'],
  ['{f|fieldref: f}', '"f" always equals itself'],
  ['{f|contains: null}', 'null takes no "contains"'],
  ['{f|cased: null}', 'null takes no "cased"'],
  ['{f|expand: null}', 'null takes no "expand"'],
  ['{f: .inf}', 'is not a finite number'],
  ["['']", 'an empty keyword matches everything'],
  ["{'|contains': null}", 'null cannot be looked for without a field'],
  ["{'|fieldref': a}", '"fieldref" needs a field name before it'],
  ["{'|gt': 5}", '"compare" needs a field name before it'],
  ["{'': a}", 'a field name is missing'],
  ['{f: {g: a}}', 'a map is none of these'],
  ['{f: [[a]]}', 'a list of values cannot hold a list'],
  ['{f: []}', 'an empty list of values matches nothing'],
  ['[[a]]', 'a list within a list means nothing'],
  ['[]', 'an empty selection matches nothing'],
  ['', 'an empty selection matches nothing'],
  [
    '{f|all|neq|cased|contains|windash|expand|base64|base64|base64|base64|base64|base64|base64: a}',
    'more than 12 modifiers',
  ],
];

test.each(illegal)('%s is refused: %s', (selection, message) => {
  const { refused } = readRules(detection('r', `sel: ${selection}`));
  expect(refused.map(({ reason }) => reason)).toEqual([expect.stringContaining(message)]);
  expect(refused[0]!.line).toBe(5);
});

test('expand without a placeholder, and a placeholder without expand, are remarked on', () => {
  const said = (selection: string) =>
    readRules(detection('r', `sel: ${selection}`)).problems.map(({ message }) => message);
  expect(said('{f|expand: a}')).toEqual(['"expand" finds no %placeholder% in these values']);
  expect(said('{f|expand: "%a%"}')).toEqual([]);
});
