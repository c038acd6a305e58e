import type { RuleLint } from '../../../../shared/contract/rule-explanation.ts';
import { findProblems } from '../check-rules.ts';
import { readEditorText } from './case-ruleset.ts';

/** The contract's rules.lint: what is wrong with the text of an editor, failing tests of its rules among it. */
export async function lintText({ yaml }: { readonly yaml: string }): Promise<RuleLint> {
  const loaded = readEditorText(yaml);
  const { ok, problems } = await findProblems(loaded);
  return { ok, problems, rules: loaded.rules.map(({ ruleId, title }) => ({ ruleId, title })) };
}
