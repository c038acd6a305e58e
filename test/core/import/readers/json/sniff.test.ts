import { describe, expect, test } from 'vitest';
import { sniffJson } from '../../../../../electron/core/import/readers/json/sniff.ts';
import { arrayShape, linesShape, valuesShape } from './collect.ts';

const sniff = (text: string, isWhole = true) => sniffJson(Buffer.from(text), isWhole);

describe('the shape of', () => {
  test.each([
    ['objects on lines', '{"a":1}\n{"a":2}\n', linesShape],
    ['the same with byte order mark and CRLF', '\ufeff{"a":1}\r\n{"a":2}\r\n', linesShape],
    ['lines with arrays in them', '{"t":1,"items":[{"a":1},{"a":2}]}\n{"t":2,"items":[]}', linesShape],
    ['lines, the first of which is broken', '{bad}\n{"a":1}\n{"a":2}\n', linesShape],
    ['lines under a heading', 'exported today\n{"a":1}\n{"a":2}', linesShape],
    ['lines, the first with junk behind', '{"a":1} junk\n{"a":2}\n', linesShape],
    [
      'lines that are nearly all array',
      `{"t":1,"items":[${'{"a":1},'.repeat(20)}{"a":1}]}\n{"t":2}`,
      linesShape,
    ],
    ['two lines, the first of which is broken', '{bad}\n{"a":1}\n', linesShape],
    [
      'Palantir audit lines',
      '{"type":"audit.3","users":[{"uid":"u"}]}\n{"type":"audit.3","users":[]}\n',
      linesShape,
    ],
    [
      'Splunk lines',
      '{"preview":false,"result":{"a":1}}\n{"preview":false,"result":{}}',
      { ...linesShape, unwrap: 'result' },
    ],
    [
      'lines of an Elastic dump',
      '{"_index":"i","_source":{"a":1}}\n{"_index":"i"}',
      { ...linesShape, unwrap: '_source' },
    ],
    ['objects one behind another', '{"a":1}{"a":2}', valuesShape],
    ['objects over several lines', '{\n"a":1\n}\n{\n"a":2\n}', valuesShape],
    ['one object', '{"a":1}', valuesShape],
    [
      'one FHIR AuditEvent',
      '{"resourceType":"AuditEvent","agent":[{"who":{"display":"a long name"}},{"who":{}}]}',
      valuesShape,
    ],
    [
      'one that is nearly all agents',
      `{"resourceType":"AuditEvent","agent":[${'{"a":1},'.repeat(40)}{"a":1}]}`,
      valuesShape,
    ],
    [
      'one record with items',
      '{"time":"2023-07-10T12:04:05Z","user":"somebody","items":[{"a":1}]}',
      valuesShape,
    ],
    [
      'one record with arrays',
      '{"eventTime":"2023-07-10T12:04:05Z","eventName":"x","resources":[{"a":1}]}',
      valuesShape,
    ],
    ['an array', ' [ {"a":1}]', arrayShape()],
    ['an array without elements', '[]', arrayShape()],
    [
      'an array of Splunk results',
      '[{"preview":true,"result":{"a":1}}]',
      { ...arrayShape(), unwrap: 'result' },
    ],
    ['CloudTrail', '{"Records":[{"a":1},{"a":2}]}', arrayShape('Records')],
    ['CloudTrail without records', '{"Records":[]}', arrayShape('Records')],
    [
      'CloudTrail files one behind another',
      '{"Records":[{"a":1}]}\n{"Records":[{"a":1}]}',
      arrayShape('Records'),
    ],
    ['CloudTrail with a broken record', '{"Records":[{"a":1},{"a":bad},{"a":3}]}', arrayShape('Records')],
    [
      'the same with records on lines',
      '{"Records":[\n{"a":1},\n{"a":bad},\n{"a":3}\n]}',
      arrayShape('Records'),
    ],
    ['OData', '{"@odata.context":"x","value":[{"a":1}]}', arrayShape('value')],
    ['a list of logs', '{"ok":true,"logs":[{"a":1},{"a":2},{"a":3}]}', arrayShape('logs')],
    [
      'any envelope that is nearly all array',
      `{"n":1,"audit":{"trail":[${'{"a":1},'.repeat(20)}{"a":1}]}}`,
      arrayShape('audit', 'trail'),
    ],
    [
      'two arrays, of which the larger counts',
      '{"items":[{"a":1}],"events":[{"b":1},{"b":2},{"b":3},{"b":4}]}',
      arrayShape('events'),
    ],
    [
      'Elastic hits',
      '{"took":1,"hits":{"total":1,"hits":[{"_index":"i","_id":"1","_source":{"a":1}}]}}',
      { ...arrayShape('hits', 'hits'), unwrap: '_source' },
    ],
    [
      'a FHIR bundle',
      '{"resourceType":"Bundle","type":"searchset","link":[{"a":1}],"entry":[{"fullUrl":"u","resource":{"resourceType":"AuditEvent"}}]}',
      { ...arrayShape('entry'), unwrap: 'resource' },
    ],
  ])('%s', (_, text, shape) => {
    expect(sniff(text)).toEqual(shape);
  });

  test.each([
    ['an array', '[{"a":1},{"a', arrayShape()],
    ['an envelope', '{"Records":[{"a":1},{"a":', arrayShape('Records')],
    [
      'an unknown envelope',
      '{"n":1,"trail":[{"aaaaaaaaaaaaa":1},{"aaaaaaaaaa":2},{"aaaaaaaaaaaaaaaaaaaaa":',
      arrayShape('trail'),
    ],
    ['lines', '{"a":1}\n{"a":2}\n{"a', linesShape],
    ['one large object', '{"a":"xxxxxxxxxxxxxxxx', valuesShape],
  ])('the beginning of %s', (_, text, shape) => {
    expect(sniff(text, false)).toEqual(shape);
  });

  test.each([
    ['nothing', ''],
    ['white space', ' \n'],
    ['CSV with JSON in cells', 'id,details\n1,"{""a"":1}"\n'],
    ['a log with brackets', '[2023-07-10 12:04:05] login\n[2023-07-10 12:04:06] logout\n'],
    ['braces', '{braces} are not JSON\n{neither} is this\n'],
    ['an array of numbers', '[1,2,3]'],
    ['a text', '"text"'],
    ['UTF-16', '\u007b\u0000"\u0000a\u0000'],
  ])('%s is none', (_, text) => {
    expect(sniff(text)).toBeNull();
  });
});
