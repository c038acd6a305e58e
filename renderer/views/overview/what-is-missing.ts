import type { SourceRecord } from '../../../shared/contract/records.ts';
import type { SourceKind } from '../../../shared/vocabulary/source-kinds.ts';
import { countOf } from '../../ui/number-format.ts';

export interface Missing {
  readonly what: string;
  /** What cannot be told without it. */
  readonly effect: string;
  /** Id of the source it is about; '' where it is about several. */
  readonly source?: string;
}

/** Reference tables and what stays open without them. */
const tables: readonly {
  readonly kinds: readonly SourceKind[];
  readonly what: string;
  readonly effect: string;
}[] = [
  {
    kinds: ['personnel'],
    what: 'No personnel table.',
    effect: 'Names, units and relatives of operators cannot be told.',
  },
  {
    kinds: ['cases', 'calls'],
    what: 'No case or call records.',
    effect: 'Whether a case number given is real cannot be told.',
  },
  {
    kinds: ['schedule'],
    what: 'No duty schedule.',
    effect: 'Whether an event was on or off shift cannot be told.',
  },
];

const fieldsWanted: readonly { readonly field: string; readonly what: string; readonly effect: string }[] = [
  { field: 'target', what: 'no target column', effect: 'whom an event was about cannot be told' },
  { field: 'reason', what: 'no reason column', effect: 'why it was done cannot be told' },
  {
    field: 'caseNumber',
    what: 'no case number column',
    effect: 'the case it was for cannot be told, except from reasons',
  },
];

/** What is missing from a case, the case's own first, then what its sources lack. */
export function whatIsMissing(sources: readonly SourceRecord[], timezone: string | null): Missing[] {
  const missing: Missing[] = [];
  if (timezone === null) {
    missing.push({ what: 'The case has no time zone.', effect: 'Hours and days are those of UTC.' });
  }
  for (const { kinds, what, effect } of tables) {
    if (!sources.some(({ kind }) => kinds.includes(kind))) missing.push({ what, effect });
  }
  const logs = sources.filter(({ kind }) => kind === 'events');
  for (const { field, what, effect } of fieldsWanted) {
    missing.push(...inSources(logs, ({ mapping }) => !mapping[field], what, effect));
  }
  missing.push(
    ...inSources(
      logs,
      ({ timezoneBasis }) => timezoneBasis.basis === 'unknown',
      'zone unknown',
      'its hours cannot be compared with others',
    ),
  );
  const withRejected = logs.filter(({ rowsRejected }) => rowsRejected > 0);
  const rejected = withRejected.reduce((sum, { rowsRejected }) => sum + rowsRejected, 0);
  missing.push(
    ...inSources(
      withRejected,
      () => true,
      `${countOf(rejected, 'row')} could not be read`,
      'listed with their text, and in no count of events',
    ),
  );
  return missing;
}

/** One entry for all sources that lack something: by name where it is one, by number where there are more. */
function inSources(
  sources: readonly SourceRecord[],
  lacks: (source: SourceRecord) => boolean,
  what: string,
  effect: string,
): Missing[] {
  const found = sources.filter(lacks);
  const [first] = found;
  if (!first) return [];
  return found.length === 1
    ? [{ what: `${first.file}: ${what}`, effect: `– ${effect}.`, source: first.id }]
    : [{ what: `${countOf(found.length, 'source')}: ${what}`, effect: `– ${effect}.`, source: '' }];
}
