import type { FieldName } from '../../../../shared/vocabulary/fields.ts';
import type { DateOrder } from '../dates/plan.ts';

/** What is known of one kind of export: how its columns are named, what they mean, and what they cannot tell. */
export interface Profile {
  readonly id: string;
  readonly title: string;
  /** Value of the canonical field `system` for every event; null where the log or nobody says it. */
  readonly system: string | null;
  /** Column names that must all be there, and the canonical field of each; two may name `at`: a date and a time. */
  readonly required: readonly ProfileColumn[];
  readonly optional: readonly ProfileColumn[];
  /** Zone of times that carry none. */
  readonly zone: string | null;
  readonly dateOrder: DateOrder | null;
  /** First of the hundred years that two-digit years stand for. */
  readonly twoDigitYearsFrom: number | null;
  /** Times are a spreadsheet's serial days since this year. */
  readonly serialEpochYear: 1900 | 1904 | null;
  /** Shown to the examiner with every source of this kind. */
  readonly notes: readonly string[];
  /** What no event of this kind can tell, as sentences for findings and reports. */
  readonly cannotTell: readonly string[];
}

export interface ProfileColumn {
  readonly header: string;
  readonly field: FieldName;
}
