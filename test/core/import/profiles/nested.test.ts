import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { json, jsonText, pipes, read } from './tables.ts';

const data = new URL('../../../../../shared/data/', import.meta.url).pathname;

describe('Palantir', () => {
  const audit2 = {
    type: 'audit.2',
    time: '2025-06-18T00:02:04.789123Z',
    uid: 'u-1',
    sid: 's-1',
    traceId: 't-1',
    otherUids: ['u-0'],
    origin: '10.0.0.1',
    name: 'GET_OBJECT',
    result: 'SUCCESS',
    requestParams: { objectId: 'o-1' },
    resultParams: {},
  };
  const audit3 = {
    ...audit2,
    type: 'audit.3',
    host: 'h',
    product: 'foundry',
    productVersion: '1',
    producerType: 'SERVER',
    eventId: '7c0f8f4e-4d8e-4a53-9a10-6d9b2f1c0001',
    categories: ['dataLoad', 'dataExport'],
    users: [{ uid: 'u-2', userName: 'other' }],
    origins: ['10.0.0.1'],
    sourceOrigin: '10.0.0.2',
  };

  test('audit.2', async () => {
    const { profile, fields } = read(await json([audit2]));
    expect(profile?.id).toBe('palantir-audit-2');
    expect(fields).toEqual({
      time: 'at',
      uid: 'actor',
      sid: 'session',
      traceId: 'requestId',
      otherUids: 'onBehalfOf',
      origin: 'ipAddress',
      name: 'action',
      result: 'result',
    });
  });

  test('audit.3: verified origin first, no id of the line, nobody of the list taken for the actor', async () => {
    const { profile, fields } = read(await json([audit3]));
    expect(profile?.id).toBe('palantir-audit-3');
    expect(fields).toMatchObject({
      uid: 'actor',
      product: 'system',
      categories: 'actionClass',
      sourceOrigin: 'ipAddress',
    });
    expect(Object.keys(fields)).not.toContain('eventId');
    expect(Object.keys(fields)).not.toContain('users[0].userName');
  });

  test('another log with such keys is neither', async () => {
    expect(read(await json([{ ...audit2, type: 'request.2' }])).profile).toBeNull();
    expect(read(await json([{ ...audit2, type: '' }])).profile).toBeNull();
  });
});

describe('FHIR AuditEvent, in the shapes of the BALP examples', () => {
  const server = {
    type: { coding: [{ code: '110153' }] },
    who: { reference: 'Device/ex-device' },
    requestor: false,
    network: { address: 'http://server.example.com/fhir', type: '5' },
  };
  const client = {
    type: { coding: [{ code: '110152' }] },
    who: { display: 'myMachine.example.org' },
    requestor: false,
    network: { address: '192.0.2.7', type: '2' },
  };
  const user = { type: { coding: [{ code: 'IRCP' }] }, who: { display: 'John Smith' }, requestor: true };
  const patient = {
    type: { code: '1' },
    role: { code: '1' },
    what: { reference: 'Patient/ex-patient' },
  };
  const list = { type: { code: '2' }, role: { code: '4' }, what: { reference: 'List/ex-list' } };
  const request = { type: { code: 'XrequestId' }, what: { identifier: { value: '76d148b6-586d' } } };
  const event = (agent: readonly unknown[], entity: readonly unknown[]) => ({
    resourceType: 'AuditEvent',
    id: `e${agent.length}${entity.length}`,
    type: { code: 'rest' },
    subtype: [{ code: 'read' }],
    action: 'R',
    recorded: '2020-04-29T09:49:00.000Z',
    outcome: '0',
    source: { site: 'server.example.com', observer: { reference: 'Device/ex-device' } },
    agent,
    entity,
  });
  const usual = event([server, client, user], [patient, list, request]);

  test('the user, the patient and the request are found by what they are', async () => {
    const { profile, fields, mapping } = read(await json([usual, usual]));
    expect(profile?.id).toBe('fhir-audit-event');
    expect(fields).toEqual({
      id: 'nativeId',
      'type.code': 'actionClass',
      'subtype[0].code': 'action',
      recorded: 'at',
      outcome: 'result',
      'source.site': 'location',
      'source.observer.reference': 'system',
      'agent[2].type.coding[0].code': 'actorType',
      'agent[2].who.display': 'actor',
      'entity[0].type.code': 'targetKind',
      'entity[0].what.reference': 'target',
      'entity[2].what.identifier.value': 'requestId',
    });
    expect(mapping.problems).toEqual([]);
  });

  test('so in a Bundle, whose entries hold the records', async () => {
    const bundle = { resourceType: 'Bundle', type: 'searchset', entry: [{ resource: usual }] };
    const { profile, fields } = read(await jsonText(JSON.stringify(bundle)));
    expect(profile?.id).toBe('fhir-audit-event');
    expect(fields).toEqual(read(await json([usual])).fields);
  });

  test('an event without a user has no actor; its other agents are not taken for one', async () => {
    const alone = event([server, client], [patient]);
    const { fields } = read(await json([alone]));
    expect(Object.values(fields)).not.toContain('actor');
    expect(read(await json([usual, alone])).fields['agent[2].who.display']).toBe('actor');
  });

  test('where the user stands at different places, nobody is taken', async () => {
    const { fields, mapping } = read(await json([usual, event([user, server, client], [patient])]));
    expect(Object.values(fields)).not.toContain('actor');
    expect(fields['entity[0].what.reference']).toBe('target');
    expect(mapping.notes).toContainEqual(
      expect.objectContaining({
        check: 'mapping-element',
        message: expect.stringContaining('agent[0], agent[2]'),
      }),
    );
  });

  test('another resource is not an audit event', async () => {
    expect(read(await json([{ ...usual, resourceType: 'Provenance' }])).profile).toBeNull();
  });
});

