import { expect, test } from 'vitest';
import { sniffJson } from '../../../../../electron/core/import/readers/json/sniff.ts';
import { collect, rows } from './collect.ts';

/** What IHE's example of a server's record of a patient being read says (BasicAudit, ex-patientRead.fsh), as JSON. */
const auditEvent = (user: string, recorded: string) => ({
  resourceType: 'AuditEvent',
  meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' }] },
  type: {
    system: 'http://terminology.hl7.org/CodeSystem/audit-event-type',
    code: 'rest',
    display: 'Restful Operation',
  },
  subtype: [{ system: 'http://hl7.org/fhir/restful-interaction', code: 'read', display: 'read' }],
  action: 'R',
  recorded,
  outcome: '0',
  agent: [
    {
      type: { coding: [{ system: 'http://dicom.nema.org/resources/ontology/DCM', code: '110153' }] },
      who: { reference: 'Device/ex-device' },
      requestor: false,
      network: { address: 'http://server.example.com/fhir', type: '5' },
    },
    { who: { display: user }, requestor: true },
  ],
  source: { site: 'server.example.com', observer: { reference: 'Device/ex-device' } },
  entity: [
    { what: { reference: 'Patient/ex-patient' }, role: { code: '1' } },
    { what: { reference: 'List/ex-list' }, role: { code: '4' } },
    { what: { identifier: { value: '76d148b6-586d-11ec-bf63-0242ac130002' } } },
  ],
});

const events = [
  auditEvent('John Smith', '2020-04-29T09:49:00.000Z'),
  auditEvent('J. Doe', '2020-04-29T10:00:00Z'),
];

async function read(text: string) {
  const bytes = Buffer.from(text);
  const shape = sniffJson(bytes, true);
  expect(shape).not.toBeNull();
  return collect(shape!, bytes);
}

test('FHIR AuditEvents have the same columns on lines, in a bundle and alone', async () => {
  const lines = await read(events.map((event) => JSON.stringify(event)).join('\n'));
  expect(lines.rejects).toEqual([]);
  expect(rows(lines)[1]).toMatchObject({
    recorded: '2020-04-29T10:00:00Z',
    action: 'R',
    'subtype[0].code': 'read',
    'agent[0].type.coding[0].code': '110153',
    'agent[0].who.reference': 'Device/ex-device',
    'agent[1].who.display': 'J. Doe',
    'agent[1].requestor': 'true',
    'entity[0].what.reference': 'Patient/ex-patient',
    'entity[2].what.identifier.value': '76d148b6-586d-11ec-bf63-0242ac130002',
  });
  const entry = events.map((resource, i) => ({
    fullUrl: `urn:uuid:${i}`,
    resource,
    search: { mode: 'match' },
  }));
  const bundle = await read(
    JSON.stringify(
      { resourceType: 'Bundle', type: 'searchset', total: 2, link: [{ relation: 'self' }], entry },
      null,
      2,
    ),
  );
  expect(bundle.rejects).toEqual([]);
  expect(rows(bundle)).toEqual(
    rows(lines).map((row, i) => ({ fullUrl: `urn:uuid:${i}`, ...row, 'search.mode': 'match' })),
  );
  expect(bundle.account.notes.map(({ check }) => check)).toEqual([
    'json-records',
    'json-wrapper',
    'json-envelope',
  ]);
  const alone = await read(JSON.stringify(events[0], null, 2));
  expect(rows(alone)).toEqual([rows(lines)[0]]);
});

test('Palantir audit.2 and audit.3 lines', async () => {
  const second =
    '{"type":"audit.2","time":"2024-03-01T12:00:00.123456Z","uid":"u-1","sid":null,"otherUids":["u-2","u-3"],"origin":"10.1.2.3","name":"LOAD_RESOURCE","result":"SUCCESS","requestParams":{"rid":"ri.x.y.z","query":"ABC123"},"resultParams":{}}';
  const third =
    '{"type":"audit.3","deployment":"d","host":"h","product":"p","productVersion":"1.2.3","producerType":"SERVER","organizations":[{"id":"org-1","reason":"user"}],"eventId":"76d148b6-586d-11ec-bf63-0242ac130002","categories":["dataLoad"],"entities":[],"users":[{"uid":"u-1","userName":"jdoe","groups":["a","b"]},{"uid":"u-2"}],"origins":["10.1.2.3"],"sourceOrigin":"10.1.2.3","requestFields":{"rid":["ri.x.y.z"]},"resultFields":{},"time":"2024-03-01T12:00:01Z","uid":"u-1","name":"LOAD","result":"PARTIAL"}';
  const log = await read(`${second}\n${third}\n`);
  expect(log.rejects).toEqual([]);
  expect(rows(log)).toEqual([
    {
      type: 'audit.2',
      time: '2024-03-01T12:00:00.123456Z',
      uid: 'u-1',
      otherUids: '["u-2","u-3"]',
      origin: '10.1.2.3',
      name: 'LOAD_RESOURCE',
      result: 'SUCCESS',
      'requestParams.rid': 'ri.x.y.z',
      'requestParams.query': 'ABC123',
      resultParams: '{}',
    },
    {
      type: 'audit.3',
      deployment: 'd',
      host: 'h',
      product: 'p',
      productVersion: '1.2.3',
      producerType: 'SERVER',
      'organizations[0].id': 'org-1',
      'organizations[0].reason': 'user',
      eventId: '76d148b6-586d-11ec-bf63-0242ac130002',
      categories: 'dataLoad',
      entities: '[]',
      'users[0].uid': 'u-1',
      'users[0].userName': 'jdoe',
      'users[0].groups': '["a","b"]',
      'users[1].uid': 'u-2',
      origins: '10.1.2.3',
      sourceOrigin: '10.1.2.3',
      'requestFields.rid': 'ri.x.y.z',
      resultFields: '{}',
      time: '2024-03-01T12:00:01Z',
      uid: 'u-1',
      name: 'LOAD',
      result: 'PARTIAL',
    },
  ]);
  expect(log.header).toContain('sid');
});

test('Splunk and Elastic exports have the columns of the log they wrap', async () => {
  const plain = ['{"user":"a","query":{"plate":"X"}}', '{"user":"b","query":{"plate":"Y"}}'];
  const expected = rows(await read(plain.join('\n')));
  const splunk = await read(
    plain.map((line, i) => `{"preview":false,"offset":${i},"result":${line}}`).join('\n'),
  );
  expect(rows(splunk)).toEqual(expected.map((row, i) => ({ preview: 'false', offset: `${i}`, ...row })));
  const hits = plain.map((line, i) => `{"_index":"log","_id":"${i}","_source":${line}}`);
  const elastic = await read(
    `{"took":3,"hits":{"total":{"value":2,"relation":"eq"},"hits":[${hits.join(',')}]}}`,
  );
  expect(rows(elastic)).toEqual(expected.map((row, i) => ({ _index: 'log', _id: `${i}`, ...row })));
});

test('a text that holds JSON stays text', async () => {
  const line = JSON.stringify({ InitiatedBy: JSON.stringify({ user: { id: '1' } }) });
  expect(rows(await read(`${line}\n${line}`))[0]).toEqual({ InitiatedBy: '{"user":{"id":"1"}}' });
});
