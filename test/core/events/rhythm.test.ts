import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listEvents } from '../../../electron/core/events/query.ts';
import { measureRhythm } from '../../../electron/core/events/rhythm.ts';
import { freshCase, importInto, writeLog } from '../fresh-case.ts';

const header = 'id,user,timestamp';
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function local(at: string, zone: string) {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    weekday: 'short',
    hourCycle: 'h23',
  }).formatToParts(new Date(at));
  const of = (type: string) => parts.find((part) => part.type === type)!.value;
  return {
    date: `${of('year')}-${of('month')}-${of('day')}`,
    hour: Number(of('hour')),
    weekday: weekdays.indexOf(of('weekday')),
  };
}

test('days and hours are those of the calendar, across clock changes, in any zone', async () => {
  const second = 1000;
  // 2025-03-09 and 2025-11-02 in Los Angeles, 2025-03-30 in Berlin, 2025-04-06 on Lord Howe (half an hour).
  const near = fc
    .tuple(
      fc.constantFrom('2025-03-09T10:00Z', '2025-11-02T09:00Z', '2025-03-30T01:00Z', '2025-04-05T15:00Z'),
      fc.integer({ min: -200_000, max: 200_000 }),
    )
    .map(([at, seconds]) => new Date(new Date(at).getTime() + seconds * second).toISOString());
  const zones = fc.constantFrom(
    'America/Los_Angeles',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    undefined,
  );
  const log = fc.array(near, { minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(
      log,
      log,
      zones,
      fc.constantFrom<string[]>([], ['actor=a']),
      async (first, second, zone, where) => {
        const caseFile = freshCase(zone);
        for (const [name, times] of [['a', first] as const, ['b', second] as const]) {
          const lines = times.map((at, i) => `${name}${i},${i % 3 === 0 ? 'a' : 'b'},${at}`);
          await importInto(caseFile, [writeLog(caseFile, `${name}.csv`, [header, ...lines, ''].join('\n'))]);
        }
        const events = listEvents(caseFile, where, 10_000, 0).events.map(({ at, file }) => ({
          file,
          ...local(at, zone ?? 'UTC'),
        }));
        const rhythm = measureRhythm(caseFile, where);
        expect(rhythm.zone).toBe(zone ?? 'UTC');
        const hours = weekdays.map((_, weekday) =>
          Array.from(
            { length: 24 },
            (_, hour) => events.filter((e) => e.weekday === weekday && e.hour === hour).length,
          ),
        );
        expect(rhythm.hours).toEqual(hours);
        const counts = (some: typeof events) => {
          const byDate = Map.groupBy(some, ({ date }) => date);
          return [...byDate]
            .map(([date, of]) => ({ date, count: of.length }))
            .sort((a, b) => (a.date < b.date ? -1 : 1));
        };
        expect(rhythm.days.filter(({ count }) => count > 0)).toEqual(counts(events));
        for (const { file, sourceId, days } of rhythm.bySource) {
          expect(sourceId).toBe(file === 'a.csv' ? 'S1' : 'S2');
          expect(days).toEqual(counts(events.filter((event) => event.file === file)));
        }
        expect(rhythm.bySource).toHaveLength(2);
        expect(rhythm.eventsOutside).toBe(0);
        rhythm.days.forEach(({ date }, i) => {
          const before = rhythm.days[i - 1]?.date;
          if (before) expect(Date.parse(date) - Date.parse(before), date).toBe(86_400_000);
        });
        caseFile.close();
      },
    ),
    { numRuns: 10 },
  );
}, 60_000);

test('of more than twenty years the fullest twenty are listed, and what lies outside is counted', async () => {
  const caseFile = freshCase('UTC');
  const times = ['1971-01-01', '2024-05-01', '2024-05-01', '2025-05-01', '2099-01-01', '2099-01-02'];
  const lines = times.map((date, i) => `e${i},a,${date}T12:00:00Z`);
  await importInto(caseFile, [writeLog(caseFile, 'log.csv', [header, ...lines, ''].join('\n'))]);
  const { days, eventsOutside, hours, bySource } = measureRhythm(caseFile, []);
  expect(days).toHaveLength(7305);
  expect(days[0]).toEqual({ date: '2024-05-01', count: 2 });
  expect(days.find(({ date }) => date === '2025-05-01')).toEqual({ date: '2025-05-01', count: 1 });
  expect(eventsOutside).toBe(3);
  expect(hours.flat().reduce((sum, count) => sum + count)).toBe(6);
  expect(bySource[0]!.days.map(({ date }) => date)).toEqual(['2024-05-01', '2025-05-01']);
});

test('no events, no days', () => {
  expect(measureRhythm(freshCase(), [])).toMatchObject({
    zone: 'UTC',
    days: [],
    bySource: [],
    eventsOutside: 0,
  });
});
