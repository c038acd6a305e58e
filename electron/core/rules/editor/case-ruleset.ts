import { AppError } from '../../../../shared/contract/errors.ts';
import type { CaseFile } from '../../case-file/case-file.ts';
import { type LoadedRules, loadRules, RuleReader } from '../load-rules.ts';
import type { Rule } from '../rule.ts';
import { packFolder } from '../rule-files.ts';

/** The name by which problems speak of a text that is in no file. */
const editorFile = 'editor';

/** Reads the text of an editor as a rule file. */
export function readEditorText(yaml: string): LoadedRules {
  const reader = new RuleReader();
  reader.add(editorFile, yaml);
  return reader.finish();
}

/**
 * Finds the rule to explain: in a text if one is given, otherwise as the last run of the case had it, otherwise as it
 * comes with the program. Throws not-found, rule-invalid.
 */
export async function findRule(
  caseFile: CaseFile,
  { ruleId, yaml }: { readonly ruleId?: string | undefined; readonly yaml?: string | undefined },
): Promise<{ rule: Rule; loaded: LoadedRules }> {
  if (yaml !== undefined) return pick(readEditorText(yaml), ruleId);
  if (ruleId === undefined) throw new AppError('usage', 'give the id of a rule or its text');
  const stored = readStoredRules(caseFile);
  const known = [...stored.rules, ...stored.refused].some((rule) => rule.ruleId === ruleId);
  return pick(known ? stored : await loadRules([packFolder]), ruleId);
}

function pick(loaded: LoadedRules, ruleId: string | undefined): { rule: Rule; loaded: LoadedRules } {
  const standalone = loaded.rules.filter((rule) => rule.standalone);
  const rule =
    ruleId === undefined ? standalone.at(-1) : loaded.rules.find((candidate) => candidate.ruleId === ruleId);
  if (rule !== undefined) return { rule, loaded };
  const refused = loaded.refused.find((candidate) => ruleId === undefined || candidate.ruleId === ruleId);
  if (refused !== undefined) {
    const { line, column, reason } = refused;
    throw new AppError('rule-invalid', `line ${line}, column ${column}: ${reason}`, { line, column });
  }
  throw new AppError(
    'not-found',
    ruleId === undefined ? 'the text holds no rule' : `there is no rule ${ruleId}`,
  );
}

/** The rules of the last run from the texts the case keeps, each as if in a file of its own. */
function readStoredRules({ db }: CaseFile): LoadedRules {
  const texts = db
    .prepare(
      `SELECT yaml FROM rule_result WHERE run_id = (SELECT max(run_id) FROM rule_run) AND yaml <> '' ORDER BY position`,
    )
    .pluck()
    .all() as string[];
  const reader = new RuleReader();
  for (const [position, yaml] of texts.entries()) reader.add(`rule ${position + 1}`, yaml);
  return reader.finish();
}
