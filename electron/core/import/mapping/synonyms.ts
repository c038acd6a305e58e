import type { FieldName } from '../../../../shared/vocabulary/fields.ts';
import { headerKey } from './header-key.ts';

/**
 * Names that columns have in logs, by canonical field, the surest first: Flock exports, message-switch logs
 * (NCIC/Nlets), health record access logs, Oracle, SQL Server and MySQL audit, Microsoft 365 and Azure, CloudTrail,
 * Splunk, Elastic, and what is common elsewhere. Case, spaces and punctuation do not count. A name that means
 * different things in different systems ("comments", "message", "name") stands nowhere.
 */
const names: Partial<Record<FieldName, string>> = {
  actor: `actor, user id, username, user, user login, user principal name, upn, user email, login name, login,
    operator id, operator, officer id, officer, badge number, badge, employee id, employee, searched by, requested by,
    performed by, accessed by, viewed by, queried by, run by, requestor, requester, searcher, searching user,
    clinician id, provider id, staff id, emp id, dbusername, db user, server principal name, os username, account.user,
    login.user, initiated by, user identity arn, user identity user name, subject user name, src user, account name,
    account, principal, uid, created by, email`,
  actorName: `actor name, user full name, user display name, display name, full name, user name, officer name,
    operator name, employee name, staff name, clinician name, searcher name`,
  actorOrganization: `actor organization, org name, organization name, organization, organisation, agency name, agency,
    searching agency, requesting agency, user agency, user organization, org, org id, organization id, tenant,
    tenant name, company, facility, facility name`,
  actorUnit: `actor unit, unit, department, division, bureau, section, assignment, user department, department name,
    user role, role, job title, title, user title, rank`,
  system: `system, system name, source system, database, database name, application, application name, app, app name,
    workload, event source, product, service, service name, module`,
  action: `action, search type, event name, operation, operation name, operation type, action name, event.action,
    transaction type, message key, mke, query type, activity type, activity, event type, action type, action id,
    session action, access type, access action, metric name, metric id, audit action, audit type, command,
    command class, function, event, event class`,
  target: `target, license plate, plate, plate number, license plate number, plate searched, lic, tag, patient id,
    pat id, mrn, patient mrn, patient, patient name, target name, target id, person searched, person name, subject,
    subject name, subject id, nam, oln, vin, ssn, driver license number, license number, search term, search terms,
    search value, search key, searched for, queried value, customer id, member id, object name, obj name, object id,
    object, resource, resource name, resource id, document, document id, file name, item`,
  targetKind:
    'target kind, target type, subject type, object type, resource type, entity type, search category',
  reason: `reason, search reason, reason for search, reason for access, access reason, query reason, reason text,
    reason description, purpose, purpose of use, search purpose, justification, purpose of search, purpose of access,
    business justification, stated purpose`,
  caseNumber: `case number, case #, case no, case num, case nbr, case id, case, case reference, incident number,
    incident #, incident no, incident id, incident, report number, report #, cad number, cad #, cad incident,
    cfs number, call number, complaint number, file number, reference number, reference #, reference no, reference id,
    ref number, ref #, reference, ref, ticket number, ticket #, ticket, ticket id`,
  purposeCode: `purpose code, pur, purpose of use code, permissible use, permissible purpose, permissible use code,
    dppa code, dppa, glba code, glba, reason code, iii purpose code, inquiry purpose code`,
  offenseType: `offense type, offense, offence type, offence, crime type, offense code, nibrs code, nibrs offense, nibrs,
    charge, crime, incident type`,
  networksSearched: `networks searched, total networks searched, network count, networks, total networks,
    agencies searched, number of networks, number of agencies, total agencies searched`,
  devicesSearched: `devices searched, total devices searched, camera count, cameras searched, cameras, device count,
    total cameras searched, number of cameras, number of devices, total cameras`,
  timeFrame: `time frame, time range, date range, search window, search period, query date range, search time frame,
    search date range, period, lookback`,
  filters: `filters, filter, search filters, vehicle filters, criteria, search criteria, query parameters, query pars,
    search parameters, request parameters, parameters`,
  prompt: 'prompt, text prompt, freeform, freeform text, free text, natural language query',
  moderation: 'moderation, moderation result, moderation verdict',
  result: `result, outcome, event.outcome, result status, status, return code, succeeded, success, results, result count,
    results count, number of results, match count, hits, hit, response, response code, error code`,
  device: `device, device name, device id, workstation, workstation id, workstation name, terminal, terminal id, mnemonic,
    mobile unit, station, computer, computer name, machine, machine name, user host, client host, hostname, host, pc`,
  ipAddress: `ip address, ip, client ip, client ip address, source ip, source ip address, src ip, user ip, remote address,
    remote addr, remote ip, caller ip address, actor ip address, ip addr, login.ip, client address, source address`,
  ori: 'ori, ori number, requesting ori, agency ori, user ori, originating agency identifier',
  session: `session, session id, session key, session number, sid, connection id, logon id, audit session id`,
  nativeId: `native id, event id, search id, query id, audit id, log id, access id, entry id, audit record id,
    audit event id, event uuid, unique id, uuid, guid, transaction id, id, event unique id, audit log id,
    message number, record id`,
};

/** Name keys by field, in the order in which fields choose their columns; the value is the rank, surest 0. */
export const fieldNames: readonly (readonly [FieldName, ReadonlyMap<string, number>])[] = (
  Object.entries(names) as [FieldName, string][]
).map(([field, list]) => [field, rankedKeys(list)]);

/** Whether a name key belongs to a field other than the time. */
export function isFieldName(key: string): boolean {
  return fieldNames.some(([, ranks]) => ranks.has(key));
}

/** Says who or whom, but not which: taken for the actor only where another column names the target. */
export const openNameKey = 'name';

/** Name keys of columns that hold the moment of the event, or its date or its time alone; the value is the rank. */
export const momentNames =
  rankedKeys(`search time, search date time, search timestamp, searched at, searched on,
  event time, event timestamp, event date time, timestamp, time stamp, _time, date time, time generated, access time,
  access instant, access date time, access timestamp, accessed at, query time, query date time, query timestamp,
  transaction time, transaction date time, transaction timestamp, request time, request timestamp, request date time,
  activity time, activity date time, action time, action date time, audit time, audit timestamp, log time,
  log timestamp, logged at, recorded, recorded at, occurred at, occurred, creation time, creation date, created at,
  created date time, extended timestamp, viewed at, view time, run date time, performed at, at, time, search date,
  event date, access date, query date, transaction date, request date, activity date, action date, audit date,
  log date, run date, created, date, start time, time of search, date of search, date and time,
  search date and time, local time`);

function rankedKeys(list: string): ReadonlyMap<string, number> {
  return new Map(list.split(',').map((name, rank) => [headerKey(name), rank]));
}
