import type { FindingKind } from '../../../shared/contract/records.ts';
import { NumberIndex, pairKey } from '../events/number-index.ts';
import type { EventTable } from '../events/table.ts';
import type { CorrelationMatch, RuleOutcome } from '../rules/outcome.ts';
import type { Rule } from '../rules/rule.ts';
import { type FindingSubject, findingKindOf, patternOf } from './finding-key.ts';
import type { HitRows } from './hit-rows.ts';
import { nobody } from './identity.ts';
import { actorOfPair, type LogFigures, targetOfPair } from './log-figures.ts';

/** One rule's part in a finding. */
export interface Ground {
  readonly rule: Rule;
  /** Places of the events in canonical order, each once. */
  readonly places: Int32Array;
  /** The match with the highest peak, the earliest of several; undefined for a detection rule. */
  readonly strongest: CorrelationMatch | undefined;
  /** Matches of a correlation that lie in this finding; 0 for a detection rule. */
  readonly matchCount: number;
}

export interface FindingGrounds {
  readonly subject: FindingSubject;
  readonly grounds: Ground[];
}

/** How common what a rule looks for is: it holds for `found` of `of` actors, targets or pairs of the log. */
export interface BaseRate {
  readonly found: number;
  readonly of: number;
}

/** Matching events of a rule that make no finding, as nobody can be named. */
export interface Unattributed {
  readonly ruleId: string;
  readonly title: string;
  readonly kind: FindingKind | null;
  readonly events: number;
  readonly withoutActor: number;
  readonly withoutTarget: number;
}

export interface Gathered {
  readonly findings: readonly FindingGrounds[];
  readonly rates: ReadonlyMap<Rule, BaseRate>;
  readonly unattributed: readonly Unattributed[];
}

/** Sorts what rules point at by whom it is about. Rules on the same subject come together in one finding. */
export function gatherGrounds(
  outcomes: readonly RuleOutcome[],
  table: EventTable,
  figures: LogFigures,
  hits: HitRows,
): Gathered {
  const subjects = new Subjects(figures);
  const findings: FindingGrounds[] = [];
  const rates = new Map<Rule, BaseRate>();
  const unattributed: Unattributed[] = [];
  for (const { rule, rows, matches } of outcomes) {
    if (!('kind' in rule) || rows.length === 0) continue;
    const kind = findingKindOf(rule, table);
    const claims = claimsOf(rule.kind === 'correlation' ? matches : undefined, rows, (row) =>
      kind === undefined ? nobody : subjects.number(kind, patternOf(rule), row),
    );
    const grounds = groundsOf(rule, claims, matches, hits);
    for (const [number, ground] of grounds) {
      findings[number] ??= { subject: subjects.subject(number), grounds: [] };
      findings[number].grounds.push(ground);
    }
    if (kind !== undefined) rates.set(rule, { found: grounds.size, of: populationOf(kind, figures) });
    const lost = describeLost(rule, kind, rows, subjects, figures);
    if (lost.events > 0) unattributed.push(lost);
  }
  return { findings, rates, unattributed };
}

function populationOf(kind: FindingKind, { actors, targets, pairs }: LogFigures): number {
  if (kind === 'actor-target') return pairs.size;
  return kind === 'actor-pattern' ? actors.size : targets.size;
}

/** Numbers of findings by whom a row is about. */
class Subjects {
  readonly #figures: LogFigures;
  readonly #numbers = new NumberIndex();
  readonly #patterns: string[] = [];

  constructor(figures: LogFigures) {
    this.#figures = figures;
  }

  /** The number of the finding a row belongs to; `nobody` where it names none. */
  number(kind: FindingKind, pattern: string, row: number): number {
    const actor = this.#figures.actorOf[row]!;
    const target = this.#figures.targetOf[row]!;
    if (kind !== 'target-crowd' && actor === nobody) return nobody;
    if (kind !== 'actor-pattern' && target === nobody) return nobody;
    if (kind === 'actor-target')
      return this.#numbers.add(pairKey(0, this.#figures.pairs.find(pairKey(actor, target))));
    if (kind === 'target-crowd') return this.#numbers.add(pairKey(1, target));
    let index = this.#patterns.indexOf(pattern);
    if (index < 0) index = this.#patterns.push(pattern) - 1;
    return this.#numbers.add(pairKey(2 + index, actor));
  }

