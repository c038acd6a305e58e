import { expect, test } from 'vitest';
import { listEvents } from '../../../electron/core/events/query.ts';
import { freshCase, importInto, writeLog } from '../fresh-case.ts';

const log = [
  'user,plate,reason,case number,timestamp,Unit Colour',
  'JDoe,ABC123,Custody dispute,,2025-03-01T10:00:00Z,blue',
  'asmith,XYZ789,BOLO,25-1234,2025-03-01T23:30:00Z,',
  'jdoe,ÉTÉ,***,25-1234,2025-03-02T10:00:00Z,Red',
  '',
].join('\n');

test.each<[string[], number[]]>([
  [[], [1, 2, 3]],
  [['actor=jdoe'], [1, 3]],
  [['actor!=jdoe'], [2]],
  [['reason~CUSTODY'], [1]],
  [['target=été'], [3]],
  [['caseNumber='], [1]],
  [['actor=jdoe', 'caseNumber=25-1234'], [3]],
  [['reasonState=redacted'], [3]],
  [['caseNumberState=empty'], [1]],
  [['at>=2025-03-02'], [3]],
  [['at<2025-03-01T12:00:00Z'], [1]],
  [['at=2025-03-01'], [1, 2]],
  [['at>2025-03-01'], [3]],
  [['Unit Colour=red'], [3]],
  [['localHour>=12'], [2]],
  [['device=x'], []],
  [['device!=x'], [1, 2, 3]],
])('%j', async (where, rows) => {
  const caseFile = freshCase('UTC');
  await importInto(caseFile, [writeLog(caseFile, 'log.csv', log)]);
  const { total, events } = await listEvents(caseFile, where, 100, 0);
  expect(events.map(({ row }) => row)).toEqual(rows);
  expect(total).toBe(rows.length);
});

test.each([['actor'], ['nothing=1'], ['at~2025'], ['at=soon'], ['localHour>noon'], ['=x']])(
  '%s is wrong usage, and says what would be right',
  async (condition) => {
    const caseFile = freshCase('UTC');
    await importInto(caseFile, [writeLog(caseFile, 'log.csv', log)]);
    await expect(async () => listEvents(caseFile, [condition], 1, 0)).rejects.toMatchObject({
      code: 'usage',
    });
  },
);

test('pages are stretches of the whole', async () => {
  const caseFile = freshCase('UTC');
  await importInto(caseFile, [writeLog(caseFile, 'log.csv', log)]);
  const page = await listEvents(caseFile, [], 1, 1);
  expect(page).toMatchObject({ total: 3, events: [{ row: 2 }] });
});
