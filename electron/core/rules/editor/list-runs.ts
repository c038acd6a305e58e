import type { RuleRunSummary } from '../../../../shared/contract/rule-explanation.ts';
import type { CaseFile } from '../../case-file/case-file.ts';

/** The contract's rules.runs: every run of rules over the case, the last first. */
export function listRuns({ db }: CaseFile): RuleRunSummary[] {
  return db
    .prepare(
      `SELECT run_id AS run, at, by, program, timezone AS zone,
         count(*) FILTER (WHERE status = 'ran') AS ran,
         count(*) FILTER (WHERE status = 'not-applicable') AS notApplicable,
         count(*) FILTER (WHERE status = 'failed') AS failed,
         coalesce(sum(json_extract(rule, '$.status.hits')), 0) AS hits
       FROM rule_run LEFT JOIN rule_result USING (run_id)
       GROUP BY run_id ORDER BY run_id DESC`,
    )
    .all() as RuleRunSummary[];
}
