import type { RuleExplanation } from '../../../shared/contract/rule-explanation.ts';
import type { EventTable } from '../events/table.ts';
import type { JobContext } from '../job.ts';
import { type CorrelationFindings, explainCorrelation } from './explain-correlation.ts';
import { type ExplainOptions, explainDetection } from './explain-detection.ts';
import { isCounted } from './row-alone.ts';
import type { Rule } from './rule.ts';

export type ExplainedRule = Omit<RuleExplanation, 'correlation'> & {
  readonly correlation: CorrelationFindings | null;
};

/**
 * Why a rule matches a row of a table, of a case or of loose events, or what it lacks. Without a row only a correlation
 * can be explained: by the window nearest to its condition. Throws cancelled.
 */
export async function explainRule(
  rule: Rule,
  table: EventTable,
  row: number | undefined,
  options: ExplainOptions & { readonly job: JobContext },
): Promise<ExplainedRule> {
  const { ruleId, title } = rule;
  const counted = row === undefined || isCounted(table, row);
  if (rule.kind === 'correlation') {
    const correlation = await explainCorrelation(rule, table, row, options);
    return { ruleId, title, answer: correlation.answer, counted, detection: null, correlation };
  }
  if (row === undefined)
    return { ruleId, title, answer: 'cannot-tell', counted, detection: null, correlation: null };
  const detection = await explainDetection(rule, table, row, options);
  return { ruleId, title, answer: detection.answer, counted, detection, correlation: null };
}
