import type { Level } from '../../../shared/vocabulary/levels.ts';
import type { CorrelationSection } from './correlation-section.ts';
import type { DetectionNode } from './detection.ts';
import type { LogSource } from './logsource.ts';
import type { OwnBlock } from './own-block.ts';

/** What all kinds of rule say about themselves, and where they stand. */
export interface RuleHeader {
  /** The rule's id; without one its name; without either, file name and place in the file. */
  readonly ruleId: string;
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly title: string;
  readonly level: Level;
  readonly status: string;
  readonly description: string;
  readonly author: string;
  readonly license: string;
  readonly references: readonly string[];
  readonly falsePositives: readonly string[];
  readonly tags: readonly string[];
  readonly file: string;
  /** Where the rule begins in its file, 1-based. */
  readonly line: number;
  readonly column: number;
  /** The rule as its file has it, and after it the filters that apply: what a report prints. */
  readonly text: string;
}

export interface DetectionRule extends RuleHeader {
  readonly kind: 'detection';
  readonly logsource: LogSource;
  readonly detection: DetectionNode;
  /** Filters that apply, each to be true beside the detection. */
  readonly filters: readonly FilterRule[];
  /** Reported on its own; false where it only serves correlations. */
  readonly standalone: boolean;
  readonly own: OwnBlock | undefined;
}

export interface CorrelationRule extends RuleHeader {
  readonly kind: 'correlation';
  readonly correlation: CorrelationSection;
  /** The rules it rests on, in the order it names them. */
  readonly bases: readonly Rule[];
  /** For each base the fields to group its events by, aliases replaced. */
  readonly groupFields: readonly (readonly string[])[];
  readonly standalone: boolean;
  readonly own: OwnBlock | undefined;
}

/** A rule that can run. */
export type Rule = DetectionRule | CorrelationRule;

/** A filter: a condition that is added, as written, to the rules it names. */
export interface FilterRule extends RuleHeader {
  readonly kind: 'filter';
  readonly logsource: LogSource;
  readonly detection: DetectionNode;
}

/** A rule that cannot run, with the first thing that is wrong with it. */
export interface RefusedRule {
  readonly ruleId: string;
  readonly title: string;
  readonly file: string;
  readonly reason: string;
  readonly line: number;
  readonly column: number;
}

/** The rule and all it rests on. */
export function withBases(rule: Rule, into: Set<Rule> = new Set()): Rule[] {
  into.add(rule);
  if (rule.kind === 'correlation') for (const base of rule.bases) withBases(base, into);
  return [...into];
}
