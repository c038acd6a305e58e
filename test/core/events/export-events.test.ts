import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { exportEvents } from '../../../electron/core/events/export-events.ts';
import { unwatchedJob } from '../../../electron/core/job.ts';
import { freshCase, freshFolder, importInto, writeLog } from '../fresh-case.ts';

const log = [
  'id,user,plate,reason,case number,timestamp,Note',
  `e1,a,P1,"=HYPERLINK(""http://x"",""y"")",,2025-03-01T10:00:00Z,"-1, two"`,
  'e2,b,P2,***,25-1,2025-03-01T11:00:00Z,-42',
  'e2,b,P2,***,25-1,2025-03-01T11:00:00Z,-42',
  'broken',
  '',
].join('\n');

async function exported(format: 'csv' | 'sqlite', where: string[] = []) {
  const caseFile = freshCase('UTC');
  await importInto(caseFile, [writeLog(caseFile, 'log.csv', log)]);
  const out = join(freshFolder(), `out.${format}`);
  const done = await exportEvents(caseFile, { dir: caseFile.dir, format, out, where }, unwatchedJob());
  return { out, done, caseFile };
}

test('CSV: an independent reader gets the cells; formulas are text and said to be', async () => {
  const { out, done } = await exported('csv');
  expect(done).toEqual({ path: out, rows: 2 });
  const rows = parse(readFileSync(out), { columns: true }) as Record<string, string>[];
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({
    apostrophes_added: '1',
    file: 'log.csv',
    row: '1',
    at: '2025-03-01T10:00:00.000Z',
    actor: 'a',
    reason: `'=HYPERLINK("http://x","y")`,
  });
  expect(JSON.parse(rows[0]!.extra!)).toEqual({ Note: '-1, two' });
  expect(rows[1]).toMatchObject({ apostrophes_added: '0', occurrences: '2' });
  expect(JSON.parse(rows[1]!.states!)).toMatchObject({ reason: 'redacted', device: 'not-exported' });
  expect(readFileSync(out, 'utf8').split('\r\n')).toHaveLength(4);
});

test('SQLite: plain tables that the sqlite3 shell reads', async () => {
  const { out } = await exported('sqlite');
  const query = (sql: string) =>
    JSON.parse(execFileSync('sqlite3', ['-json', out, sql], { encoding: 'utf8' }) || '[]');
  expect(query('SELECT source, row, at, actor, target, reason, device FROM event ORDER BY event_id')).toEqual(
    [
      {
        source: 'S1',
        row: 1,
        at: '2025-03-01T10:00:00.000Z',
        actor: 'a',
        target: 'P1',
        reason: '=HYPERLINK("http://x","y")',
        device: null,
      },
      {
        source: 'S1',
        row: 2,
        at: '2025-03-01T11:00:00.000Z',
        actor: 'b',
        target: 'P2',
        reason: '***',
        device: null,
      },
    ],
  );
  expect(query('SELECT event_id, field, state FROM cell_state ORDER BY 1, 2')).toContainEqual({
    event_id: 2,
    field: 'reason',
    state: 'redacted',
  });
  expect(query('SELECT * FROM occurrence')).toEqual([{ event_id: 2, source: 'S1', row: 3 }]);
  expect(query('SELECT "row", reason FROM rejected')).toMatchObject([{ row: 4 }]);
  expect(query("SELECT value FROM fact WHERE name = 'localHour' ORDER BY event_id")).toEqual([
    { value: '10' },
    { value: '11' },
  ]);
  expect(query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
});

test('only what meets the conditions, and nothing in place of a file that is there', async () => {
  const { out, done, caseFile } = await exported('csv', ['actor=b']);
  expect(done.rows).toBe(1);
  const again = exportEvents(caseFile, { dir: caseFile.dir, format: 'csv', out, where: [] }, unwatchedJob());
  await expect(again).rejects.toMatchObject({ code: 'exists' });
  const bad = join(freshFolder(), 'x.csv');
  const wrong = exportEvents(
    caseFile,
    { dir: caseFile.dir, format: 'csv', out: bad, where: ['nothing=1'] },
    unwatchedJob(),
  );
  await expect(wrong).rejects.toMatchObject({ code: 'usage' });
  expect(existsSync(bad)).toBe(false);
});
