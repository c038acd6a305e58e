import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readActivity } from '../../../../electron/core/case-file/activity-log.ts';
import type { CaseFile } from '../../../../electron/core/case-file/case-file.ts';
import { verifyCase } from '../../../../electron/core/case-file/verify-case.ts';
import { openEvents } from '../../../../electron/core/events/open-events.ts';
import { listEvents } from '../../../../electron/core/events/query.ts';
import { withdrawSource } from '../../../../electron/core/import/mend/withdraw-source.ts';
import { rejectedRecords } from '../../../../electron/core/import/source-account.ts';
import { readAllSources, readSources } from '../../../../electron/core/import/source-record.ts';
import { unwatchedJob } from '../../../../electron/core/job.ts';
import { freshCase, importInto, writeLog } from '../../fresh-case.ts';

const header = 'id,user,plate,reason,timestamp';
const reason = 'it is the log of another agency';
const withdraw = (caseFile: CaseFile, source: string) =>
  withdrawSource(caseFile, { source, reason, examiner: 'Second Examiner' }, unwatchedJob());

/** A log of events that are told apart by number only: the same number is the same event. */
const logOf = (events: readonly number[], own: string): string =>
  [
    own === '' ? header : `${header},${own}`,
    ...events.map(
      (n) => `e${n},user${n % 3},P${n % 5},r${n},2025-01-0${1 + (n % 9)}T00:00:00Z${own === '' ? '' : ',x'}`,
    ),
    '',
  ].join('\n');

/** All that can be seen of a case's events and the counts of its sources, but for the numbers of sources. */
function seen(caseFile: CaseFile) {
  const events = openEvents(caseFile);
  return {
    events: listEvents(caseFile, [], 10_000, 0).events,
    columns: events.store.columnNames(),
    rows: events.store.rowCount,
    sources: readSources(caseFile.db).map(({ record }) => [
      record.file,
      record.rowsRead,
      record.rowsImported,
      record.rowsDuplicate,
      record.firstEventAt,
    ]),
  };
}

async function problems(caseFile: CaseFile): Promise<string[]> {
  const { checks } = await verifyCase(caseFile, unwatchedJob());
  return checks.filter(({ ok }) => !ok).map(({ check, detail }) => `${check}: ${detail}`);
}

test('a case without a source is as if that had never been imported', async () => {
  const file = fc.array(fc.nat(12), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(file, fc.constantFrom('', 'badge', 'unit')), { minLength: 2, maxLength: 3 }),
      fc.nat(),
      async (files, which) => {
        const gone = which % files.length;
        // A last line of its own keeps two files from being the same one.
        const logs = files.map(([events, own], i) => logOf([...events, 100 + i], own));
        const caseFile = freshCase('UTC');
        const paths = logs.map((log, i) => writeLog(caseFile, `${i}.csv`, log));
        await importInto(caseFile, paths);
        openEvents(caseFile).rows([]);
        const { source, affectedFindings } = withdraw(caseFile, `S${gone + 1}`);
        expect(source).toMatchObject({
          state: 'withdrawn',
          withdrawn: { by: 'Second Examiner', reason, at: expect.stringMatching(/Z$/) },
        });
        expect(affectedFindings).toBe(0);
        const other = freshCase('UTC');
        const rest = logs.flatMap((log, i) => (i === gone ? [] : [writeLog(other, `${i}.csv`, log)]));
        await importInto(other, rest);
        expect(seen(caseFile)).toEqual(seen(other));
        expect(await problems(caseFile)).toEqual([]);
        // And it can come back: it is not taken for a file the case has.
        const [again] = await importInto(caseFile, [paths[gone]!]);
        expect(again).toMatchObject({ state: 'imported', id: `S${files.length + 1}` });
        expect(await problems(caseFile)).toEqual([]);
        caseFile.close();
        other.close();
      },
    ),
    { numRuns: 3 },
  );
}, 120_000);

