import type { IntegrityNote } from '../../../../shared/contract/records.ts';
import type { FieldName } from '../../../../shared/vocabulary/fields.ts';
import type { DateOptions } from '../dates/infer.ts';
import type { Profile } from '../profiles/profile.ts';
import { addressByContent, contentHints, contentNotes } from './content-notes.ts';
import { findTime, type TimeColumns, type TimeSearch, timeOfProfile } from './find-time.ts';
import { columnKeys, columnName, isUnnamed } from './header-key.ts';
import type { CandidateColumn, MappedColumn } from './mapped-column.ts';
import { looksLikeEventId, whyNotEventId } from './native-id.ts';
import { assignByProfile } from './profile-columns.ts';
import { fieldNames, openNameKeys } from './synonyms.ts';

export interface MappingRequest {
  readonly headers: readonly string[];
  /** Cells of the same records, by column. */
  readonly samples: readonly (readonly string[])[];
  readonly profile?: Profile | undefined;
}

export interface ColumnMapping {
  /** By position; at most one column for a field, two for `at` where date and time are apart. */
  readonly columns: readonly MappedColumn[];
  /** Null where no time was found: then there is a problem. */
  readonly at: TimeColumns | null;
  readonly notes: readonly IntegrityNote[];
  /** Why the file cannot be read so; each a sentence that says what to do. */
  readonly problems: readonly string[];
}

/**
 * Matches the columns of a file to canonical fields: by the profile, then by name, the time, the event id and the network
 * address also by content. Who acted and on whom is never guessed from content: such columns stay the source's own, and
 * a note says so.
 */
export function mapColumns({ headers, samples, profile }: MappingRequest): ColumnMapping {
  const keys = columnKeys(headers);
  const columns = headers.map(
    (header, index): CandidateColumn => ({
      index,
      header: columnName(header, index),
      key: keys[index]!,
      samples: samples[index] ?? [],
      field: null,
      how: null,
      settled: false,
    }),
  );
  const notes: IntegrityNote[] = headerNotes(columns);
  const problems: string[] = [];
  const byProfile = profile ? assignByProfile(columns, headers, profile) : null;
  notes.push(...(byProfile?.notes ?? []));
  problems.push(...(byProfile?.problems ?? []));
  const profileTimes = byProfile?.times ?? [];
  const options = dateOptions(profile);
  const search: TimeSearch =
    profileTimes.length > 0 ? timeOfProfile(profileTimes, options) : findTime(columns, options);
  notes.push(...search.notes);
  if (search.problem !== null) problems.push(search.problem);
  for (const index of search.time?.columns ?? []) assign(columns[index]!, 'at', search.time!.how);
  assignByName(columns, profile, notes);
  settleEventId(columns, search.time, notes);
  const address = addressByContent(columns);
  if (address) assign(address, 'ipAddress', 'content');
  notes.push(...contentNotes(columns, options), ...missingNotes(columns), ...contentHints(columns));
  return {
    columns: columns.map(({ index, header, field, how }) => ({ index, header, field, how })),
    at: search.time,
    notes,
    problems,
  };
}

function assign(column: CandidateColumn, field: FieldName, how: MappedColumn['how']): void {
  column.field = field;
  column.how = how;
}

function dateOptions(profile: Profile | undefined): DateOptions {
  return {
    order: profile?.dateOrder ?? undefined,
    twoDigitYearsFrom: profile?.twoDigitYearsFrom ?? undefined,
    serialEpochYear: profile?.serialEpochYear ?? undefined,
    epochUnit: profile?.epochUnit ?? undefined,
  };
}

