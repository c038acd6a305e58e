import type { EventRecord, SourceRecord } from '../../../shared/contract/records.ts';
import { fieldDefinition, fields } from '../../../shared/vocabulary/fields.ts';
import { visibleString } from '../../ui/visible-pieces.ts';
import type { GridColumn } from './grid/event-grid.tsx';

/** Columns beyond the fields: where an event comes from. */
const placeColumns = ['source'] as const;

const titles: Readonly<Record<string, string>> = {
  at: 'Time',
  actor: 'Actor',
  actorName: 'Actor’s name',
  actorOrganization: 'Organization',
  actorUnit: 'Unit',
  system: 'System',
  action: 'Action',
  target: 'Target',
  targetKind: 'Kind of target',
  reason: 'Reason',
  caseNumber: 'Case number',
  purposeCode: 'Purpose code',
  offenseType: 'Offense',
  networksSearched: 'Networks searched',
  devicesSearched: 'Devices searched',
  timeFrame: 'Period asked for',
  filters: 'Filters',
  prompt: 'Prompt',
  moderation: 'System’s remark',
  result: 'Result',
  device: 'Device',
  ipAddress: 'Network address',
  ori: 'ORI',
  actorType: 'Kind of actor',
  onBehalfOf: 'On behalf of',
  actionClass: 'Class of action',
  targetName: 'Name of target',
  targetBirthDate: 'Birth date of target',
  targetRegion: 'Region of target',
  windowStart: 'Period from',
  windowEnd: 'Period to',
  statement: 'Statement',
  resultCount: 'Number of results',
  errorCode: 'Error code',
  clientProgram: 'Client program',
  location: 'Location',
  requestId: 'Request id',
  sequence: 'Sequence',
  act: 'Act',
  actRole: 'Role in the act',
  actTier: 'How the act was joined',
  session: 'Session',
  nativeId: 'Log’s own id',
  atNote: 'Note on the time',
  localDate: 'Date (case zone)',
  localWeek: 'Week (case zone)',
  localHour: 'Hour (case zone)',
  localWeekday: 'Weekday (case zone)',
  actorState: 'State of actor cell',
  targetState: 'State of target cell',
  reasonState: 'State of reason cell',
  caseNumberState: 'State of case cell',
  reasonKey: 'Reason, reduced',
  reasonKind: 'Kind of reason',
  caseReference: 'Case reference',
  caseReferenceState: 'Case reference state',
  source: 'File and record',
};

const widths: Readonly<Record<string, number>> = {
  // With a weekday, thousandths of a second and the offset: none of them may be cut off.
  at: 304,
  reason: 220,
  prompt: 260,
  filters: 200,
  source: 300,
  timeFrame: 200,
  actorOrganization: 180,
  localHour: 110,
};

const first = ['at', 'actor', 'actorName', 'system', 'action', 'target', 'caseNumber', 'reason', 'source'];
const hiddenAtFirst = new Set(['nativeId', 'session']);

/** The title of a field, derived fact or column of the log, with nothing in it hidden. */
export function fieldTitle(name: string): string {
  return own(titles, name) ?? visibleString(name);
}

/** What a table has under a name; a log may call a column `constructor`. */
export function own<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

export function columnOf(id: string, widthPx: number | undefined): GridColumn {
  const description = fieldDefinition(id)?.description;
  const column = { id, title: fieldTitle(id), widthPx: widthPx ?? own(widths, id) ?? 140 };
  return description === undefined ? column : { ...column, description };
}

/** What a case has to show: mapped fields, derived facts, and columns of the logs that map to none. */
export interface ColumnChoices {
  readonly fields: readonly string[];
  readonly facts: readonly string[];
  readonly extra: readonly string[];
}

/** `shown` are rows already fetched: their extra columns are known from them alone. */
export function columnChoices(
  sources: readonly SourceRecord[],
  shown: readonly EventRecord[],
): ColumnChoices {
  const mapped = new Set(sources.flatMap(({ mapping }) => Object.keys(mapping)));
  const facts = fields.filter(({ kind }) => kind === 'derived').map(({ name }) => name as string);
  return {
    fields: [
      ...fields.filter(({ name, kind }) => kind === 'canonical' && (name === 'at' || mapped.has(name))),
    ].map(({ name }) => name as string),
    facts,
    extra: [...new Set(shown.flatMap(({ extra }) => Object.keys(extra)))].toSorted(),
  };
}

/** The columns shown before anyone chose: what people read first, then what else the logs have. */
export function defaultColumns({ fields: known }: ColumnChoices): string[] {
  const present = new Set([...known, ...placeColumns]);
  const lead = first.filter((name) => present.has(name));
  const rest = known.filter((name) => !first.includes(name) && !hiddenAtFirst.has(name));
  const source = lead.pop()!;
  return [...lead, ...rest, source];
}
