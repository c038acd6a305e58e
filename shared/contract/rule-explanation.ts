import type { CellState } from '../vocabulary/cell-states.ts';
import type { EventRecord, RuleProblem, RuleStatus } from './records.ts';

/** What the editor and the Rules screen ask of core: why a rule matched or did not, and what a rule would do. */

/** `cannot-tell`: the log has no such column, or something else the answer depends on is not known. */
export type Answer = 'yes' | 'no' | 'cannot-tell';

export interface ExplainedCell {
  readonly field: string;
  /** As the log has it, at most 1,000 characters. */
  readonly text: string;
  readonly state: CellState;
}

/** One part of what a rule asks, with the answer the event gives. */
export interface ExplanationNode {
  readonly kind: 'and' | 'or' | 'not' | 'selection' | 'filter' | 'item';
  /** Name of the selection, title of the filter, or key of the item as the rule writes it. */
  readonly name: string;
  readonly answer: Answer;
  /** The rule's answer rests on this part: in a match on what matched, in a miss on what failed. */
  readonly decisive: boolean;
  readonly parts: readonly ExplanationNode[];
  /** Of an item only. */
  readonly item?: ExplainedItem;
}

export interface ExplainedItem {
  /** null: keywords, looked for in every cell. */
  readonly field: string | null;
  readonly line: number;
  readonly column: number;
  readonly presence: 'cell' | 'no-cell' | 'no-column';
  /** The field's cells (several where it is a list, and those it is compared with); of keywords the cells they are in. */
  readonly cells: readonly ExplainedCell[];
  /** Values with their answers, those that hold first; at most 20 of `valueCount`. */
  readonly values: readonly { readonly written: string; readonly answer: Answer }[];
  readonly valueCount: number;
  /** Why it cannot be told, where that is not a missing column; otherwise null. */
  readonly note: string | null;
}

export interface ExplainedDetection {
  readonly ruleId: string;
  readonly title: string;
  readonly answer: Answer;
  readonly tree: ExplanationNode;
}

/** The events of a correlation within one time span. */
export interface ExplainedWindow {
  readonly from: string;
  readonly to: string;
  readonly satisfied: boolean;
  /** The number the rule compares: events, distinct values, rules, or an amount. */
  readonly number: number;
  readonly eventCount: number;
  /** At most 100, in canonical order. */
  readonly events: readonly EventRecord[];
  /** Titles of rules that match nothing in it; of temporal types only. */
  readonly absentRules: readonly string[];
}

export interface ExplainedCorrelation {
  /** The exact condition in words. */
  readonly condition: string;
  readonly answer: Answer;
  readonly bases: readonly {
    readonly ruleId: string;
    readonly title: string;
    readonly status: RuleStatus['status'];
    readonly reason: string | null;
    readonly hits: number;
    /** The event is one of them; null where no event was asked about. */
    readonly hasEvent: boolean | null;
    /** Of a detection, why; null for a correlation or where no event was asked about. */
    readonly detection: ExplainedDetection | null;
  }[];
  /** Values of the group-by fields. */
  readonly group: readonly { readonly field: string; readonly text: string }[];
  /** The window nearest to the condition, around the event if one was asked about; null where there is none. */
  readonly window: ExplainedWindow | null;
  /** Why there is no window; otherwise null. */
  readonly note: string | null;
}

/** Why a rule matches an event, or how near it comes. */
export interface RuleExplanation {
  readonly ruleId: string;
  readonly title: string;
  readonly answer: Answer;
  /** false: the row repeats an event, and rules look at the one that stands for it. */
  readonly counted: boolean;
  readonly detection: ExplainedDetection | null;
  readonly correlation: ExplainedCorrelation | null;
}

/** What rules would find in a case; nothing of it is kept. */
export interface RuleTrial {
  readonly problems: readonly RuleProblem[];
  readonly rules: readonly {
    readonly status: RuleStatus;
    /** The first 100 events of its matches in canonical order. */
    readonly events: readonly EventRecord[];
    readonly eventCount: number;
    /** A correlation's first 100 matches; empty for a detection, whose every event is one. */
    readonly matches: readonly {
      readonly group: readonly string[];
      readonly peak: number;
      readonly eventCount: number;
      readonly first: string;
      readonly last: string;
    }[];
  }[];
}

export interface RuleLint {
  readonly ok: boolean;
  readonly problems: readonly RuleProblem[];
  readonly rules: readonly { readonly ruleId: string; readonly title: string }[];
}

/** One run of rules over the case. */
export interface RuleRunSummary {
  readonly run: number;
  readonly at: string;
  readonly by: string;
  readonly program: string;
  readonly zone: string | null;
  readonly ran: number;
  readonly notApplicable: number;
  readonly failed: number;
  /** Sum over all rules. */
  readonly hits: number;
}
