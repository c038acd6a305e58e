import type { FieldName } from '../../../../shared/vocabulary/fields.ts';

/** One column of a file on its way to a field. */
export interface MappedColumn {
  /** Position, 0-based. */
  readonly index: number;
  /** As in the file, or `#3` (its position) where it has no name. */
  readonly header: string;
  /** Canonical field; null for a column that is kept as the source's own. */
  field: FieldName | null;
  /** How the field was found; null where there is none. */
  how: 'profile' | 'name' | 'content' | null;
}

/** A column while it is judged. */
export interface CandidateColumn extends MappedColumn {
  /** What its name is compared by; empty where it has none. */
  readonly key: string;
  readonly samples: readonly string[];
  /** A profile says what it is, if only that it is the source's own: its name decides no more. */
  settled: boolean;
}
