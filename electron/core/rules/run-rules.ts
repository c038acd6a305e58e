import type { RuleStatus } from '../../../shared/contract/records.ts';
import type { EventTable } from '../events/table.ts';
import type { JobContext } from '../job.ts';
import { DetectionCompiler } from './compiled-detection.ts';
import { correlate } from './correlate.ts';
import { CellNumbers } from './correlation-cells.ts';
import type { BaseHits } from './correlation-entries.ts';
import { correlationLimits } from './correlation-limits.ts';
import type { PlaceholderValues } from './detection-item.ts';
import { compareTexts, type LoadedRules } from './load-rules.ts';
import { accessLog, describeLogSource, isFor, type LogSource } from './logsource.ts';
import { type CompiledRule, matchDetections } from './match-detections.ts';
import type { CorrelationMatch, RuleOutcome } from './outcome.ts';
import type { CorrelationRule, DetectionRule, RefusedRule, Rule } from './rule.ts';

export interface RunOptions {
  /** The case zone, for what rules ask of local time; null where none is known. */
  readonly zone: string | null;
  /** What the events are; access logs if not given. */
  readonly logSource?: LogSource;
  /** Apply rules whatever their log source says. */
  readonly anyLogsource?: boolean;
  /** Values for the placeholders of `expand`. */
  readonly placeholders?: PlaceholderValues;
  readonly job: JobContext;
}

/** What a rule came to, reported on its own or not. */
export interface RuleResult {
  readonly applies: boolean;
  readonly reason: string | undefined;
  readonly examined: number;
  readonly ms: number;
  readonly rows: Int32Array;
  readonly matches: readonly CorrelationMatch[];
}

const noRows = new Int32Array(0);

/**
 * Runs rules over events. Every rule has an outcome, in the order of rule id, file and line; same events and rules,
 * same outcomes. The table is expected to carry the derived facts already. Throws cancelled.
 */
export async function runRules(
  table: EventTable,
  loaded: Pick<LoadedRules, 'rules' | 'refused'>,
  options: RunOptions,
): Promise<RuleOutcome[]> {
  const results = await runToResults(table, loaded.rules, options);
  const outcomes = [
    ...loaded.rules.map((rule) => outcomeOf(rule, results.get(rule)!)),
    ...loaded.refused.map(refusedOutcome),
  ];
  return outcomes.sort((a, b) => compareRules(a.rule, b.rule));
}

/** The same without regard to what is reported: what each rule found by itself. Throws cancelled. */
export async function runToResults(
  table: EventTable,
  rules: readonly Rule[],
  options: RunOptions,
): Promise<Map<Rule, RuleResult>> {
  const results = new Map<Rule, RuleResult>();
  await runDetections(table, rules, options, results);
  const correlations = rules.filter((rule) => rule.kind === 'correlation');
  const numbers = new CellNumbers();
  for (const [index, rule] of correlations.entries()) {
    await runCorrelation(table, rule, numbers, options, results);
    options.job.report({
      done: index + 1,
      total: correlations.length,
      unit: 'rules',
      stage: 'correlating',
    });
  }
  return results;
}

function compareRules(a: Rule | RefusedRule, b: Rule | RefusedRule): number {
  return (
    compareTexts(a.ruleId, b.ruleId) || compareTexts(a.file, b.file) || a.line - b.line || a.column - b.column
  );
}

async function runDetections(
  table: EventTable,
  rules: readonly Rule[],
  options: RunOptions,
  results: Map<Rule, RuleResult>,
): Promise<void> {
  const compiler = new DetectionCompiler(options.placeholders ?? new Map());
  const compiled: CompiledRule[] = [];
  for (const rule of rules) {
    if (rule.kind !== 'detection') continue;
    const term = unfit(rule, options) ?? compiler.compile(rule);
    if (typeof term === 'string') results.set(rule, notApplicable(term));
    else compiled.push({ rule, term });
  }
  const matched = await matchDetections(table, compiled, options.zone, options.job);
  for (const [index, { rule }] of compiled.entries()) results.set(rule, { ...matched[index]!, matches: [] });
}

