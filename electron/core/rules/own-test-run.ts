import { createLooseTable } from '../events/loose-table.ts';
import { unwatchedJob } from '../job.ts';
import { withFacts } from '../knowledge/facts/fact-table.ts';
import { looseEvent } from './loose-events.ts';
import type { OwnTest } from './own-test.ts';
import { type Rule, withBases } from './rule.ts';
import { runRules } from './run-rules.ts';

/** Runs a rule's own test. Undefined where the rule does what the test expects; otherwise what it does instead. */
export async function runOwnTest(rule: Rule, test: OwnTest): Promise<string | undefined> {
  const events = [];
  for (const [index, value] of test.events.entries()) {
    const event = looseEvent(value);
    if (typeof event === 'string')
      return `event ${index} of the test "${test.name}" cannot be read: ${event}`;
    events.push(event);
  }
  const outcomes = await runRules(
    withFacts(createLooseTable(events), looseZone),
    { rules: withBases(rule), refused: [] },
    { zone: looseZone, anyLogsource: true, job: unwatchedJob() },
  );
  const { status } = outcomes.find((outcome) => outcome.rule === rule)!;
  const asExpected =
    typeof test.expected === 'number'
      ? status.hits === test.expected
      : status.hits > 0 === (test.expected === 'match');
  if (asExpected) return undefined;
  const found = status.hits === 1 ? '1 match' : `${status.hits} matches`;
  const because = status.status === 'ran' ? '' : ` (${status.reason})`;
  return `the test "${test.name}" expects ${wordsFor(test.expected)} and finds ${found}${because}`;
}

/** Loose events belong to no case and so to no zone: what rules ask of local time is asked in UTC. */
export const looseZone = 'UTC';

function wordsFor(expected: OwnTest['expected']): string {
  if (expected === 'match') return 'a match';
  if (expected === 'no-match') return 'none';
  return expected === 1 ? '1 match' : `${expected} matches`;
}