function assignByName(
  columns: readonly CandidateColumn[],
  profile: Profile | undefined,
  notes: IntegrityNote[],
): void {
  const taken = new Set(columns.map(({ field }) => field));
  if (profile?.system) taken.add('system');
  const free = columns.filter(({ field, settled }) => field === null && !settled);
  let targets: readonly CandidateColumn[] = [];
  for (const [field, ranks] of fieldNames) {
    if (taken.has(field)) continue;
    const named = free
      .filter((column) => column.field === null && ranks.has(column.key))
      .toSorted((a, b) => ranks.get(a.key)! - ranks.get(b.key)! || a.index - b.index);
    const [first] = named;
    if (!first) continue;
    assign(first, field, 'name');
    taken.add(field);
    if (field === 'target') targets = named;
  }
  const others = targets.filter(({ field }) => field === null).map(({ header }) => JSON.stringify(header));
  if (others.length > 0) {
    notes.push({
      check: 'mapping-target',
      severity: 'notice',
      message: `column ${JSON.stringify(targets[0]!.header)} is taken for the target; ${others.join(', ')} could be it too and are kept as they are`,
    });
  }
  const openName = free.find(({ field, key }) => field === null && openNameKeys.has(key));
  if (openName && !taken.has('actor') && taken.has('target')) {
    assign(openName, 'actor', 'name');
    notes.push({
      check: 'mapping-actor',
      severity: 'warning',
      message: `column ${JSON.stringify(openName.header)} is taken for the actor because another column names the target. Check that it holds who searched`,
    });
  }
}

function settleEventId(
  columns: readonly CandidateColumn[],
  time: TimeColumns | null,
  notes: IntegrityNote[],
): void {
  const timeCells = time ? joinCells(time.columns.map((index) => columns[index]!.samples)) : [];
  const named = columns.find(({ field }) => field === 'nativeId');
  const reason = named && time ? whyNotEventId(named, timeCells) : null;
  if (named && reason) {
    named.field = null;
    named.how = null;
    notes.push(reason);
  }
  if (columns.some(({ field }) => field === 'nativeId')) return;
  const alike = columns.filter(
    (column) => column.key === '' && column.field === null && !column.settled && looksLikeEventId(column),
  );
  if (alike.length === 1) assign(alike[0]!, 'nativeId', 'content');
}

function joinCells(columns: readonly (readonly string[])[]): string[] {
  return (columns[0] ?? []).map((_, row) => columns.map((cells) => cells[row] ?? '').join(' '));
}

function headerNotes(columns: readonly CandidateColumn[]): IntegrityNote[] {
  const notes: IntegrityNote[] = [];
  const blank = columns.filter(({ header, index }) => isUnnamed(header, index));
  if (blank.length > 0) {
    const which = blank.map(({ header }) => header).join(', ');
    notes.push({ check: 'header-blank', severity: 'notice', message: `columns without a name: ${which}` });
  }
  const seen = new Set<string>();
  for (const { key, header, index } of columns) {
    if (key !== '' && seen.has(key)) {
      const message = `more than one column is named ${JSON.stringify(header)}: the first is used, the others are kept. Column #${index + 1} can be told as ${JSON.stringify(`${header} #${index + 1}`)}`;
      notes.push({ check: 'header-repeated', severity: 'warning', message });
    }
    seen.add(key);
  }
  return notes;
}

function missingNotes(columns: readonly CandidateColumn[]): IntegrityNote[] {
  const absent = (field: FieldName) => !columns.some((column) => column.field === field);
  const notes: IntegrityNote[] = [];
  const add = (severity: IntegrityNote['severity'], check: string, message: string) =>
    notes.push({ check, severity, message });
  if (absent('actor')) {
    add(
      'warning',
      'mapping-actor',
      'no column is known to say who acted: rules about actors cannot apply. If one does, name it in a profile (field "actor")',
    );
  }
  if (absent('target')) {
    add(
      'notice',
      'mapping-target',
      'no column is known to say whom or what an event is about: rules about targets cannot apply. If one does, name it in a profile (field "target")',
    );
  }
  const own = columns.filter(({ field }) => field === null).map(({ header }) => JSON.stringify(header));
  if (own.length > 0) add('info', 'mapping-own', `kept as the source's own columns: ${own.join(', ')}`);
  return notes;
}
