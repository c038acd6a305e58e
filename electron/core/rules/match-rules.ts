import type { MethodArgs, MethodResult } from '../../../shared/contract/methods.ts';
import type { JobContext } from '../job.ts';
import { withFacts } from '../knowledge/facts/fact-table.ts';
import { loadRules } from './load-rules.ts';
import type { RuleOutcome } from './outcome.ts';
import { looseZone } from './own-test-run.ts';
import { readLooseEvents } from './read-loose-events.ts';
import { runRules } from './run-rules.ts';

type Match = MethodResult<'rules.match'>['matches'][number];

/** The contract's rules.match: tries rules on the events of an NDJSON file. Times of day are UTC. */
export async function matchRules(
  { rules, events, anyLogsource }: MethodArgs<'rules.match'>,
  job: JobContext,
): Promise<MethodResult<'rules.match'>> {
  const loaded = await loadRules(rules);
  const table = withFacts(await readLooseEvents(events, job), looseZone);
  const outcomes = await runRules(table, loaded, { zone: looseZone, anyLogsource, job });
  return { matches: outcomes.flatMap(matchesOf), rules: outcomes.map(({ status }) => status) };
}

/** Row n of a loose table is event n. */
function matchesOf({ rule, rows, matches }: RuleOutcome): Match[] {
  const { ruleId } = rule;
  if (!('kind' in rule) || rule.kind === 'detection') return Array.from(rows, (event) => ({ ruleId, event }));
  return matches.map((match) => ({ ruleId, event: match.rows.at(-1)!, events: [...match.rows] }));
}
