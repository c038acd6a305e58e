import { createLooseTable } from '../../../electron/core/events/loose-table.ts';
import { unwatchedJob } from '../../../electron/core/job.ts';
import { type LoadedRules, RuleReader } from '../../../electron/core/rules/load-rules.ts';
import { looseEvent } from '../../../electron/core/rules/loose-events.ts';
import type { RuleOutcome } from '../../../electron/core/rules/outcome.ts';
import { runRules } from '../../../electron/core/rules/run-rules.ts';

/** Reads rules from text, as if from files 1.yml, 2.yml and so on. */
export function readRules(...texts: readonly string[]): LoadedRules {
  const reader = new RuleReader();
  for (const [index, text] of texts.entries()) reader.add(`${index + 1}.yml`, text);
  return reader.finish();
}

/** A detection rule around selections and a condition, both YAML flow. */
export function detection(name: string, selections: string, condition = 'sel'): string {
  return `title: ${name}\nname: ${name}\nlogsource: {category: access-log}\ndetection:\n  ${selections}\n  condition: ${condition}\n`;
}

/** Runs rules over loose events; outcomes by rule name. */
export async function tryRules(
  rules: string,
  events: readonly Readonly<Record<string, unknown>>[],
): Promise<Record<string, RuleOutcome>> {
  const loaded = readRules(rules);
  if (loaded.refused.length > 0) throw new Error(JSON.stringify(loaded.problems));
  const loose = events.map((event) => {
    const read = looseEvent(event);
    if (typeof read === 'string') throw new Error(read);
    return read;
  });
  const outcomes = await runRules(createLooseTable(loose), loaded, { zone: 'UTC', job: unwatchedJob() });
  return Object.fromEntries(outcomes.map((outcome) => [outcome.rule.ruleId, outcome]));
}

/** Whether one selection matches one event. */
export async function selects(selection: string, event: Readonly<Record<string, unknown>>): Promise<boolean> {
  const { rule } = await tryRules(detection('rule', `sel: ${selection}`), [event]);
  return rule!.rows.length === 1;
}

/** An event at a time of day. */
export function at(time: string, fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { at: `2025-06-18T${time}Z`, ...fields };
}
