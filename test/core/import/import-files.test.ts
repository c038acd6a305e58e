import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readActivity } from '../../../electron/core/case-file/activity-log.ts';
import type { CaseFile } from '../../../electron/core/case-file/case-file.ts';
import { verifyCase } from '../../../electron/core/case-file/verify-case.ts';
import { listEvents } from '../../../electron/core/events/query.ts';
import { importFiles } from '../../../electron/core/import/import-files.ts';
import { unwatchedJob } from '../../../electron/core/job.ts';
import { freshCase, importInto, importRequest, writeLog } from '../fresh-case.ts';

const header = 'id,user,plate,reason,case number,timestamp';
const row = (id: string, user: string, plate: string, reason: string, at: string, caseNumber = '') =>
  `${id},${user},${plate},${reason},${caseNumber},${at}`;
const twoRows = [
  header,
  row('e1', 'jdoe', 'ABC123', 'stolen car', '2025-03-01T10:00:00Z', '25-1234'),
  row('e2', 'asmith', 'XYZ789', 'bolo', '2025-03-01T11:00:00Z'),
  '',
].join('\n');

async function allEvents(caseFile: CaseFile) {
  return (await listEvents(caseFile, [], 10_000, 0)).events;
}

async function refusal(content: string | Uint8Array, name = 'log.csv', options = {}) {
  const caseFile = freshCase();
  const [source] = await importInto(caseFile, [writeLog(caseFile, name, content)], options);
  expect(source).toMatchObject({ state: 'refused', rowsRead: 0 });
  expect(await allEvents(caseFile)).toEqual([]);
  expect(readdirSync(caseFile.evidenceDir)).toEqual([]);
  expect((await verifyCase(caseFile, unwatchedJob())).ok).toBe(true);
  expect(readActivity(caseFile.db).map(({ action }) => action)).toContain('import.refused');
  return source!.error!;
}

describe('a good file', () => {
  test('is sealed byte for byte, read-only, and every event points at its record', async () => {
    const caseFile = freshCase();
    const path = writeLog(caseFile, 'log.csv', twoRows);
    const [source] = await importInto(caseFile, [path], {
      receivedFrom: 'Records unit',
      authority: 'Order 7',
    });
    const sha256 = createHash('sha256').update(twoRows).digest('hex');
    expect(source).toMatchObject({
      file: 'log.csv',
      sha256,
      bytes: Buffer.byteLength(twoRows),
      state: 'imported',
      rowsRead: 2,
      rowsImported: 2,
      rowsRejected: 0,
      rowsDuplicate: 0,
      firstEventAt: '2025-03-01T10:00:00.000Z',
      lastEventAt: '2025-03-01T11:00:00.000Z',
      timezoneBasis: { zone: 'UTC', basis: 'data' },
      mapping: { at: ['timestamp'], actor: ['user'], target: ['plate'], nativeId: ['id'] },
    });
    const sealed = caseFile.evidencePath(sha256);
    expect(readFileSync(sealed, 'utf8')).toBe(twoRows);
    expect(statSync(sealed).mode & 0o777).toBe(0o400);
    const events = await allEvents(caseFile);
    expect(
      events.map(({ row: record, actor, target, reason, states }) => [
        record,
        actor,
        target,
        reason,
        states.caseNumber,
      ]),
    ).toEqual([
      [1, 'jdoe', 'ABC123', 'stolen car', undefined],
      [2, 'asmith', 'XYZ789', 'bolo', 'empty'],
    ]);
    for (const event of events) {
      expect(twoRows.slice(event.offset).startsWith(`e${event.row},`)).toBe(true);
      expect(event.states.device).toBe('not-exported');
    }
    const entry = readActivity(caseFile.db).find(({ action }) => action === 'import')!;
    expect(entry.details).toMatchObject({
      sha256,
      delivery: { receivedFrom: 'Records unit', authority: 'Order 7' },
    });
  });

  test('again is already imported and changes nothing', async () => {
    const caseFile = freshCase();
    const path = writeLog(caseFile, 'log.csv', twoRows);
    const [first] = await importInto(caseFile, [path]);
    const copy = writeLog(caseFile, 'copy.csv', twoRows);
    const before = readActivity(caseFile.db).length;
    const [again] = await importInto(caseFile, [copy]);
    expect(again).toEqual({ ...first, state: 'already-imported' });
    expect(readActivity(caseFile.db)).toHaveLength(before);
    expect(await allEvents(caseFile)).toHaveLength(2);
  });

  test('as a dry run says the same and leaves no trace', async () => {
    const caseFile = freshCase();
    const path = writeLog(caseFile, 'log.csv', `${twoRows}broken line\n${twoRows.split('\n')[1]}\n`);
    const before = readActivity(caseFile.db);
    const [dry] = await importInto(caseFile, [path], { dryRun: true });
    expect(await allEvents(caseFile)).toEqual([]);
    expect(readdirSync(caseFile.evidenceDir)).toEqual([]);
    expect(readActivity(caseFile.db)).toEqual(before);
    const [real] = await importInto(caseFile, [path]);
    expect({ ...dry, id: real!.id }).toEqual(real);
    expect(real).toMatchObject({ rowsRead: 4, rowsImported: 2, rowsRejected: 1, rowsDuplicate: 1 });
  });

  test('may hold quotes, line ends in cells, a BOM, CRLF, blank lines and a preamble', async () => {
    const caseFile = freshCase();
    const content = `\ufeffAudit export\r\n\r\n${header}\r\ne1,"O'Neil ""Bo"" X",ABC,"two\r\nlines, one cell",,2025-01-01T00:00:00Z\r\n\r\ne2,b,C,d,,2025-01-01T00:00:01Z`;
    const [source] = await importInto(caseFile, [writeLog(caseFile, 'log.csv', content)]);
    expect(source).toMatchObject({ rowsRead: 2, rowsImported: 2, encoding: 'utf-8 with byte order mark' });
    const [first] = await allEvents(caseFile);
    expect(first).toMatchObject({ actor: `O'Neil "Bo" X`, reason: 'two\r\nlines, one cell', row: 1 });
    expect(Buffer.from(content).subarray(first!.offset).toString().startsWith('e1,')).toBe(true);
  });
});

