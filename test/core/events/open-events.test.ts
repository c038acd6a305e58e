import { readdirSync, readlinkSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openEvents } from '../../../electron/core/events/open-events.ts';
import { listEvents, withEvents } from '../../../electron/core/events/query.ts';
import { filterRows, readConditions } from '../../../electron/core/events/where.ts';
import { closeCase, openCase } from '../../../electron/core/open-cases.ts';
import { freshCase, importInto, writeLog } from '../fresh-case.ts';

const header = 'id,user,plate,reason,timestamp';

/** What a store of its own reads, event by event and with nothing kept. */
async function slowly(caseFile: Parameters<typeof withEvents>[0], where: readonly string[]) {
  return withEvents(caseFile, where, ({ rows, read }) =>
    Array.from(rows, (row) => read(Int32Array.of(row))[0]!.record),
  );
}

test('pages read with what is kept are those read anew, in any order of asking', async () => {
  const cell = fc.constantFrom('a', 'B', '***', 'n/a', '', 'drug case 25-1234', 'é');
  const events = fc.array(fc.tuple(cell, cell, cell, fc.integer({ min: 0, max: 40 })), {
    minLength: 1,
    maxLength: 50,
  });
  const conditions = fc.constantFrom(
    [],
    ['actor=a'],
    ['reason!=***'],
    ['localHour<3'],
    ['reasonState=redacted'],
    ['target~b', 'actor!=a'],
  );
  const asked = fc.array(fc.tuple(conditions, fc.nat(60), fc.nat(20)), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(events, events, asked, async (first, second, asks) => {
      const caseFile = freshCase('America/Los_Angeles');
      for (const [name, rows] of [['a', first] as const, ['b', second] as const]) {
        const lines = rows.map(
          ([user, plate, reason, hour], i) =>
            `${name}${i % 30},${user},${plate},${reason},2025-03-0${1 + (hour % 9)}T${String(hour % 24).padStart(2, '0')}:00:00Z`,
        );
        await importInto(caseFile, [writeLog(caseFile, `${name}.csv`, [header, ...lines, ''].join('\n'))]);
      }
      for (const [where, offset, limit] of asks) {
        const whole = await slowly(caseFile, where);
        const page = listEvents(caseFile, where, limit, offset);
        expect(page.total).toBe(whole.length);
        const plain = page.events.map(({ occurrences: _, ...event }) => event);
        expect(plain).toEqual(whole.slice(offset, offset + limit));
      }
      caseFile.close();
    }),
    { numRuns: 8 },
  );
}, 60_000);

test('many events found are in the order that sorting them gives', async () => {
  const caseFile = freshCase();
  for (const [source, seed] of [
    ['x', 7919],
    ['y', 104_729],
  ] as const) {
    const lines = Array.from({ length: 12_000 }, (_, i) => {
      const second = (i * seed) % 9973;
      return `${source}${i},${i % 10 === 0 ? 'rare' : 'often'},P,r,${new Date(1.74e12 + second * 1000).toISOString()}`;
    });
    await importInto(caseFile, [writeLog(caseFile, `${source}.csv`, [header, ...lines, ''].join('\n'))]);
  }
  const events = openEvents(caseFile);
  const found = events.rows(['actor=often']);
  expect(found.length).toBe(21_600);
  const sought = filterRows(events.table, readConditions(['actor=often'], events.table.columnNames()));
  expect(found).toEqual(events.store.inCanonicalOrder(sought));
  expect(events.rows(['actor=often'])).toBe(found);
});

describe('what is kept', () => {
  const one = `${header}\ne1,a,P1,r,2025-01-01T00:00:00Z\n`;

  test('gives way to a source that is imported, also where that makes another record stand for an event', async () => {
    const caseFile = freshCase();
    const pages: unknown[] = [];
    for (let i = 0; i < 6; i++) {
      const log = `${one}f${i},b,P2,r,2025-01-02T00:00:0${i}Z\n`;
      await importInto(caseFile, [writeLog(caseFile, `log ${i}.csv`, log)]);
      const page = listEvents(caseFile, [], 100, 0);
      expect(page.total).toBe(i + 2);
      expect(page.events[0]!.occurrences ?? []).toHaveLength(i);
      const { rows } = await withEvents(caseFile, [], ({ rows, read }) => ({ rows: read(rows) }));
      expect(page.events.map(({ file }) => file)).toEqual(rows.map(({ record }) => record.file));
      pages.push(page.events[0]!.file);
    }
    expect(new Set(pages).size, 'a lower SHA-256 takes over at least once').toBeGreaterThan(1);
  });

  test('stays while a source is refused or anything else is written', async () => {
    const caseFile = freshCase();
    await importInto(caseFile, [writeLog(caseFile, 'log.csv', one)]);
    const before = openEvents(caseFile);
    await importInto(caseFile, [writeLog(caseFile, 'bad.csv', 'a,b\n')]);
    await importInto(caseFile, [writeLog(caseFile, 'log again.csv', one)]);
    expect(openEvents(caseFile)).toBe(before);
  });

  test('is gone when the case is closed: no sealed file is held open, and opening again answers', async () => {
    const made = freshCase();
    // Nearly every reason is another: such cells are read from the sealed file.
    const lines = Array.from({ length: 5000 }, (_, i) => `e${i},a,P,reason number ${i},2025-01-01T00:00:00Z`);
    await importInto(made, [writeLog(made, 'log.csv', [header, ...lines, ''].join('\n'))]);
    made.close();
    const held = () =>
      readdirSync('/proc/self/fd').filter((fd) => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`).startsWith(made.dir);
        } catch {
          return false;
        }
      });
    for (let i = 0; i < 2; i++) {
      const page = listEvents(openCase(made.dir), ['reason~number 4'], 10, 0);
      expect(page.total).toBe(1111);
      expect(held().length).toBeGreaterThan(1);
      closeCase(made.dir);
      expect(held()).toEqual([]);
    }
  });
});

test('a case without sources has no events', () => {
  expect(listEvents(freshCase(), [], 10, 0)).toEqual({ total: 0, events: [] });
});