test('the log says what was withdrawn; receipt, rejected records and evidence stay', async () => {
  const caseFile = freshCase('UTC');
  const log = `${header}\ne1,a,P,r,2025-01-01T00:00:00Z\ne2,a,P,r,never\n`;
  const [before] = await importInto(caseFile, [writeLog(caseFile, 'log.csv', log)]);
  withdraw(caseFile, ' s1 ');
  const entry = readActivity(caseFile.db).at(-1)!;
  const imported = readActivity(caseFile.db).find(({ action }) => action === 'import')!;
  expect(entry).toMatchObject({
    action: 'source.withdraw',
    actor: 'Second Examiner',
    details: {
      id: 'S1',
      file: 'log.csv',
      sha256: before!.sha256,
      reason,
      rows: 1,
      receiptSha256: imported.details.receiptSha256,
      affectedFindings: 0,
      findings: [],
    },
  });
  const [{ record }] = readAllSources(caseFile.db) as [ReturnType<typeof readAllSources>[number]];
  expect(record).toEqual({ ...before, state: 'withdrawn', withdrawn: record.withdrawn });
  expect(readSources(caseFile.db)).toEqual([]);
  expect(
    rejectedRecords(caseFile, { source: 'S1', limit: 10, offset: 0 }).rejected.map(({ text }) => text.trim()),
  ).toEqual(['e2,a,P,r,never']);
  expect(caseFile.db.prepare('SELECT count(*) FROM block').pluck().get()).toBe(0);
});

test('a source that says what its repeats were when it came says what they are now', async () => {
  const caseFile = freshCase('UTC');
  await importInto(caseFile, [
    writeLog(caseFile, 'a.csv', logOf([1, 2, 3], '')),
    writeLog(caseFile, 'b.csv', logOf([2, 3, 4], '')),
  ]);
  expect(readSources(caseFile.db)[1]!.record).toMatchObject({ rowsImported: 1, rowsDuplicate: 2 });
  withdraw(caseFile, 'S1');
  const [{ record, receipt }] = readSources(caseFile.db) as [ReturnType<typeof readSources>[number]];
  expect(record).toMatchObject({ rowsRead: 3, rowsImported: 3, rowsDuplicate: 0 });
  expect(receipt).toMatchObject({ rowsImported: 1, rowsDuplicate: 2 });
  expect(record.integrity.at(-1)).toEqual({
    check: 'repeats-since',
    severity: 'info',
    message: 'repeats when it was imported: 2; since a source with the same events was withdrawn: 0',
  });
});

test('refuses what is not in use, and anything while a file is being imported', async () => {
  const caseFile = freshCase('UTC');
  await importInto(caseFile, [writeLog(caseFile, 'a.csv', logOf([1], ''))]);
  expect(() => withdraw(caseFile, 'S2')).toThrow(/there is no source "S2"; in use: S1 \(a.csv\)/);
  withdraw(caseFile, 'S1');
  expect(() => withdraw(caseFile, 'S1')).toThrow(/source S1 \(a.csv\) was withdrawn already; in use: none/);
  await importInto(caseFile, [writeLog(caseFile, 'b.csv', logOf([1, 2], ''))]);
  caseFile.db.exec("UPDATE source SET state = 'importing' WHERE source_id = 2");
  expect(() => withdraw(caseFile, 'S2')).toThrow(expect.objectContaining({ code: 'case-busy' }));
  expect(readActivity(caseFile.db).filter(({ action }) => action === 'source.withdraw')).toHaveLength(1);
});

test('a failure in the middle leaves the case as it was', async () => {
  const caseFile = freshCase('UTC');
  await importInto(caseFile, [
    writeLog(caseFile, 'a.csv', logOf([1, 2, 3], '')),
    writeLog(caseFile, 'b.csv', logOf([2, 3, 4], '')),
  ]);
  const before = seen(caseFile);
  caseFile.db.exec(
    "CREATE TEMP TRIGGER fails BEFORE UPDATE OF rows_imported ON source BEGIN SELECT RAISE(ABORT, 'no'); END",
  );
  expect(() => withdraw(caseFile, 'S1')).toThrow('no');
  caseFile.db.exec('DROP TRIGGER fails');
  expect(seen(caseFile)).toEqual(before);
  expect(await problems(caseFile)).toEqual([]);
});

test('a reason is kept as it is, whatever is in it', async () => {
  const caseFile = freshCase('UTC');
  await importInto(caseFile, [writeLog(caseFile, 'a.csv', logOf([1], ''))]);
  const said = 'half \ud83d, zero \u0000, "quoted", \u202eturned\n=1+1';
  const { source } = withdrawSource(
    caseFile,
    { source: 'S1', reason: said, examiner: undefined },
    unwatchedJob(),
  );
  expect(source.withdrawn!.reason).toBe(said.toWellFormed());
  expect(readActivity(caseFile.db).at(-1)!.details.reason).toBe(said.toWellFormed());
  expect(await problems(caseFile)).toEqual([]);
});