describe('what was said of the delivery is compared', () => {
  test('hash and row count', async () => {
    const caseFile = freshCase();
    const path = writeLog(caseFile, 'log.csv', twoRows);
    const [source] = await importInto(caseFile, [path], { expectSha256: 'AB'.repeat(32), expectRows: 3 });
    const checks = Object.fromEntries(
      source!.integrity.map(({ check, severity, message }) => [check, `${severity}: ${message}`]),
    );
    expect(checks['stated-sha256']).toMatch(/^warning: .*it is not that file/);
    expect(checks['stated-rows']).toMatch(/^warning: .*1 are missing/);
    const sha256 = source!.sha256.toUpperCase();
    const other = freshCase();
    const [fine] = await importInto(other, [writeLog(other, 'log.csv', twoRows)], {
      expectSha256: sha256,
      expectRows: 2,
    });
    expect(
      fine!.integrity.filter(({ check }) => check.startsWith('stated')).map(({ severity }) => severity),
    ).toEqual(['info', 'info']);
  });
});

describe('repeats', () => {
  const one = [
    header,
    row('e1', 'a', 'P1', 'x', '2025-01-01T00:00:00Z'),
    row('e2', 'a', 'P2', 'x', '2025-01-02T00:00:00Z'),
    '',
  ].join('\n');
  const two = [
    header,
    row('e2', 'a', 'P2', '***', '2025-01-02T00:00:00Z'),
    row('e3', 'a', 'P3', 'x', '2025-01-03T00:00:00Z'),
    row('e3', 'a', 'P3', 'x', '2025-01-03T00:00:00Z'),
    '',
  ].join('\n');

  test('are kept as occurrences, counted once, whatever the order of files', async () => {
    const orders = [
      [one, two],
      [two, one],
    ];
    const results = [];
    for (const files of orders) {
      const caseFile = freshCase();
      const sources = await importInto(
        caseFile,
        files.map((content) => writeLog(caseFile, content === one ? 'one.csv' : `two.csv`, content)),
      );
      for (const { rowsRead, rowsImported, rowsRejected, rowsDuplicate } of sources) {
        expect(rowsRead).toBe(rowsImported + rowsRejected + rowsDuplicate);
      }
      expect(sources.reduce((sum, { rowsImported }) => sum + rowsImported, 0)).toBe(3);
      results.push(await allEvents(caseFile));
      expect((await verifyCase(caseFile, unwatchedJob())).checks.filter(({ ok }) => !ok)).toEqual([]);
    }
    expect(results[0]).toEqual(results[1]);
    const [, second, third] = results[0]!;
    expect(second!.occurrences).toHaveLength(1);
    expect(third!.occurrences).toEqual([{ file: 'two.csv', row: 3 }]);
  });

  test('the same id at another time is another event, and said', async () => {
    const caseFile = freshCase();
    const content = [header, row('e1', 'a', 'P', 'x', '2025-01-01T00:00:00Z'), ''].join('\n');
    const other = [header, row('e1', 'a', 'P', 'x', '2025-01-01T00:00:01Z'), ''].join('\n');
    const sources = await importInto(caseFile, [
      writeLog(caseFile, 'a.csv', content),
      writeLog(caseFile, 'b.csv', other),
    ]);
    expect(sources[1]).toMatchObject({ rowsImported: 1, rowsDuplicate: 0 });
    expect(sources[1]!.integrity.map(({ check }) => check)).toContain('id-at-other-time');
    expect(await allEvents(caseFile)).toHaveLength(2);
  });

  test('without ids whole records repeat, and that they may be two searches is said', async () => {
    const caseFile = freshCase();
    const content =
      'user,plate,reason,timestamp\na,P,x,2025-01-01T00:00:00Z\na,P,x,2025-01-01T00:00:00Z\na,P,y,2025-01-01T00:00:00Z\n';
    const [source] = await importInto(caseFile, [writeLog(caseFile, 'a.csv', content)]);
    expect(source).toMatchObject({ rowsRead: 3, rowsImported: 2, rowsDuplicate: 1 });
    expect(source!.integrity.find(({ check }) => check === 'repeats')!.message).toContain('cannot tell');
  });
});

