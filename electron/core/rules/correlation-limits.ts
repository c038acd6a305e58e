import type { EventTable } from '../events/table.ts';
import type { CorrelationResult } from './correlate.ts';
import { describeMissing } from './limits.ts';
import type { CorrelationRule } from './rule.ts';

interface BaseLimits {
  readonly applies: boolean;
  readonly reason: string | undefined;
}

export interface CorrelationLimits {
  readonly applies: boolean;
  /** Why it does not apply, or what it does without. */
  readonly reasons: readonly string[];
  /** The hits of its bases that could not take part, in words. */
  readonly leftOut: (found: CorrelationResult) => string[];
}

/** Whether a correlation can be worked out from what its bases found and the columns there are. */
export function correlationLimits(
  table: EventTable,
  rule: CorrelationRule,
  bases: readonly BaseLimits[],
  zoneKnown: boolean,
): CorrelationLimits {
  const { correlation, groupFields } = rule;
  const reasons: string[] = [];
  const failing = bases.flatMap(({ applies, reason }, index) =>
    applies ? [] : [`"${rule.bases[index]!.title}": ${reason}`],
  );
  const needsAll = !onlyLowerBounds(rule);
  let applies = !(failing.length === bases.length || (needsAll && failing.length > 0));
  for (const text of failing)
    reasons.push(`${applies ? 'without' : 'a rule it rests on does not apply,'} ${text}`);
  for (const [index, base] of bases.entries()) {
    if (base.applies && base.reason !== undefined)
      reasons.push(`"${rule.bases[index]!.title}": ${base.reason}`);
  }
  if (applies && table.rowCount > 0) {
    const columns = new Set(table.columnNames());
    const needed = new Set(groupFields.flat());
    for (const field of correlation.fields) needed.add(field);
    const missing = [...needed].filter((field) => !columns.has(field));
    if (missing.length > 0) {
      applies = false;
      reasons.push(...describeMissing(missing, zoneKnown));
    }
    if (!columns.has('at')) {
      applies = false;
      reasons.push('no event has a time (field at), and the rule looks at events within a time span');
    }
  }
  const fields = [...new Set(groupFields.flat())].join(', ');
  const leftOut = ({ withoutTime, withoutGroup, withoutValue }: CorrelationResult) => [
    ...(withoutTime > 0 ? [`${hits(withoutTime)} without a time left out`] : []),
    ...(withoutGroup > 0
      ? [`${hits(withoutGroup)} left out whose ${fields} is missing, blank, a placeholder or hidden`]
      : []),
    ...(withoutValue > 0
      ? [`${hits(withoutValue)} left out whose ${correlation.fields.join(' or ')} ${valueFault(rule)}`]
      : []),
  ];
  return { applies, reasons, leftOut };
}

/** A count that can only be too low misses something, but claims nothing wrong. */
function onlyLowerBounds({ correlation: { type, bounds } }: CorrelationRule): boolean {
  const counts = type === 'event_count' || type === 'value_count';
  return counts && bounds.every(({ operator }) => operator === 'gte' || operator === 'gt');
}

function valueFault({ correlation: { type } }: CorrelationRule): string {
  return type === 'value_count' ? 'is missing, blank or hidden' : 'is not a number';
}

function hits(count: number): string {
  return count === 1 ? '1 matching event' : `${count} matching events`;
}
