import type { EventTable } from '../../../electron/core/events/table.ts';
import { buildFindings, type FindingSet } from '../../../electron/core/findings/build-findings.ts';
import { unwatchedJob } from '../../../electron/core/job.ts';
import { withFacts } from '../../../electron/core/knowledge/facts/fact-table.ts';
import { loadRules, RuleReader } from '../../../electron/core/rules/load-rules.ts';
import type { RuleOutcome } from '../../../electron/core/rules/outcome.ts';
import { packFolder } from '../../../electron/core/rules/rule-files.ts';
import { runRules } from '../../../electron/core/rules/run-rules.ts';

export const zone = 'America/Los_Angeles';
export const pack = await loadRules([packFolder]);

/** Runs rules (the pack, or YAML text) over a table and groups what they point at. */
export async function findIn(
  table: EventTable,
  {
    yaml,
    caseZone = zone,
    sourceLimits = new Map<string, string[]>(),
  }: { yaml?: string; caseZone?: string | null; sourceLimits?: ReadonlyMap<string, string[]> } = {},
): Promise<FindingSet & { outcomes: RuleOutcome[]; named: (id: string) => FindingSet['findings'] }> {
  const loaded = yaml === undefined ? pack : readRules(yaml);
  if (loaded.refused.length > 0) throw new Error(loaded.refused[0]!.reason);
  const facts = withFacts(table, caseZone);
  const job = unwatchedJob();
  const outcomes = await runRules(facts, loaded, { zone: caseZone, job });
  const found = await buildFindings(outcomes, facts, { zone: caseZone, sourceLimits, job });
  const idsOfNames = new Map(loaded.rules.map(({ name, ruleId }) => [name, ruleId]));
  const named = (name: string) =>
    found.findings.filter(({ grounds }) =>
      grounds.some(({ ruleId }) => ruleId === (idsOfNames.get(name) ?? name)),
    );
  return { ...found, outcomes, named };
}

export function readRules(yaml: string) {
  const reader = new RuleReader();
  reader.add('test.yml', yaml);
  return reader.finish();
}