describe('records that cannot be read', () => {
  test('are rejected with record number, offset and reason; the rest is read', async () => {
    const lines = [
      header,
      row('e1', 'a', 'P', 'x', '2025-01-01T00:00:00Z'),
      'too,few',
      row('e2', 'a', 'P', 'x', 'yesterday'),
      'e3,"unclosed,P',
      row('e4', 'a', 'P', 'x', '2025-01-01T00:00:04Z'),
      'Total,,,,,4',
      '',
    ];
    const content = lines.join('\n');
    const caseFile = freshCase();
    const [source] = await importInto(caseFile, [writeLog(caseFile, 'log.csv', content)]);
    expect(source).toMatchObject({ rowsRead: 6, rowsImported: 2, rowsRejected: 4, rejectedTotal: 4 });
    expect(source!.rejected.map(({ row: record }) => record)).toEqual([2, 3, 4, 6]);
    for (const { row: record, offset } of source!.rejected) {
      expect(content.slice(offset).split('\n')[0]).toBe(lines[record]);
    }
    expect(source!.rejected.map(({ reason }) => reason)).toEqual([
      'has 2 cells, the header has 6',
      expect.stringContaining('"yesterday"'),
      expect.stringContaining('quote'),
      expect.any(String),
    ]);
  });

  test('bytes that are not UTF-8 reject their record and name the byte', async () => {
    const caseFile = freshCase();
    const content = Buffer.concat([
      Buffer.from(`${header}\n${row('e1', 'a', 'P', 'x', '2025-01-01T00:00:00Z')}\ne2,b`),
      Buffer.from([0xe9]),
      Buffer.from(',P,x,,2025-01-01T00:00:01Z\ne3,c,P,x,,2025-01-01T00:00:02Z\n'),
    ]);
    const [source] = await importInto(caseFile, [writeLog(caseFile, 'log.csv', content)]);
    expect(source).toMatchObject({ rowsRead: 3, rowsImported: 2, rowsRejected: 1 });
    expect(source!.rejected[0]!.reason).toContain(`0xe9 at offset ${content.indexOf(0xe9)}`);
  });

  test('a line of many megabytes costs one record', async () => {
    const caseFile = freshCase();
    const content = `${header}\n${row('e1', 'a', 'P', 'x', '2025-01-01T00:00:00Z')}\ne2,${'y'.repeat(9_000_000)}\n${row('e3', 'a', 'P', 'x', '2025-01-01T00:00:02Z')}\n`;
    const [source] = await importInto(caseFile, [writeLog(caseFile, 'log.csv', content)]);
    expect(source).toMatchObject({ rowsRead: 3, rowsImported: 2, rowsRejected: 1 });
    expect(source!.rejected[0]!.reason).toContain('longer than');
  });
});

