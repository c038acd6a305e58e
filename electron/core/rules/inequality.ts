import { operatorSigns } from './bounds.ts';
import type { Condition } from './condition.ts';
import type { Rule } from './rule.ts';

/** The exact condition of a rule: "distinct values of localDate >= 3 within 90 days". */
export function inequalityInWords(rule: Rule): string {
  if (rule.kind === 'detection') return 'matching events >= 1';
  const { type, fields, percentile, bounds, expression, timeSpan, rules } = rule.correlation;
  const within = `within ${timeSpan.words}`;
  if (expression !== undefined) {
    const order = type === 'temporal_ordered' ? ', those asked for in the order listed,' : '';
    return `matches of rules: ${conditionInWords(expression)}${order} ${within}`;
  }
  if (bounds.length === 0) {
    const order = type === 'temporal_ordered' ? ', in that order,' : '';
    const howMany = rules.length === 1 ? '1 rule' : `${rules.length} rules`;
    return `each of ${howMany}${order} matches ${within}`;
  }
  const number = {
    event_count: 'matching events',
    value_count: `distinct values of ${fields.join(' and ')}`,
    temporal: 'different rules that match',
    temporal_ordered: 'different rules that match in order',
    value_sum: `sum of ${fields}`,
    value_avg: `average of ${fields}`,
    value_median: `median of ${fields}`,
    value_percentile: `percentile ${percentile} (nearest rank) of ${fields}`,
  }[type];
  const parts = bounds.map(({ operator, number: limit }) => `${operatorSigns[operator]} ${limit.text}`);
  return `${number} ${parts.join(' and ')} ${within}`;
}

function conditionInWords(condition: Condition): string {
  switch (condition.kind) {
    case 'name':
      return condition.name;
    case 'not':
      return `not (${conditionInWords(condition.term)})`;
    default:
      return condition.terms.map((term) => `(${conditionInWords(term)})`).join(` ${condition.kind} `);
  }
}
