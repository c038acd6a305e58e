import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readActivity } from '../../../electron/core/case-file/activity-log.ts';
import { listEvents } from '../../../electron/core/events/query.ts';
import { planImport } from '../../../electron/core/import/plan-import.ts';
import { previewImport } from '../../../electron/core/import/preview.ts';
import { isPlainText } from '../../../electron/core/import/survey-file.ts';
import { unwatchedJob } from '../../../electron/core/job.ts';
import { freshCase, freshFolder, importInto, writeLog } from '../fresh-case.ts';

const none = { table: 0, profile: undefined, timezone: undefined, caseTimezone: null };

function preview(content: string | Uint8Array, options: Partial<Parameters<typeof previewImport>[1]> = {}) {
  return previewImport(writeLog(freshCase(), 'log.csv', content), { ...none, ...options }, unwatchedJob());
}

test('a file that can be imported is shown as the import will read it', async () => {
  const caseFile = freshCase('America/Los_Angeles');
  const log = [
    'Audit of March',
    'user;plate;reason;timestamp;Colour',
    'a;P1;***;2025-03-02 10:00:00;x',
    'b;;"stolen; car";2025-03-01 09:00:00;',
    '',
  ].join('\n');
  const path = writeLog(caseFile, 'march.csv', log);
  const shown = await previewImport(
    path,
    { ...none, caseTimezone: caseFile.record().timezone },
    unwatchedJob(),
  );
  expect(shown).toMatchObject({
    file: 'march.csv',
    bytes: log.length,
    format: 'csv (semicolons)',
    encoding: 'utf-8',
    delimiter: ';',
    preambleLines: 1,
    profile: null,
    columns: [
      { header: 'user', field: 'actor', how: 'name' },
      { header: 'plate', field: 'target', how: 'name' },
      { header: 'reason', field: 'reason', how: 'name' },
      { header: 'timestamp', field: 'at', how: 'name' },
      { header: 'Colour', field: null, how: null },
    ],
    rawText: log,
    timezoneBasis: { zone: 'America/Los_Angeles', basis: 'case' },
    sampledTimes: {
      first: '2025-03-01T17:00:00.000Z',
      last: '2025-03-02T18:00:00.000Z',
      original: '2025-03-01 09:00:00',
    },
    problem: null,
  });
  expect(shown.rows.map((cells) => cells.map(({ text, state }) => `${text}|${state}`))).toEqual([
    ['a|value', 'P1|value', '***|redacted', '2025-03-02 10:00:00|value', 'x|value'],
    ['b|value', '|empty', 'stolen; car|value', '2025-03-01 09:00:00|value', '|empty'],
  ]);
  expect(shown.profiles.map(({ id }) => id)).toContain('flock-organization-audit');
  expect(readActivity(caseFile.db).map(({ action }) => action)).toEqual(['case.create']);

  const [source] = await importInto(caseFile, [path]);
  expect(source).toMatchObject({
    format: shown.format,
    encoding: shown.encoding,
    timezoneBasis: shown.timezoneBasis,
    firstEventAt: shown.sampledTimes!.first,
    lastEventAt: shown.sampledTimes!.last,
  });
  expect(source!.integrity).toEqual(expect.arrayContaining([...shown.notes]));
  const events = listEvents(caseFile, [], 10, 0).events;
  expect(new Set(events.map(({ reason }) => reason))).toEqual(new Set(['***', 'stolen; car']));
});