test('a comma in every quoted cell of a column is text, not a further column', async () => {
  const caseFile = freshCase();
  const rows = Array.from(
    { length: 300 },
    (_, i) => `r${i},u${i % 7},P${i},"Smith, John",2025-01-01T10:00:00Z`,
  );
  const log = ['id,user,plate,reason,timestamp', ...rows, ''].join('\n');
  const [source] = await importInto(caseFile, [writeLog(caseFile, 'log.csv', log)]);
  expect(source).toMatchObject({ state: 'imported', rowsRead: 300, rowsRejected: 0 });
  expect(listEvents(caseFile, ['reason=Smith, John'], 1, 0).total).toBe(300);
});

describe('files that are refused say what and how to mend it; the case stays whole', () => {
  const refusals: [string, string | Uint8Array, string, RegExp][] = [
    ['empty', '', 'input-empty', /0 bytes/],
    ['only blank lines', '\n\n\n', 'input-empty', /no lines with content/],
    ['header only', `${header}\n`, 'input-empty', /no records/],
    ['a PDF', '%PDF-1.7 …', 'input-format', /PDF/],
    ['a broken workbook', Buffer.from('504b03041400', 'hex'), 'input-format', /ZIP/],
    ['JSON without records', '{"Records":[]}', 'input-empty', /no records/],
    ['JSON without objects', '[1,2]', 'input-format', /JSON/],
    ['zero bytes', 'a,b\n\0,2\n', 'input-format', /zero byte at offset 4/],
    ['no time', 'user,plate\na,b\n', 'mapping', /time of the event/],
    [
      'ambiguous dates',
      `user,plate,date\na,b,01/02/2025 10:00:00\na,b,03/04/2025 10:00:00\n`,
      'date-ambiguous',
      /dateOrder/,
    ],
    ['unreadable dates', `user,plate,timestamp\na,b,soon\na,b,later\n`, 'mapping', /time/],
    ['no zone', 'user,plate,timestamp\na,b,2025-01-01 10:00:00\n', 'timezone-unknown', /--timezone/],
  ];
  test.each(refusals)('%s', async (_, content, code, message) => {
    const error = await refusal(content);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(error.message).toContain('log.csv');
  });

  test('an empty folder, a missing file, an unknown profile or zone', async () => {
    const caseFile = freshCase();
    const path = writeLog(caseFile, 'log.csv', twoRows);
    const codes = [];
    for (const [files, options] of [
      [[caseFile.evidenceDir], {}],
      [[join(caseFile.dir, 'nothing.csv')], {}],
      [[path], { profile: 'no-such' }],
      [[path], { timezone: 'Nowhere' }],
    ] as const) {
      const [source] = await importInto(caseFile, files, options);
      codes.push(source!.error?.code);
    }
    expect(codes).toEqual(['input-unreadable', 'not-found', 'not-found', 'timezone-unknown']);
  });

  test('one among several does not stop the others', async () => {
    const caseFile = freshCase();
    const sources = await importInto(caseFile, [
      writeLog(caseFile, 'bad.csv', ''),
      writeLog(caseFile, 'good.csv', twoRows),
    ]);
    expect(sources.map(({ state }) => state)).toEqual(['refused', 'imported']);
  });
});

