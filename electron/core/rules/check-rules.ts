import { setImmediate } from 'node:timers/promises';
import type { MethodArgs, MethodResult } from '../../../shared/contract/methods.ts';
import type { RuleProblem } from '../../../shared/contract/records.ts';
import { type LoadedRules, loadRules, sortProblems } from './load-rules.ts';
import { runOwnTest } from './own-test-run.ts';

/** The contract's rules.check: what is wrong with rule files, and which of the rules' own tests fail. */
export async function checkRules({
  paths,
}: Pick<MethodArgs<'rules.check'>, 'paths'>): Promise<MethodResult<'rules.check'>> {
  const loaded = await loadRules(paths);
  return { files: loaded.files, ...(await findProblems(loaded)) };
}

/** What is wrong with rules that were read, and which of their own tests fail. */
export async function findProblems(loaded: LoadedRules): Promise<{ ok: boolean; problems: RuleProblem[] }> {
  const problems: RuleProblem[] = [...loaded.problems];
  for (const rule of loaded.rules) {
    for (const test of rule.own?.tests ?? []) {
      const message = await runOwnTest(rule, test);
      if (message === undefined) continue;
      const { line, column } = loaded.placeOf(rule.file, test.offset);
      problems.push({ file: rule.file, line, column, severity: 'error', message });
    }
    await setImmediate();
  }
  const ok = problems.every(({ severity }) => severity !== 'error') && loaded.refused.length === 0;
  return { ok, problems: sortProblems(problems) };
}
