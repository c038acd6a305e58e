import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAllDocuments, parseDocument } from 'yaml';
import { withoutTests } from '../../../../electron/core/report/document/rule-text.ts';

const tests = `  tests:
    - name: hits
      events:
        - {at: "2025-03-01T15:00:00Z", actor: "A"}
        - {at: "2025-03-01T15:00:01Z", actor: "B"}
      matches: 1
    - name: does not
      events: [{at: "2025-03-01T15:00:00Z"}]
      expect: no-match
`;

test('takes the tests out and nothing else, and counts them', () => {
  const before = 'title: One\nscrutineer:\n  finding: actor-target\n';
  const after = '  weight: 1.5\nlevel: low\n';
  expect(withoutTests(before + tests + after)).toEqual({ before, after, tests: 2, events: 3 });
  expect(withoutTests(before + tests)).toEqual({ before, after: '', tests: 2, events: 3 });
  expect(withoutTests((before + tests).trimEnd())).toMatchObject({ before, after: '' });
});

const own = `title: One\nscrutineer:\n${tests}`;

test.each([
  ['no tests', 'title: One\nscrutineer:\n  finding: actor-target\n'],
  ['tests that are not the program’s', `title: One\nother:\n${tests}`],
  ['words that only look like tests', 'description: |\n  scrutineer:\n    tests:\n      - x\n'],
  ['two blocks', `${own}scrutineer:\n  finding: actor-target\n`],
  ['two lists of tests', own + tests],
  ['something that is referred to from elsewhere', own.replace('"A"', '&name "A"').concat('level: *name\n')],
  ['something else on the same line', 'scrutineer: {weight: 2, tests: [{events: []}]}\n'],
  ['what cannot be read', `${own}level: [\n`],
  ['a text in place of a list', 'scrutineer:\n  tests: none\n'],
])('leaves a text whole that has %s', (_, text) => {
  expect(withoutTests(text)).toBeNull();
});

test('leaves all of a rule of the pack but its tests', () => {
  const pack = join(import.meta.dirname, '../../../../electron/core/rules/pack');
  let cut = 0;
  for (const file of readdirSync(pack).filter((name) => name.endsWith('.yml'))) {
    for (const part of readFileSync(join(pack, file), 'utf8').split(/^---\n/m)) {
      const rule = parseDocument(part).toJS();
      const text = withoutTests(part);
      if (!rule?.scrutineer?.tests) {
        expect(text).toBeNull();
        continue;
      }
      cut++;
      expect(text!.tests).toBe(rule.scrutineer.tests.length);
      const { tests: _, ...rest } = rule.scrutineer;
      const documents = parseAllDocuments(text!.before + text!.after);
      expect(documents.map((document) => document.toJS())).toEqual([{ ...rule, scrutineer: rest }]);
    }
  }
  expect(cut).toBeGreaterThan(5);
});
