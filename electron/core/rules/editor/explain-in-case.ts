import { AppError } from '../../../../shared/contract/errors.ts';
import type { MethodArgs } from '../../../../shared/contract/methods.ts';
import type { RuleExplanation } from '../../../../shared/contract/rule-explanation.ts';
import type { CaseFile } from '../../case-file/case-file.ts';
import { OpenEvents } from '../../events/open-events.ts';
import type { JobContext } from '../../job.ts';
import { explainRule } from '../explain-rule.ts';
import { findRule } from './case-ruleset.ts';

const maxEvents = 100;

/**
 * The contract's rules.explain: why a rule matches an event of the case, or what it lacks. The event is given by its
 * place among those that meet the conditions. Throws not-found, rule-invalid, usage, cancelled.
 */
export async function explainInCase(
  caseFile: CaseFile,
  { ruleId, yaml, where, position }: Omit<MethodArgs<'rules.explain'>, 'dir'>,
  job: JobContext,
): Promise<RuleExplanation> {
  const { rule, loaded } = await findRule(caseFile, { ruleId, yaml });
  const events = new OpenEvents(caseFile, 'explanation');
  try {
    const row = position === undefined ? undefined : rowAt(events, where, position);
    if (row === undefined && rule.kind === 'detection') {
      throw new AppError(
        'usage',
        'a rule that looks at single events is explained for one: give its position',
      );
    }
    const { correlation, ...rest } = await explainRule(rule, events.table, row, {
      zone: events.zone,
      placeOf: loaded.placeOf,
      job,
    });
    if (correlation === null) return { ...rest, correlation };
    const { window, ...others } = correlation;
    if (window === null) return { ...rest, correlation: { ...others, window } };
    const { rows, ...shown } = window;
    const read = events.read(rows.slice(0, maxEvents));
    return { ...rest, correlation: { ...others, window: { ...shown, events: read } } };
  } finally {
    events.close();
  }
}

function rowAt(events: OpenEvents, where: readonly string[], position: number): number {
  const rows = events.rows(where);
  const row = rows[position];
  if (row !== undefined) return row;
  throw new AppError('not-found', `there is no event ${position}: ${rows.length} meet the conditions`, {
    position,
    total: rows.length,
  });
}
