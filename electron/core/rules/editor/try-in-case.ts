import type { MethodArgs } from '../../../../shared/contract/methods.ts';
import type { RuleTrial } from '../../../../shared/contract/rule-explanation.ts';
import type { CaseFile } from '../../case-file/case-file.ts';
import { OpenEvents } from '../../events/open-events.ts';
import type { JobContext } from '../../job.ts';
import { timeText } from '../cell.ts';
import type { RuleOutcome } from '../outcome.ts';
import { runRules } from '../run-rules.ts';
import { readEditorText } from './case-ruleset.ts';

const maxEvents = 100;
const maxMatches = 100;

/** The contract's rules.try: what the rules of a text find in the case. Nothing is kept. Throws cancelled. */
export async function tryInCase(
  caseFile: CaseFile,
  { yaml }: Omit<MethodArgs<'rules.try'>, 'dir'>,
  job: JobContext,
): Promise<RuleTrial> {
  const loaded = readEditorText(yaml);
  const events = new OpenEvents(caseFile, 'trial');
  try {
    const outcomes = await runRules(events.table, loaded, { zone: events.zone, job });
    return { problems: loaded.problems, rules: outcomes.map((outcome) => describeOutcome(outcome, events)) };
  } finally {
    events.close();
  }
}

function describeOutcome(
  { status, rows, matches }: RuleOutcome,
  events: OpenEvents,
): RuleTrial['rules'][number] {
  const { table } = events;
  const first = table.inCanonicalOrder(rows).slice(0, maxEvents);
  return {
    status,
    events: events.read(first),
    eventCount: rows.length,
    matches: matches.slice(0, maxMatches).map((match) => {
      const [from, to] = table.micros(Int32Array.of(match.rows[0]!, match.rows.at(-1)!));
      return {
        group: match.group,
        peak: match.peak,
        eventCount: match.rows.length,
        first: timeText(from!),
        last: timeText(to!),
      };
    }),
  };
}
