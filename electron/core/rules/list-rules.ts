import type { MethodResult } from '../../../shared/contract/methods.ts';
import { compareTexts, loadRules } from './load-rules.ts';
import { packFolder } from './rule-files.ts';

/** The contract's rules.list: the rules that come with the program, or those under the paths, by id. */
export async function listRules(
  paths: readonly string[] = [packFolder],
): Promise<MethodResult<'rules.list'>> {
  const { rules } = await loadRules(paths);
  return {
    rules: rules
      .map(({ ruleId, title, level, file, author, license }) => ({
        ruleId,
        title,
        level,
        file,
        author,
        license,
      }))
      .sort((a, b) => compareTexts(a.ruleId, b.ruleId) || compareTexts(a.file, b.file)),
  };
}
