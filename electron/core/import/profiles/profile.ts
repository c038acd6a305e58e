import type { FieldName } from '../../../../shared/vocabulary/fields.ts';
import type { SourceKind } from '../../../../shared/vocabulary/source-kinds.ts';
import type { CellMarkers } from '../cells/markers.ts';
import type { EpochUnitName } from '../dates/infer.ts';
import type { DateOrder } from '../dates/plan.ts';
import type { ContentKind } from '../mapping/content-kind.ts';

/** What is known of one kind of export: how its columns are named, what they mean, and what they cannot tell. */
export interface Profile {
  readonly id: string;
  readonly title: string;
  /** `events` for logs; another for a table that is no log, so that it is recognized and not read as one. */
  readonly kind: SourceKind;
  /** Where the names of the columns were verified; null for the generic profile and for one's own. */
  readonly source: string | null;
  /** Value of the canonical field `system` for every event; null where the log or nobody says it. */
  readonly system: string | null;
  /** Columns that must all be there. Two may name `at`: a date and a time. */
  readonly required: readonly ProfileColumn[];
  readonly optional: readonly ProfileColumn[];
  /** Fields that stand in one of several columns. */
  readonly firstOf: readonly FieldChoice[];
  /** Columns that must not be there: with one of them, what the profile says it cannot tell would be untrue. */
  readonly absent: readonly string[];
  /** Elements of arrays that are told by their content: `agent[user].who` is `agent[2].who` where that is the user. */
  readonly elements: readonly ArrayElement[];
  /** All columns of the file that the profile was saved for: they must be there, in any order. Null for others. */
  readonly headers: readonly string[] | null;
  /** What columns must hold, where names do not tell: a file without a header, a format with few common names. */
  readonly contents: readonly ColumnContent[];
  /** Zone of times that carry none. */
  readonly zone: string | null;
  readonly dateOrder: DateOrder | null;
  /** First of the hundred years that two-digit years stand for. */
  readonly twoDigitYearsFrom: number | null;
  /** Times are a spreadsheet's serial days since this year. */
  readonly serialEpochYear: 1900 | 1904 | null;
  /** Times are counts since 1970 in this unit. */
  readonly epochUnit: EpochUnitName | null;
  /** Texts that stand for something else in the cells of such files. */
  readonly markers: CellMarkers | null;
  /** Shown to the examiner with every source of this kind. */
  readonly notes: readonly string[];
  /** What no event of this kind can tell, as sentences for findings and reports. */
  readonly cannotTell: readonly string[];
}

export interface ProfileColumn {
  /** Name of the column, or `#3`, or `Name #3` (mapping/column-reference.ts). */
  readonly header: string;
  /** Null for a column that stays the source's own whatever its name. */
  readonly field: FieldName | null;
}

/** The column that mostly has the field's value, of those that are there; ties go to the first. */
export interface FieldChoice {
  readonly field: FieldName;
  readonly headers: readonly string[];
}

/** The element of an array whose column `key` holds one of `values`, or whose column `key` is not blank. */
export interface ArrayElement {
  /** What the profile's columns call it. */
  readonly name: string;
  readonly array: string;
  readonly key: string;
  readonly values: readonly string[];
}

export interface ColumnContent {
  readonly header: string;
  /** A shape, or the texts of which every cell must be one. */
  readonly content: ContentKind | readonly string[];
}
