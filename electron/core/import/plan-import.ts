import type { IntegrityNote, TimezoneBasis } from '../../../shared/contract/records.ts';
import type { CsvShape } from './csv/sniff.ts';
import type { DatePlan } from './dates/plan.ts';
import type { ColumnMapping } from './mapping/map-columns.ts';
import type { Profile } from './profiles/profile.ts';
import { type SurveyOptions, surveyFile } from './survey-file.ts';

/** How a file will be read: everything that was found out or decided before its records are. */
export interface ImportPlan {
  readonly sizeBytes: number;
  readonly shape: CsvShape;
  readonly profile: Profile | null;
  readonly mapping: ColumnMapping;
  readonly datePlan: DatePlan;
  readonly timezoneBasis: TimezoneBasis;
  readonly notes: readonly IntegrityNote[];
  /** The text is a table written out by us: a cell without quotes is no cell. */
  readonly isRendered: boolean;
}

/** Looks at a file and decides how to read it. Throws what refuses it; nothing is written. */
export function planImport(path: string, options: SurveyOptions): ImportPlan {
  const { sizeBytes, shape, profile, mapping, datePlan, timezoneBasis, notes, problem } = surveyFile(
    path,
    options,
  );
  if (problem) throw problem;
  if (!shape || !mapping || !datePlan || !timezoneBasis) {
    throw new Error(`${path} was looked at without a problem and without a plan`);
  }
  return {
    sizeBytes,
    shape,
    profile,
    mapping,
    datePlan,
    timezoneBasis,
    notes,
    isRendered: options.rendered ?? false,
  };
}
