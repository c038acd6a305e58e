import type { RuleResults } from '../../../shared/contract/window.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { sourcesChanged } from './sources-changed.ts';
import { readRuleResults } from './stored-rule.ts';

/** The contract's rules.results: what the last run of rules said, with the rules as they were. */
export function lastRuleResults(caseFile: CaseFile): RuleResults {
  const run = caseFile.db
    .prepare('SELECT at, by, timezone FROM rule_run ORDER BY run_id DESC LIMIT 1')
    .get() as { at: string; by: string; timezone: string | null } | undefined;
  const changed = sourcesChanged(caseFile);
  return {
    ranAt: run?.at ?? null,
    ranBy: run?.by ?? null,
    zone: run?.timezone ?? null,
    rules: readRuleResults(caseFile),
    ...(changed === undefined ? {} : { sourcesChanged: changed }),
  };
}