describe('CloudTrail', () => {
  const folder = join(data, 'cloudtrail');

  test('the real files, each for itself', async (context) => {
    if (!existsSync(folder)) return context.skip(`${folder} is not there`);
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect(files.length).toBe(12);
    for (const file of files) {
      const { profile, fields, mapping } = read(await jsonText(readFileSync(join(folder, file), 'utf8')));
      expect(profile?.id, file).toBe('aws-cloudtrail');
      expect(fields, file).toMatchObject({
        eventTime: 'at',
        eventSource: 'system',
        eventName: 'action',
        eventID: 'nativeId',
        sourceIPAddress: 'ipAddress',
        requestID: 'requestId',
        awsRegion: 'location',
      });
      expect(Object.values(fields), file).toContain('actor');
      expect(mapping.problems, file).toEqual([]);
    }
  });

  const record = (userIdentity: Readonly<Record<string, string>>) => ({
    eventVersion: '1.08',
    userIdentity,
    eventTime: '2023-07-10T11:42:36Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    sourceIPAddress: '10.0.0.1',
    eventID: JSON.stringify(userIdentity),
    resources: [{ type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::b' }],
  });
  const person = record({ type: 'IAMUser', arn: 'arn:aws:iam::1:user/b', userName: 'b', principalId: 'A' });
  const service = record({ type: 'AWSService', invokedBy: 'ec2.amazonaws.com' });

  test('the actor is the column that mostly says one; the others stay, and a note counts what is lost', async () => {
    const { fields, mapping } = read(await json([person, person, service]));
    expect(fields).toMatchObject({
      'userIdentity.arn': 'actor',
      'userIdentity.userName': 'actorName',
      'userIdentity.type': 'actorType',
      'resources[0].ARN': 'target',
    });
    expect(mapping.notes.filter(({ check }) => check === 'mapping-choice')).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message: expect.stringContaining('in 1 of 3 sampled records'),
      }),
    ]);
  });

  test('a file of services only has them as actors', async () => {
    expect(read(await json([service])).fields['userIdentity.invokedBy']).toBe('actor');
  });
});

