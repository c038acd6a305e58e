import { expect, test } from 'vitest';
import { selects } from './try-rules.ts';

/** The shape of evtx_dump's JSON; an access to a file share (event 5145). */
const record = {
  Event: {
    '#attributes': { xmlns: 'http://schemas.microsoft.com/win/2004/08/events/event' },
    System: {
      Provider: { '#attributes': { Name: 'Microsoft-Windows-Security-Auditing' } },
      EventID: { '#attributes': { Qualifiers: 16384 }, '#text': 5145 },
      TimeCreated: { '#attributes': { SystemTime: '2026-03-09T09:03:10.963402Z' } },
      Correlation: null,
      Channel: 'Security',
    },
    EventData: { SubjectUserName: 'jdoe', 'Share Name': '\\\\*\\IPC$', Data: ['one', 'two'] },
    UserData: { Info: { Reason: 'none given', EventID: 7 } },
  },
};

const table: readonly (readonly [string, boolean])[] = [
  ['{EventID: 5145, SubjectUserName: JDOE}', true],
  ['{EventID: 7}', false],
  ['{Provider_Name|endswith: Auditing, Channel: security}', true],
  ["{Share Name|contains: 'IPC$'}", true],
  ['{Reason|startswith: none}', true],
  ['{Data: two}', true],
  ['{Correlation: null}', true],
  ['{Event.System.Channel: Security}', true],
  ['{at|hour: 9}', true],
  ['{TimeCreated|minute: 3}', true],
];

test.each(table)('%s of a Windows event record: %s', async (selection, expected) => {
  expect(await selects(selection, record)).toBe(expected);
});

test('a field that is only called Event is no such record, and own fields of a record stay as they are', async () => {
  expect(await selects('{EventID: 1}', { Event: { EventID: 1 } })).toBe(false);
  expect(await selects('{EventID: 5145}', { ...record, EventID: 1 })).toBe(false);
});
