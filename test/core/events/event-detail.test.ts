import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventDetail } from '../../../electron/core/events/event-detail.ts';
import { locateTime } from '../../../electron/core/events/locate.ts';
import { listEvents } from '../../../electron/core/events/query.ts';
import { freshCase, importInto, writeLog } from '../fresh-case.ts';

const header = 'id,user,plate,reason,timestamp';

test('an event shows the bytes of its record and its place among all, under any conditions', async () => {
  const cell = fc.constantFrom('a', 'b', 'with, comma', 'two\nlines', 'say "x"', 'ümläut 🚔', '');
  const rows = fc.array(fc.tuple(cell, cell, fc.nat(5)), { minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(
      rows,
      rows,
      fc.constantFrom<string[]>([], ['actor=a'], ['reason!=b']),
      async (first, second, where) => {
        const caseFile = freshCase('UTC');
        for (const [name, cells] of [['x', first] as const, ['y', second] as const]) {
          const lines = cells.map(
            ([user, reason, minute], i) =>
              `${name}${i},"${user.replaceAll('"', '""')}",P,"${reason.replaceAll('"', '""')}",2025-01-01T00:0${minute}:00Z`,
          );
          await importInto(caseFile, [
            writeLog(caseFile, `${name}.csv`, [header, ...lines, ''].join('\r\n')),
          ]);
        }
        const all = listEvents(caseFile, [], 1000, 0).events;
        const found = listEvents(caseFile, where, 1000, 0).events;
        found.forEach((event, position) => {
          const detail = eventDetail(caseFile, { where, position });
          expect(detail.event).toEqual(event);
          expect(all[detail.position]).toEqual(event);
          const sealed = readFileSync(caseFile.evidencePath(detail.sourceSha256));
          const bytes = sealed.subarray(event.offset, event.offset + detail.originalLength);
          expect(detail.originalText).toBe(bytes.toString('utf8'));
          expect(detail.originalText.startsWith(`${String(event.nativeId)},"`)).toBe(true);
          expect(detail.sourceId).toBe(event.file === 'x.csv' ? 'S1' : 'S2');
        });
        caseFile.close();
      },
    ),
    { numRuns: 8 },
  );
}, 60_000);

test('a long record is cut between characters; its length is whole', async () => {
  const caseFile = freshCase('UTC');
  const reason = `${'x'.repeat(99_983)}${'🚔'.repeat(3000)}`;
  await importInto(caseFile, [
    writeLog(caseFile, 'log.csv', `${header}\ne1,a,P,${reason},2025-01-01T00:00:00Z\n`),
  ]);
  const { originalText, originalLength } = eventDetail(caseFile, { where: [], position: 0 });
  expect(originalText.length).toBeGreaterThan(99_990);
  expect(originalText.length).toBeLessThanOrEqual(100_000);
  expect(originalText.isWellFormed()).toBe(true);
  expect(originalLength).toBe(Buffer.byteLength(`e1,a,P,${reason},2025-01-01T00:00:00Z`));
});

test('a place behind the last event is not found', async () => {
  const caseFile = freshCase('UTC');
  await importInto(caseFile, [writeLog(caseFile, 'log.csv', `${header}\ne1,a,P,r,2025-01-01T00:00:00Z\n`)]);
  expect(() => eventDetail(caseFile, { where: [], position: 1 })).toThrow(
    expect.objectContaining({ code: 'not-found', details: { position: 1, total: 1 } }),
  );
});

describe('the place of a time', () => {
  const times = [
    '2025-01-01T10:00:00Z',
    '2025-01-01T10:00:00Z',
    '2025-01-02T00:00:00Z',
    '2025-01-03T05:00:00Z',
  ];
  test.each<[string, string[], number]>([
    ['2024-12-31', [], 0],
    ['2025-01-01T10:00:00Z', [], 0],
    ['2025-01-01T10:00:00.001Z', [], 2],
    ['2025-01-01T12:00:00+02:00', [], 0],
    ['2025-01-02', [], 2],
    ['2025-01-02 00:00:01', [], 3],
    ['2025-01-04', [], 4],
    ['2025-01-02', ['actor=u0'], 1],
    ['2025-01-02', ['actor=nobody'], 0],
  ])('%s under %j', async (at, where, position) => {
    const caseFile = freshCase('America/Los_Angeles');
    const lines = times.map((time, i) => `e${i},u${i},P,r,${time}`).toReversed();
    await importInto(caseFile, [writeLog(caseFile, 'log.csv', [header, ...lines, ''].join('\n'))]);
    const { total } = listEvents(caseFile, where, 0, 0);
    expect(locateTime(caseFile, where, at)).toEqual({ position, total });
  });

  test.each(['soon', '2025-13-01', '2025-01-01T25:00:00Z', '01/02/2025'])('%s is wrong usage', (at) => {
    expect(() => locateTime(freshCase(), [], at)).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});