describe('Microsoft', () => {
  test('OfficeActivity', async () => {
    const { profile, fields } = read(
      await json([
        {
          TimeGenerated: '2025-06-18T00:02:04Z',
          Operation: 'MailItemsAccessed',
          UserId: 'a@example.org',
          ResultStatus: 'Succeeded',
          ClientIP: '10.0.0.1',
          OfficeWorkload: 'Exchange',
          OfficeObjectId: 'o-1',
          UserType: 'Regular',
        },
      ]),
    );
    expect(profile?.id).toBe('microsoft-365-office-activity');
    expect(fields).toEqual({
      TimeGenerated: 'at',
      Operation: 'action',
      UserId: 'actor',
      ResultStatus: 'result',
      ClientIP: 'ipAddress',
      OfficeWorkload: 'system',
      OfficeObjectId: 'target',
      UserType: 'actorType',
    });
  });

  test('audit records, whose times are UTC without saying so', async () => {
    const { profile, fields } = read(
      await json([
        {
          CreationTime: '2025-06-18T00:02:04',
          Id: 'r-1',
          Operation: 'FileAccessed',
          OrganizationId: 'o',
          RecordType: 6,
          ResultStatus: 'Succeeded',
          UserKey: 'k',
          UserType: 0,
          Workload: 'SharePoint',
          ClientIP: '10.0.0.1',
          UserId: 'a@example.org',
          ObjectId: 'https://example.org/f',
        },
      ]),
    );
    expect(profile).toMatchObject({ id: 'microsoft-365-activity-api', zone: 'UTC' });
    expect(fields).toMatchObject({ CreationTime: 'at', UserId: 'actor', ObjectId: 'target', Id: 'nativeId' });
  });

  test('Entra: who did it from a text or from an object', async () => {
    const entry = {
      TimeGenerated: '2025-06-18T00:02:05Z',
      ActivityDateTime: '2025-06-18T00:02:04Z',
      OperationName: 'Add user',
      CorrelationId: 'c',
      Category: 'UserManagement',
      LoggedByService: 'Core Directory',
      Result: 'success',
    };
    const asText = read(await json([{ ...entry, Identity: 'Jo', InitiatedBy: '{"user":{}}' }]));
    expect(asText.profile?.id).toBe('microsoft-entra-audit');
    expect(asText.fields).toMatchObject({ ActivityDateTime: 'at', Identity: 'actor' });
    const asObject = read(
      await json([
        {
          ...entry,
          InitiatedBy: { user: { userPrincipalName: 'a@example.org', ipAddress: '10.0.0.1' } },
          TargetResources: [{ userPrincipalName: 'b@example.org', type: 'User' }],
        },
      ]),
    );
    expect(asObject.fields).toMatchObject({
      'InitiatedBy.user.userPrincipalName': 'actor',
      'InitiatedBy.user.ipAddress': 'ipAddress',
      'TargetResources[0].userPrincipalName': 'target',
    });
  });
});

describe('collections of logs', () => {
  test('Splunk: lines with a result each, or columns', async () => {
    const result = {
      _time: '2025-06-18T00:02:04.000+00:00',
      _raw: 'raw',
      host: 'h',
      source: 's',
      sourcetype: 'st',
      user: 'jdoe',
      action: 'search',
      src_ip: '10.0.0.1',
    };
    const columns = read(await json([result]));
    expect(columns.profile?.id).toBe('splunk-export');
    expect(columns.fields).toEqual({ _time: 'at', user: 'actor', action: 'action', src_ip: 'ipAddress' });
    const lines = read(await json([{ preview: false, result }]));
    expect(lines.profile?.id).toBe('splunk-export');
    expect(lines.fields).toEqual(columns.fields);
    const asColumns = read(pipes('preview|result._time|result.user|result.src_ip', 'false|x|jdoe|10.0.0.1'));
    expect(asColumns.fields).toMatchObject({ 'result.user': 'actor', 'result.src_ip': 'ipAddress' });
  });

  test('Elastic: hits or columns; what a program gives for its outcome is no reason', async () => {
    const source = {
      '@timestamp': '2025-06-18T00:02:04.000Z',
      user: { name: 'jdoe', full_name: 'Jo Doe' },
      event: { action: 'login', outcome: 'failure', reason: 'bad password', id: 'e-1' },
      source: { ip: '10.0.0.1' },
      user_agent: { original: 'curl' },
    };
    const hit = { _index: 'i', _id: 'x', _source: source };
    const hits = read(await jsonText(JSON.stringify({ hits: { hits: [hit] } })));
    expect(hits.profile?.id).toBe('elastic-common-schema');
    expect(hits.fields).toEqual({
      '@timestamp': 'at',
      'user.name': 'actor',
      'user.full_name': 'actorName',
      'event.action': 'action',
      'event.outcome': 'result',
      'event.id': 'nativeId',
      'source.ip': 'ipAddress',
      'user_agent.original': 'clientProgram',
    });
    expect(read(await json([source])).profile?.id).toBe('elastic-common-schema');
  });
});
