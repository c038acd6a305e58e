import type { RuleStatus } from '../../../shared/contract/records.ts';
import type { RefusedRule, Rule } from './rule.ts';

/** What one rule made of the events of a table. */
export interface RuleOutcome {
  /** A refused rule has the status `failed`. */
  readonly rule: Rule | RefusedRule;
  readonly status: RuleStatus;
  /** Every row the rule points at, ascending, each once; for a correlation the rows of all its matches. Empty unless ran. */
  readonly rows: Int32Array;
  /** A correlation's matches in order of their last event; empty for a detection rule, whose every row is a match. */
  readonly matches: readonly CorrelationMatch[];
}

/**
 * One burst of a correlation: windows of one group that satisfied the condition and overlap are one match. Ties of
 * time are broken by (source SHA-256, record number), so that a match does not depend on the order of files.
 */
export interface CorrelationMatch {
  /** Values of the group-by fields as the log has them (first event of the match), in the order of the rule's group-by. */
  readonly group: readonly string[];
  /** Rows of all windows of the burst, in canonical order. */
  readonly rows: Int32Array;
  /** The number compared, at its peak over the windows of the burst: events, or distinct values. */
  readonly peak: number;
  /** value_count: distinct values counted in the burst in order of first occurrence, at most five. */
  readonly values: readonly string[];
  /** value_count: number of distinct values counted over the whole burst; otherwise 0. */
  readonly distinct: number;
}
