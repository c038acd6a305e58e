import type { CellState } from '../vocabulary/cell-states.ts';

/** Two sources laid side by side, record by record. */
export interface SourceComparison {
  readonly first: ComparedSource;
  readonly second: ComparedSource;
  /** By what records are taken for the same: the log's own ids, or, without them in both, these fields together. */
  readonly matchedBy: 'native-id' | 'fields';
  readonly keyFields: readonly string[];
  /** From the later of both beginnings to the earlier of both ends; null where they have no time in common. */
  readonly commonPeriod: { readonly from: string; readonly to: string } | null;
  readonly counts: ComparedCounts;
  /** Fields and columns that both have and that differ in some record; most first. */
  readonly fields: readonly ComparedField[];
  /** Columns that only one of them has: they are not compared. */
  readonly columnsOnlyFirst: readonly string[];
  readonly columnsOnlySecond: readonly string[];
  readonly kind: ComparisonKind;
  /** Records of this kind, of which `rows` is a page. */
  readonly total: number;
  readonly rows: readonly ComparedRow[];
}

/** What a page of a comparison may hold. */
export const comparisonKinds = ['changed', 'redactions', 'onlyFirst', 'onlySecond'] as const;
export type ComparisonKind = (typeof comparisonKinds)[number];

export interface ComparedSource {
  readonly id: string;
  readonly file: string;
  readonly member?: string;
  readonly sheet?: string;
  /** Records that are in the case, repeats among them. */
  readonly rows: number;
  readonly firstEventAt: string | null;
  readonly lastEventAt: string | null;
}

export interface ComparedCounts {
  /** Different records that both have. */
  readonly inBoth: number;
  /** Of these: with other content in some field; with something hidden in one that is not, or is otherwise, in the other. */
  readonly changed: number;
  readonly redactionsChanged: number;
  /** Of both, those that have no id and of which only the time is the same: the only one in each source at that time. */
  readonly pairedByTime: number;
  /** In one only, within the common period. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** In one only, before or after the common period. */
  readonly outsideFirst: number;
  readonly outsideSecond: number;
  /** Further records of the same key in the same source; of these, with other content than the first of them. */
  readonly repeatsFirst: number;
  readonly repeatsSecond: number;
  readonly unlikeRepeatsFirst: number;
  readonly unlikeRepeatsSecond: number;
}

export interface ComparedField {
  readonly field: string;
  /** Records in which it differs otherwise than by what is hidden. */
  readonly changed: number;
  /** Shown in the first, hidden in the second; the reverse; hidden in both, in another way. */
  readonly newlyHidden: number;
  readonly newlyShown: number;
  readonly hiddenOtherwise: number;
}

export interface ComparedRow {
  readonly nativeId: string | null;
  readonly first: ComparedPlace | null;
  readonly second: ComparedPlace | null;
  /** Empty for a record that only one has. */
  readonly changes: readonly ComparedChange[];
}

export interface ComparedPlace {
  /** 1-based data record. */
  readonly row: number;
  readonly at: string;
  readonly actor: ComparedCell;
  readonly target: ComparedCell;
}

export interface ComparedCell {
  readonly text: string;
  readonly state: CellState;
}

export interface ComparedChange {
  readonly field: string;
  readonly before: ComparedCell;
  readonly after: ComparedCell;
  readonly how: 'changed' | 'newly-hidden' | 'newly-shown' | 'hidden-otherwise';
}