describe('zones', () => {
  const local =
    'user,plate,timestamp\na,b,2025-11-02 01:30:00\na,b,2025-03-09 02:30:00\na,b,2025-07-01 12:00:00\n';

  test('of the examiner, then of the case; the hour that occurs twice and the one that does not exist are flagged', async () => {
    const caseFile = freshCase('America/Los_Angeles');
    const [source] = await importInto(caseFile, [writeLog(caseFile, 'log.csv', local)]);
    expect(source!.timezoneBasis).toEqual({ zone: 'America/Los_Angeles', basis: 'case' });
    const events = await allEvents(caseFile);
    expect(events.map(({ at, atOriginal, facts }) => [at, atOriginal, facts.atNote])).toEqual([
      ['2025-03-09T10:30:00.000Z', '2025-03-09 02:30:00', 'skipped-by-clock-change'],
      ['2025-07-01T19:00:00.000Z', '2025-07-01 12:00:00', undefined],
      ['2025-11-02T08:30:00.000Z', '2025-11-02 01:30:00', 'repeated-by-clock-change'],
    ]);
    const other = freshCase('America/Los_Angeles');
    const [given] = await importInto(other, [writeLog(other, 'log.csv', local)], {
      timezone: 'Europe/Berlin',
    });
    expect(given!.timezoneBasis).toEqual({ zone: 'Europe/Berlin', basis: 'option' });
  });
});

describe('an import that does not end', () => {
  test('when cancelled leaves the case as it was, and can be repeated', async () => {
    const caseFile = freshCase();
    const rows = Array.from({ length: 60_000 }, (_, i) =>
      row(`e${i}`, `u${i % 50}`, `P${i % 5000}`, `reason ${i}`, new Date(1.7e12 + i * 1000).toISOString()),
    );
    const path = writeLog(caseFile, 'log.csv', [header, ...rows, ''].join('\n'));
    const controller = new AbortController();
    let reports = 0;
    const job = { signal: controller.signal, report: () => void (++reports === 1 && controller.abort()) };
    await expect(importFiles(caseFile, importRequest(caseFile, [path]), job)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await allEvents(caseFile)).toEqual([]);
    expect(readdirSync(caseFile.evidenceDir)).toEqual([]);
    const counts = [
      'source',
      'slice',
      'block',
      'term_block',
      'rejected',
      'source_column',
      'event_column',
    ].map((table) => caseFile.db.prepare(`SELECT count(*) AS n FROM ${table}`).get());
    expect(new Set(counts.map((one) => (one as { n: number }).n))).toEqual(new Set([0]));
    expect(await importInto(caseFile, [path], { dryRun: true })).toMatchObject([{ rowsImported: 60_000 }]);
    const [source] = await importInto(caseFile, [path]);
    expect(source).toMatchObject({ rowsImported: 60_000, rowsDuplicate: 0 });
    expect((await verifyCase(caseFile, unwatchedJob())).ok).toBe(true);
  });

  test('because the file grows meanwhile refuses it', async () => {
    const caseFile = freshCase();
    const rows = Array.from({ length: 100_000 }, (_, i) =>
      row(`e${i}`, 'u', 'P', 'r', '2025-01-01T00:00:00Z'),
    );
    const path = writeLog(caseFile, 'log.csv', [header, ...rows, ''].join('\n'));
    let grown = false;
    const job = {
      signal: new AbortController().signal,
      report: () => {
        if (!grown) writeFileSync(path, 'more\n', { flag: 'a' });
        grown = true;
      },
    };
    const { sources } = await importFiles(caseFile, importRequest(caseFile, [path]), job);
    // Whether the copy was complete by then is a matter of luck; a half-read file is never imported.
    if (sources[0]!.state === 'refused')
      expect(sources[0]!.error!.message).toContain('changed while it was read');
    else expect(sources[0]!.rowsImported + sources[0]!.rowsDuplicate).toBe(100_000);
  });
});

const eugene = new URL('../../../../shared/data/flock-eugene-or/EPDSearchAuditLogs.csv', import.meta.url)
  .pathname;

test.skipIf(!existsSync(eugene))('the real Eugene file', async () => {
  const caseFile = freshCase();
  const [source] = await importInto(caseFile, [eugene]);
  expect(source).toMatchObject({
    rowsRead: 4294,
    rowsImported: 4294,
    rowsRejected: 0,
    rowsDuplicate: 0,
    firstEventAt: '2025-06-18T00:02:04.789Z',
    timezoneBasis: { zone: 'UTC', basis: 'profile' },
    profile: 'flock-portal-search-audit-a',
  });
  const events = await allEvents(caseFile);
  expect(events).toHaveLength(4294);
  expect(new Set(events.map(({ actor }) => actor)).size).toBe(147);
  expect(events.filter(({ reason }) => String(reason).includes('+'))).toHaveLength(160);
  expect(events.filter(({ states }) => states.reason === 'empty')).toHaveLength(5);
});
