import { expect, test } from 'vitest';
import { checkRules } from '../../../electron/core/rules/check-rules.ts';
import { listRules } from '../../../electron/core/rules/list-rules.ts';
import { loadRules } from '../../../electron/core/rules/load-rules.ts';
import { packFolder } from '../../../electron/core/rules/rule-files.ts';

test('the rules that come with the program are free of problems and pass their own tests', async () => {
  const { ok, problems, files } = await checkRules({ paths: [packFolder] });
  expect(problems).toEqual([]);
  expect(ok).toBe(true);
  expect(files).toBeGreaterThan(0);
});

test('every rule of the pack that makes findings has a test that matches and one that does not', async () => {
  const { rules } = await loadRules([packFolder]);
  const expectsMatch = (expected: unknown) =>
    expected === 'match' || (typeof expected === 'number' && expected > 0);
  const untested = rules
    .filter(({ own }) => own?.finding !== undefined)
    .filter(({ own }) => {
      const matching = own!.tests.filter(({ expected }) => expectsMatch(expected)).length;
      return matching === 0 || matching === own!.tests.length;
    });
  expect(untested.map(({ title }) => title)).toEqual([]);
});

test('rules list shows the pack by id, with the name of the file within it', async () => {
  const { rules } = await listRules();
  expect(rules.map(({ ruleId }) => ruleId)).toEqual(rules.map(({ ruleId }) => ruleId).toSorted());
  for (const { file, author, license, title } of rules) {
    expect(file).toMatch(/^[a-z0-9-]+\.yml$/);
    expect([author, license, title]).not.toContain('');
  }
});