  subject(number: number): FindingSubject {
    const key = this.#numbers.key(number);
    const group = Math.floor(key / 2 ** 26);
    const member = key % 2 ** 26;
    if (group === 0) {
      const actor = actorOfPair(this.#figures, member);
      const target = targetOfPair(this.#figures, member);
      return { kind: 'actor-target', actor, target, pattern: '' };
    }
    if (group === 1) return { kind: 'target-crowd', actor: nobody, target: member, pattern: '' };
    return { kind: 'actor-pattern', actor: member, target: nobody, pattern: this.#patterns[group - 2]! };
  }
}

/** Which row of which match belongs to which finding. Arrays run in parallel. */
interface Claims {
  readonly rows: Int32Array;
  readonly matches: Int32Array;
  readonly findings: Int32Array;
}

function claimsOf(
  matches: readonly CorrelationMatch[] | undefined,
  rows: Int32Array,
  findingOf: (row: number) => number,
): Claims {
  if (matches === undefined)
    return { rows, matches: new Int32Array(rows.length), findings: rows.map(findingOf) };
  const count = matches.reduce((sum, match) => sum + match.rows.length, 0);
  const claims = {
    rows: new Int32Array(count),
    matches: new Int32Array(count),
    findings: new Int32Array(count),
  };
  let at = 0;
  for (const [index, match] of matches.entries()) {
    for (const row of match.rows) {
      claims.rows[at] = row;
      claims.matches[at] = index;
      claims.findings[at++] = findingOf(row);
    }
  }
  return claims;
}

/** Splits a rule's rows by finding. */
function groundsOf(
  rule: Rule,
  { rows, matches: matchOf, findings }: Claims,
  matches: readonly CorrelationMatch[],
  { placeOf }: HitRows,
): Map<number, Ground> {
  const local = new NumberIndex();
  const counts: number[] = [];
  for (const finding of findings) {
    if (finding === nobody) continue;
    const index = local.add(finding);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  const starts = new Int32Array(local.size + 1);
  for (let index = 0; index < local.size; index++) starts[index + 1] = starts[index]! + counts[index]!;
  const places = new Int32Array(starts[local.size]!);
  const next = starts.slice();
  const strongest = new Int32Array(local.size).fill(-1);
  const lastMatch = new Int32Array(local.size).fill(-1);
  const matchCounts = new Int32Array(local.size);
  for (let claim = 0; claim < rows.length; claim++) {
    if (findings[claim] === nobody) continue;
    const index = local.find(findings[claim]!);
    places[next[index]!++] = placeOf(rows[claim]!);
    const match = matchOf[claim]!;
    if (rule.kind === 'detection' || lastMatch[index] === match) continue;
    lastMatch[index] = match;
    matchCounts[index]!++;
    const best = strongest[index]!;
    if (best < 0 || matches[match]!.peak > matches[best]!.peak) strongest[index] = match;
  }
  const grounds = new Map<number, Ground>();
  for (let index = 0; index < local.size; index++) {
    grounds.set(local.key(index), {
      rule,
      places: distinctAscending(places.subarray(starts[index], starts[index + 1])),
      strongest: strongest[index]! < 0 ? undefined : matches[strongest[index]!]!,
      matchCount: matchCounts[index]!,
    });
  }
  return grounds;
}

/** Sorts in place; equal numbers once. */
export function distinctAscending(numbers: Int32Array): Int32Array {
  numbers.sort();
  let kept = 0;
  for (let i = 0; i < numbers.length; i++) {
    if (i === 0 || numbers[i] !== numbers[i - 1]) numbers[kept++] = numbers[i]!;
  }
  return numbers.subarray(0, kept);
}

function describeLost(
  rule: Rule,
  kind: FindingKind | undefined,
  rows: Int32Array,
  subjects: Subjects,
  { actorOf, targetOf }: LogFigures,
): Unattributed {
  let events = 0;
  let withoutActor = 0;
  let withoutTarget = 0;
  for (const row of rows) {
    if (kind !== undefined && subjects.number(kind, patternOf(rule), row) !== nobody) continue;
    events++;
    if (kind !== 'target-crowd' && actorOf[row] === nobody) withoutActor++;
    if (kind !== 'actor-pattern' && targetOf[row] === nobody) withoutTarget++;
  }
  const { ruleId, title } = rule;
  return { ruleId, title, kind: kind ?? null, events, withoutActor, withoutTarget };
}