function unfit(rule: DetectionRule, { logSource = accessLog, anyLogsource }: RunOptions): string | undefined {
  if (anyLogsource || isFor(rule.logsource, logSource)) return undefined;
  return `the rule is for ${describeLogSource(rule.logsource)}; the events are ${describeLogSource(logSource)}`;
}

function notApplicable(reason: string): RuleResult {
  return { applies: false, reason, examined: 0, ms: 0, rows: noRows, matches: [] };
}

/** Runs a correlation after the rules it rests on. */
async function runCorrelation(
  table: EventTable,
  rule: CorrelationRule,
  numbers: CellNumbers,
  options: RunOptions,
  results: Map<Rule, RuleResult>,
): Promise<RuleResult> {
  const known = results.get(rule);
  if (known !== undefined) return known;
  const bases: RuleResult[] = [];
  for (const base of rule.bases) {
    bases.push(
      base.kind === 'correlation'
        ? await runCorrelation(table, base, numbers, options, results)
        : results.get(base)!,
    );
  }
  const startedMs = performance.now();
  const limits = correlationLimits(table, rule, bases, options.zone !== null);
  if (!limits.applies) {
    const result = notApplicable(limits.reasons.join('; '));
    results.set(rule, result);
    return result;
  }
  const found = await correlate(
    table,
    rule,
    rule.bases.map((base, i) => hitsOf(base, bases[i]!)),
    numbers,
    options.job,
  );
  const reasons = [...limits.reasons, ...limits.leftOut(found)];
  const result: RuleResult = {
    applies: true,
    reason: reasons.length === 0 ? undefined : reasons.join('; '),
    // The bases of a correlation look at the same log: the widest look is what was examined.
    examined: bases.reduce((most, { examined }) => Math.max(most, examined), 0),
    ms: performance.now() - startedMs,
    rows: rowsOfMatches(found.matches),
    matches: found.matches,
  };
  results.set(rule, result);
  return result;
}

/** How a correlation sees what a rule found. */
export function hitsOf(base: Rule, { rows, matches }: RuleResult): BaseHits {
  if (base.kind === 'detection') return { rows, matches: undefined };
  return { rows: Int32Array.from(matches, (match) => match.rows.at(-1)!), matches };
}

function rowsOfMatches(matches: readonly CorrelationMatch[]): Int32Array {
  const rows = new Set<number>();
  for (const match of matches) for (const row of match.rows) rows.add(row);
  return Int32Array.from(rows).sort();
}

function outcomeOf(rule: Rule, result: RuleResult): RuleOutcome {
  const { ruleId, title, file, standalone } = rule;
  const reasons = [
    ...(standalone ? [] : ['reported only by the correlations that rest on it']),
    ...(result.reason === undefined ? [] : [result.reason]),
  ];
  const status: RuleStatus = {
    ruleId,
    title,
    file,
    status: result.applies ? 'ran' : 'not-applicable',
    ...(reasons.length === 0 ? {} : { reason: reasons.join('; ') }),
    rowsExamined: result.examined,
    hits: rule.kind === 'correlation' ? result.matches.length : result.rows.length,
    ms: Math.round(result.ms * 1000) / 1000,
  };
  const { rows, matches } = standalone ? result : { rows: noRows, matches: [] };
  return { rule, status, rows, matches };
}

function refusedOutcome(rule: RefusedRule): RuleOutcome {
  const { ruleId, title, file, reason, line, column } = rule;
  const status: RuleStatus = {
    ruleId,
    title,
    file,
    status: 'failed',
    reason,
    line,
    column,
    rowsExamined: 0,
    hits: 0,
    ms: 0,
  };
  return { rule, status, rows: noRows, matches: [] };
}
