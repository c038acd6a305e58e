import { expect, test } from 'vitest';
import { lintText } from '../../../../electron/core/rules/editor/lint-text.ts';
import { detection } from '../try-rules.ts';

const plain = detection('private', "sel: {reason|contains: 'my ex'}");

test('a text is looked over with its own tests', async () => {
  const tests = 'scrutineer:\n  tests:\n    - {name: n, events: [{reason: x}], expect: match}\n';
  expect(await lintText({ yaml: plain })).toEqual({
    ok: true,
    problems: [],
    rules: [{ ruleId: 'private', title: 'private' }],
  });
  expect(await lintText({ yaml: plain + tests })).toMatchObject({
    ok: false,
    problems: [{ line: 9, column: 7, message: 'the test "n" expects a match and finds 0 matches' }],
  });
});
