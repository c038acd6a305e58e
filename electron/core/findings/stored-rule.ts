import type { RuleStatus } from '../../../shared/contract/records.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import type { ReportRule, RuleParameter } from '../report/model.ts';
import type { RefusedRule, Rule } from '../rules/rule.ts';
import { inequalityInWords } from './words.ts';

/** A rule as its `rule` in the case has it. */
type StoredRule = Omit<ReportRule, 'yaml'>;

export function describeRule(rule: Rule | RefusedRule, status: RuleStatus): StoredRule {
  if (!('kind' in rule)) {
    return { status, level: 'informational', author: '', license: '', description: '', parameters: [] };
  }
  const { level, author, license, description } = rule;
  return { status, level, author, license, description, parameters: parametersOf(rule) };
}

function parametersOf(rule: Rule): RuleParameter[] {
  if (rule.kind === 'detection') {
    const filters = rule.filters.map(({ title }) => ({ name: 'filter', value: title }));
    return [{ name: 'condition', value: inequalityInWords(rule) }, ...filters];
  }
  const { type, groupBy, timeSpan } = rule.correlation;
  return [
    { name: 'type', value: type },
    { name: 'rests on', value: rule.bases.map(({ title }) => title).join('; ') },
    { name: 'for each', value: groupBy.join(', ') || 'the log as a whole' },
    { name: 'time span', value: timeSpan.words },
    { name: 'condition', value: inequalityInWords(rule) },
  ];
}

/** What the last run of rules said, or the one with that number, rule by rule; empty where none was run. */
export function readRuleResults({ db }: CaseFile, run?: number): ReportRule[] {
  const rows = db
    .prepare(
      `SELECT rule, yaml FROM rule_result WHERE run_id = coalesce(?, (SELECT max(run_id) FROM rule_run)) ORDER BY position`,
    )
    .all(run ?? null) as { rule: string; yaml: string }[];
  return rows.map(({ rule, yaml }) => ({ ...(JSON.parse(rule) as StoredRule), yaml }));
}
