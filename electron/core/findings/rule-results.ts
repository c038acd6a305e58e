import { AppError } from '../../../shared/contract/errors.ts';
import type { RuleResults } from '../../../shared/contract/window.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { sourcesChanged } from './sources-changed.ts';
import { readRuleResults } from './stored-rule.ts';

/**
 * The contract's rules.results: what the last run of rules said, or the one with that number, with the rules as they
 * were. Throws not-found.
 */
export function lastRuleResults(caseFile: CaseFile, wanted?: number): RuleResults {
  const run = caseFile.db
    .prepare(
      'SELECT at, by, timezone FROM rule_run WHERE run_id = coalesce(?, (SELECT max(run_id) FROM rule_run))',
    )
    .get(wanted ?? null) as { at: string; by: string; timezone: string | null } | undefined;
  if (run === undefined && wanted !== undefined) {
    throw new AppError('not-found', `there is no run ${wanted} of rules; rules.runs lists them`, {
      run: wanted,
    });
  }
  const changed = sourcesChanged(caseFile);
  return {
    ranAt: run?.at ?? null,
    ranBy: run?.by ?? null,
    zone: run?.timezone ?? null,
    rules: readRuleResults(caseFile, wanted),
    ...(changed === undefined ? {} : { sourcesChanged: changed }),
  };
}