describe('what would be refused is shown as far as it is known', () => {
  test('a day that can be a month: rows and columns, no times', async () => {
    const shown = await preview('user,plate,timestamp\na,P,03/04/2025 10:00:00\n', { timezone: 'UTC' });
    expect(shown).toMatchObject({
      problem: { code: 'date-ambiguous' },
      sampledTimes: null,
      timezoneBasis: null,
    });
    expect(shown.problem!.message).toMatch(/2025-03-04 .* or 2025-04-03/);
    expect(shown.rows).toHaveLength(1);
    expect(shown.columns.map(({ field }) => field)).toEqual(['actor', 'target', 'at']);
  });

  test('no zone: mended by one', async () => {
    const log = 'user,plate,timestamp\na,P,2025-01-01 10:00:00\n';
    expect(await preview(log)).toMatchObject({
      problem: { code: 'timezone-unknown' },
      timezoneBasis: { basis: 'unknown' },
      sampledTimes: null,
    });
    expect(await preview(log, { timezone: 'Mars/Olympus' })).toMatchObject({
      problem: { code: 'timezone-unknown', message: expect.stringContaining('Mars/Olympus') },
      rows: [expect.anything()],
    });
    expect(await preview(log, { timezone: 'Europe/Berlin' })).toMatchObject({
      problem: null,
      sampledTimes: { first: '2025-01-01T09:00:00.000Z' },
    });
  });

  test('no time: the columns there are', async () => {
    const shown = await preview('user,plate\na,P\n');
    expect(shown).toMatchObject({ problem: { code: 'mapping' }, sampledTimes: null });
    expect(shown.columns.map(({ header }) => header)).toEqual(['user', 'plate']);
    expect(shown.rows).toHaveLength(1);
  });

  test('a profile that does not fit, or that there is none', async () => {
    const log = 'user,plate,timestamp\na,P,2025-01-01T10:00:00Z\n';
    expect(await preview(log, { profile: 'flock-organization-audit' })).toMatchObject({
      problem: { code: 'mapping' },
      profile: { id: 'flock-organization-audit' },
      rows: [expect.anything()],
    });
    expect(await preview(log, { profile: 'no-such' })).toMatchObject({
      problem: { code: 'not-found', message: expect.stringContaining('no profile "no-such"') },
      profile: null,
      rows: [expect.anything()],
    });
  });

  test('a header alone', async () => {
    expect(await preview('user,plate,timestamp\n')).toMatchObject({
      problem: { code: 'input-empty' },
      rows: [],
      columns: [{ header: 'user' }, { header: 'plate' }, { header: 'timestamp' }],
    });
  });

  test.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'input-empty'],
    ['a workbook', Buffer.from([0x50, 0x4b, 3, 4, 0, 0xff]), 'input-format'],
    ['zero bytes', 'user,plate\0,timestamp\n', 'input-format'],
    ['a PDF', '%PDF-1.7\n', 'input-format'],
  ])('%s: its first bytes and why', async (_, content, code) => {
    const shown = await preview(content);
    expect(shown).toMatchObject({
      bytes: content.length,
      problem: { code },
      rows: [],
      columns: [],
      delimiter: '',
    });
    expect(shown.rawText).toBe(Buffer.from(content).toString('utf8'));
  });

  test('a folder, and a pipe that nobody writes to', async () => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'sub'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    for (const name of ['sub', 'pipe']) {
      const shown = await previewImport(join(folder, name), none, unwatchedJob());
      expect(shown.problem).toMatchObject({
        code: 'input-unreadable',
        message: expect.stringContaining('not a file'),
      });
    }
  });

  test('a path that leads nowhere is not found', async () => {
    await expect(previewImport('/nowhere/at/all.csv', none, unwatchedJob())).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

test('no more than 200 rows and 16,384 characters of a long file', async () => {
  const lines = Array.from({ length: 3000 }, (_, i) => `u${i},P,2025-01-01T00:00:00Z`);
  const shown = await preview(['user,plate,timestamp', ...lines, ''].join('\n'));
  expect(shown.rows).toHaveLength(200);
  expect(shown.rows[199]![0]!.text).toBe('u199');
  expect(shown.rawText).toHaveLength(16_384);
});

test('any bytes give a preview, refused exactly when the import would refuse them', async () => {
  const text = fc.array(
    fc.constantFrom(
      'user',
      'plate',
      'timestamp',
      ',',
      '"',
      '\n',
      '\r',
      ';',
      '2025-01-01T00:00:00Z',
      '13/01/2025',
      'é',
      '\t',
      ' ',
    ),
    { maxLength: 60 },
  );
  const content = fc.oneof(
    text.map((parts) => Buffer.from(parts.join(''))),
    fc.uint8Array({ maxLength: 300 }),
  );
  const caseFile = freshCase();
  await fc.assert(
    fc.asyncProperty(content, fc.constantFrom(undefined, 'UTC', 'x'), async (bytes, timezone) => {
      const path = writeLog(caseFile, 'any.csv', bytes);
      const options = { ...none, timezone };
      const { problem, rows, columns } = await previewImport(path, options, unwatchedJob());
      // What is no plain text is planned table by table.
      if (!isPlainText(path, undefined)) return;
      if (problem === null) expect(() => planImport(path, options)).not.toThrow();
      else expect(() => planImport(path, options)).toThrow(expect.objectContaining({ code: problem.code }));
      expect(problem?.code).not.toBe('internal');
      for (const cells of rows) expect(cells).toHaveLength(columns.length);
    }),
    { numRuns: 300 },
  );
});
