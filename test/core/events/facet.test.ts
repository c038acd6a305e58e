import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CaseFile } from '../../../electron/core/case-file/case-file.ts';
import { countFacet } from '../../../electron/core/events/facet.ts';
import { listEvents } from '../../../electron/core/events/query.ts';
import type { EventRecord } from '../../../shared/contract/records.ts';
import { freshCase, importInto, writeLog } from '../fresh-case.ts';

/** Counts whole events by hand. */
function byHand(caseFile: CaseFile, where: readonly string[], field: string) {
  const counts = new Map<string, { text: string; state: string; count: number }>();
  for (const event of listEvents(caseFile, where, 10_000, 0).events) {
    const cell = cellOf(event, field);
    const key = JSON.stringify(cell);
    counts.set(key, { ...cell, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
}

function cellOf({ facts, extra, states, ...event }: EventRecord, field: string) {
  if (field in facts) return { text: String(facts[field]), state: 'value' };
  if (field in extra) return { text: extra[field]!, state: extra[field] === '' ? 'empty' : 'value' };
  const text = event[field] as string | undefined;
  return { text: text ?? '', state: states[field] ?? (text === undefined ? 'empty' : 'value') };
}

test('counts are those of counting events by hand, whatever the conditions and the field', async () => {
  const cell = fc.constantFrom('a', 'b', 'b ', '***', 'n/a', '', 'case 25-1234', 'é', 'redacted');
  const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 50 });
  const where = fc.constantFrom<string[]>(
    [],
    ['actor=a'],
    ['reason!=b'],
    ['localHour>=12'],
    ['actor=nobody'],
  );
  const field = fc.constantFrom('actor', 'reason', 'Colour', 'reasonState', 'caseReference', 'localHour');
  await fc.assert(
    fc.asyncProperty(rows, where, field, async (cells, conditions, name) => {
      const caseFile = freshCase('Europe/Berlin');
      const lines = cells.map(
        ([user, reason], i) =>
          `e${i % 40},${user},${reason},blue,2025-01-01T${String(i % 24).padStart(2, '0')}:00:00Z`,
      );
      await importInto(caseFile, [
        writeLog(caseFile, 'log.csv', ['id,user,reason,Colour,timestamp', ...lines, ''].join('\n')),
      ]);
      const facet = countFacet(caseFile, { where: conditions, field: name, most: 1000 });
      const expected = byHand(caseFile, conditions, name);
      expect(facet.values).toEqual(expected);
      expect(facet.distinct).toBe(expected.length);
      const events = expected.reduce((sum, { count }) => sum + count, 0);
      expect(facet).toMatchObject({ field: name, events, eventsCounted: events });
      expect(countFacet(caseFile, { where: conditions, field: name, most: 2 }).values).toEqual(
        expected.slice(0, 2),
      );
      caseFile.close();
    }),
    { numRuns: 12 },
  );
}, 60_000);

test('a source without the column counts as not exported, not as blank', async () => {
  const caseFile = freshCase();
  await importInto(caseFile, [
    writeLog(
      caseFile,
      'with.csv',
      'user,plate,reason,timestamp\na,P,,2025-01-01T00:00:00Z\nb,P,***,2025-01-02T00:00:00Z\n',
    ),
    writeLog(
      caseFile,
      'without.csv',
      'user,plate,timestamp\na,P,2025-02-01T00:00:00Z\na,P,2025-02-02T00:00:00Z\n',
    ),
  ]);
  expect(countFacet(caseFile, { where: [], field: 'reason', most: 10 })).toEqual({
    field: 'reason',
    distinct: 2,
    events: 4,
    eventsCounted: 4,
    values: [
      { text: '', state: 'not-exported', count: 2 },
      { text: '', state: 'empty', count: 1 },
      { text: '***', state: 'redacted', count: 1 },
    ],
  });
  expect(countFacet(caseFile, { where: [], field: 'device', most: 10 }).values).toEqual([
    { text: '', state: 'not-exported', count: 4 },
  ]);
});

test('cells kept as terms in one stretch and as places in another count as one', async () => {
  const caseFile = freshCase();
  const many = Array.from(
    { length: 5000 },
    (_, i) => `u,P,${i < 10 ? 'same' : `own ${i}`},2025-01-01T00:00:00.${String(i).padStart(4, '0')}Z`,
  );
  const few = Array.from({ length: 20 }, (_, i) => `u,P,same,2025-02-01T00:00:00.${i}Z`);
  const head = 'user,plate,Note Text,timestamp';
  for (const [name, lines] of [['many', many] as const, ['few', few] as const]) {
    await importInto(caseFile, [writeLog(caseFile, `${name}.csv`, [head, ...lines, ''].join('\n'))]);
  }
  const facet = countFacet(caseFile, { where: [], field: 'Note Text', most: 1 });
  expect(facet).toMatchObject({ distinct: 4991, values: [{ text: 'same', count: 30 }] });
});

test('where nearly every cell is another, counting ends and says at how many events', async () => {
  const caseFile = freshCase();
  const lines = Array.from(
    { length: 230_000 },
    (_, i) => `u,${i % 7},note ${i},${new Date(1.7e12 + i * 1000).toISOString()}`,
  );
  await importInto(caseFile, [
    writeLog(caseFile, 'log.csv', ['user,plate,Note Text,timestamp', ...lines, ''].join('\n')),
  ]);
  expect(countFacet(caseFile, { where: [], field: 'Note Text', most: 3 })).toMatchObject({
    distinct: 200_000,
    events: 230_000,
    eventsCounted: 200_000,
  });
  expect(countFacet(caseFile, { where: [], field: 'target', most: 3 })).toMatchObject({
    distinct: 7,
    eventsCounted: 230_000,
  });
}, 60_000);

test('a cell of a megabyte is cut where it is shown', async () => {
  const caseFile = freshCase();
  const long = 'x'.repeat(200_000);
  await importInto(caseFile, [
    writeLog(caseFile, 'log.csv', `user,plate,reason,timestamp\na,P,${long},2025-01-01T00:00:00Z\n`),
  ]);
  const [value] = countFacet(caseFile, { where: [], field: 'reason', most: 3 }).values;
  expect(value!.text).toBe(`${long.slice(0, 10_000)}…`);
});

test.each(['at', 'nothing', '__proto__', 'constructor'])('the field %s is wrong usage', (field) => {
  const caseFile = freshCase();
  expect(() => countFacet(caseFile, { where: [], field, most: 1 })).toThrow(
    expect.objectContaining({ code: 'usage' }),
  );
});
