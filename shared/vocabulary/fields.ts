/** One field that events can have: canonical ones come from the log, derived ones (facts) are computed from it. */
export interface FieldDefinition {
  readonly name: string;
  readonly type: 'time' | 'text' | 'number';
  readonly kind: 'canonical' | 'derived';
  readonly description: string;
}

const canonical = (name: string, type: FieldDefinition['type'], description: string): FieldDefinition => ({
  name,
  type,
  kind: 'canonical',
  description,
});
const derived = (name: string, type: FieldDefinition['type'], description: string): FieldDefinition => ({
  name,
  type,
  kind: 'derived',
  description,
});

/** The fields every importer maps to and every rule may use. Names are used as they stand in rules and JSON. */
export const fields = [
  canonical('at', 'time', 'When the event happened: UTC, microseconds since 1970-01-01'),
  canonical('actor', 'text', 'Who acted, as the log identifies them: account, name or pseudonym'),
  canonical('actorName', 'text', 'Display name of the actor, where the log has it beside an identifier'),
  canonical('actorOrganization', 'text', 'Agency or organization of the actor'),
  canonical('actorUnit', 'text', 'Unit, department or role of the actor'),
  canonical(
    'actorType',
    'text',
    'What kind of actor it is: person, administrator, role, service, application',
  ),
  canonical(
    'onBehalfOf',
    'text',
    'A person or account beside the actor: attention line of a message switch, upstream or impersonated account, operating-system login behind a database account',
  ),
  canonical('system', 'text', 'The system or database that was used'),
  canonical('action', 'text', 'What was done: type of search, view, print, export, change'),
  canonical('actionClass', 'text', 'Broader class of the action: read, write, administration, export'),
  canonical('target', 'text', 'Whom or what the event is about: plate, person, record, patient'),
  canonical('targetName', 'text', 'Name of the target, where the log has it beside an identifier'),
  canonical('targetKind', 'text', 'What kind of thing the target is'),
  canonical(
    'targetBirthDate',
    'text',
    'Date of birth of the person the event is about, as the log writes it',
  ),
  canonical('targetRegion', 'text', 'State or country that issued the plate or license of the target'),
  canonical('reason', 'text', 'The reason the actor gave'),
  canonical('caseNumber', 'text', 'The case, incident or reference number the actor gave'),
  canonical('purposeCode', 'text', 'Coded purpose, such as an NCIC purpose code'),
  canonical('offenseType', 'text', 'Offense chosen from a list'),
  canonical('networksSearched', 'number', 'How many networks or agencies the search reached'),
  canonical('devicesSearched', 'number', 'How many devices or cameras the search reached'),
  canonical('timeFrame', 'text', 'The period of records asked for, as the log writes it'),
  canonical('windowStart', 'text', 'Beginning of the period of records asked for, as the log writes it'),
  canonical('windowEnd', 'text', 'End of the period of records asked for, as the log writes it'),
  canonical('filters', 'text', 'Filters of the search'),
  canonical('prompt', 'text', 'Free text typed into a search'),
  canonical('statement', 'text', 'Statement, query or message that was run or sent, such as SQL'),
  canonical('moderation', 'text', 'What the system itself said of the search: allow, warn, block'),
  canonical('result', 'text', 'Outcome of the action, as the log writes it'),
  canonical('resultCount', 'number', 'How many results, records or rows the action returned'),
  canonical(
    'errorCode',
    'text',
    'Code or text of the error, as the log writes it; some write 0 where there was none',
  ),
  canonical('device', 'text', 'Terminal, workstation or mobile unit'),
  canonical('clientProgram', 'text', 'Program or user agent the actor used'),
  canonical('ipAddress', 'text', 'Network address the actor came from'),
  canonical('location', 'text', 'Site, region or place of the access, as the log names it'),
  canonical('ori', 'text', 'Originating agency identifier'),
  canonical('session', 'text', 'Session identifier'),
  canonical('requestId', 'text', 'Identifier of the request or transaction: it joins the rows of one act'),
  canonical('nativeId', 'text', "The log's own identifier of the event"),
  canonical('sequence', 'number', 'Running number the log gives its records: gaps in it are gaps in the log'),
  derived(
    'atNote',
    'text',
    'How the time was read where that is remarkable: skipped-by-clock-change, repeated-by-clock-change, zone-not-in-text, leap-second',
  ),
  derived('localDate', 'text', 'Calendar date in the case zone, YYYY-MM-DD'),
  derived('localWeek', 'text', 'ISO 8601 week in the case zone, YYYY-Www'),
  derived('localHour', 'number', 'Hour of day in the case zone, 0 to 23'),
  derived('localWeekday', 'number', 'ISO day of the week in the case zone, 1 Monday to 7 Sunday'),
  derived('actorState', 'text', 'Cell state of actor'),
  derived('targetState', 'text', 'Cell state of target'),
  derived('reasonState', 'text', 'Cell state of reason'),
  derived('caseNumberState', 'text', 'Cell state of caseNumber'),
  derived(
    'reasonKey',
    'text',
    'Reason reduced for comparison: case folded, + and runs of white space as one space, outer punctuation cut',
  ),
  derived(
    'reasonKind',
    'text',
    'blank, placeholder, single-character, keyboard-run, number, catch-all, one-word, text; hidden where redacted or withheld',
  ),
  derived(
    'caseReference',
    'text',
    'The case number given, or one that stands in the reason; upper case, white space cut; absent where there is none',
  ),
  derived(
    'caseReferenceState',
    'text',
    'present, none, or cannot-tell where the cells that could hold one are hidden; absent where the source has no case column',
  ),
  derived(
    'act',
    'text',
    'The act the event belongs to, named by its first record (beginning of the SHA-256 of its source, and record): several records can tell one act',
  ),
  derived(
    'actRole',
    'text',
    'first, or derived (ran by itself after it), completion (adds to it), copy (tells it again): `actRole: first` counts acts',
  ),
  derived(
    'actTier',
    'text',
    'Why the event belongs to an act with an earlier one, the surest first: same-id, same-record, statement, client-server, chained, same-second; absent for the first',
  ),
] as const satisfies readonly FieldDefinition[];

export type FieldName = (typeof fields)[number]['name'];

const byName = new Map<string, FieldDefinition>(fields.map((field) => [field.name, field]));

/** The definition of a canonical or derived field; undefined for a source's own column. */
export function fieldDefinition(name: string): FieldDefinition | undefined {
  return byName.get(name);
}
