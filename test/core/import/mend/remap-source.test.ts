import { appendFileSync, chmodSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readActivity } from '../../../../electron/core/case-file/activity-log.ts';
import type { CaseFile } from '../../../../electron/core/case-file/case-file.ts';
import { verifyCase } from '../../../../electron/core/case-file/verify-case.ts';
import { listEvents } from '../../../../electron/core/events/query.ts';
import { remapSource } from '../../../../electron/core/import/mend/remap-source.ts';
import { withdrawSource } from '../../../../electron/core/import/mend/withdraw-source.ts';
import { readAllSources, readSources } from '../../../../electron/core/import/source-record.ts';
import { unwatchedJob } from '../../../../electron/core/job.ts';
import { freshCase, importInto, writeLog } from '../../fresh-case.ts';

const job = unwatchedJob();
type Options = Partial<Omit<Parameters<typeof remapSource>[1], 'source'>>;
const remap = (caseFile: CaseFile, source: string, options: Options = {}) =>
  remapSource(caseFile, { source, reason: 'read wrongly', examiner: 'Second', ...options }, job);

const log = [
  'id,user,plate,note,when',
  'e1,a,P1,first,2025-03-01 10:00:00',
  'e2,b,P2,second,2025-03-01 11:00:00',
  'e2,b,P2,second,2025-03-01 11:00:00',
  'broken',
  '',
].join('\n');

const seen = (caseFile: CaseFile) => listEvents(caseFile, [], 1000, 0).events;
async function problems(caseFile: CaseFile): Promise<string[]> {
  const { checks } = await verifyCase(caseFile, job);
  return checks.filter(({ ok }) => !ok).map(({ check, detail }) => `${check}: ${detail}`);
}

test('another zone: the new source stands in the place of the old one, as if it had come so', async () => {
  const caseFile = freshCase('UTC');
  await importInto(caseFile, [writeLog(caseFile, 'log.csv', log)], {
    receivedFrom: 'Records',
    expectRows: 4,
  });
  const { source, affectedFindings } = await remap(caseFile, 'S1', { timezone: 'America/Los_Angeles' });
  expect(source).toMatchObject({
    id: 'S2',
    file: 'log.csv',
    state: 'imported',
    rowsRead: 4,
    rowsImported: 2,
    rowsRejected: 1,
    rowsDuplicate: 1,
    timezoneBasis: { zone: 'America/Los_Angeles', basis: 'option' },
  });
  expect(affectedFindings).toBe(0);
  const [old, now] = readAllSources(caseFile.db);
  expect(old!.record).toMatchObject({
    state: 'withdrawn',
    withdrawn: { by: 'Second', reason: 'read wrongly', replacedBy: 'S2' },
  });
  expect(now!.receipt.delivery).toEqual(old!.receipt.delivery);
  expect(now!.receipt.choices).toEqual({ timezone: 'America/Los_Angeles' });
  const other = freshCase('UTC');
  await importInto(other, [writeLog(other, 'log.csv', log)], { timezone: 'America/Los_Angeles' });
  expect(seen(caseFile)).toEqual(seen(other));
  expect(seen(caseFile).map(({ at }) => at)).toEqual([
    '2025-03-01T18:00:00.000Z',
    '2025-03-01T19:00:00.000Z',
  ]);
  expect(await problems(caseFile)).toEqual([]);
  const [withdrawal, entry] = readActivity(caseFile.db).slice(-2);
  expect(withdrawal).toMatchObject({ action: 'source.withdraw', details: { id: 'S1', replacedBy: 'S2' } });
  expect(entry).toMatchObject({
    action: 'import',
    actor: 'Second',
    details: { id: 'S2', replaces: 'S1', choices: { timezone: 'America/Los_Angeles' } },
  });
});

test('choices are put over those before one by one', async () => {
  const caseFile = freshCase('UTC');
  await importInto(caseFile, [writeLog(caseFile, 'log.csv', log)], {
    choices: { fields: { note: 'reason' }, markers: { redacted: ['P2'] } },
  });
  await remap(caseFile, 'S1', { choices: { fields: { user: 'onBehalfOf', plate: 'actor' } } });
  expect(readSources(caseFile.db)[0]!.receipt.choices).toEqual({
    fields: { note: 'reason', user: 'onBehalfOf', plate: 'actor' },
    markers: { redacted: ['P2'] },
  });
  expect(seen(caseFile)[0]).toMatchObject({ actor: 'P1', onBehalfOf: 'a', reason: 'first' });
  await remap(caseFile, 'S2', { choices: { fields: { note: null } } });
  expect(seen(caseFile)[0]).toMatchObject({ actor: 'P1', extra: { note: 'first' } });
  expect(seen(caseFile)[0]).not.toHaveProperty('reason');
  expect(readAllSources(caseFile.db).map(({ record }) => record.withdrawn?.replacedBy)).toEqual([
    'S2',
    'S3',
    undefined,
  ]);
  expect(await problems(caseFile)).toEqual([]);
});

test('where the new reading is refused nothing changes', async () => {
  const caseFile = freshCase('UTC');
  await importInto(caseFile, [writeLog(caseFile, 'log.csv', log)]);
  const before = seen(caseFile);
  const entries = readActivity(caseFile.db).length;
  await expect(remap(caseFile, 'S1', { timezone: 'No/Where' })).rejects.toMatchObject({
    code: 'timezone-unknown',
  });
  await expect(remap(caseFile, 'S1', { profile: 'nonsense' })).rejects.toMatchObject({ code: 'not-found' });
  await expect(remap(caseFile, 'S1', { choices: { fields: { when: null } } })).rejects.toThrow(/log.csv/);
  await expect(remap(caseFile, 'S9')).rejects.toMatchObject({ code: 'not-found' });
  const controller = new AbortController();
  controller.abort();
  const stopped = remapSource(
    caseFile,
    { source: 'S1', reason: 'r', timezone: 'Europe/Berlin', examiner: undefined },
    { ...job, signal: controller.signal },
  );
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  const sealed = caseFile.evidencePath(readSources(caseFile.db)[0]!.record.sha256);
  chmodSync(sealed, 0o600);
  appendFileSync(sealed, 'e9,z,P9,forged,2025-03-01 12:00:00\n');
  await expect(remap(caseFile, 'S1', { timezone: 'Europe/Berlin' })).rejects.toMatchObject({
    code: 'case-damaged',
  });
  expect(seen(caseFile)).toEqual(before);
  expect(readActivity(caseFile.db)).toHaveLength(entries);
  expect(readAllSources(caseFile.db).map(({ record }) => record.state)).toEqual(['imported']);
  withdrawSource(caseFile, { source: 'S1', reason: 'r', examiner: undefined }, job);
  await expect(remap(caseFile, 'S1')).rejects.toThrow(/withdrawn already/);
});

test('whatever overlaps: the same as a case in which the file came last and read so', async () => {
  const file = fc.array(fc.nat(8), { minLength: 1, maxLength: 8 });
  const write = (caseFile: CaseFile, events: readonly number[], i: number) =>
    writeLog(
      caseFile,
      `${i}.csv`,
      [
        'id,user,plate,when',
        ...[...events, 50 + i].map((n) => `e${n},u${n % 2},P${n % 3},2025-01-01 0${n % 9}:00:00`),
        '',
      ].join('\n'),
    );
  await fc.assert(
    fc.asyncProperty(
      fc.array(file, { minLength: 2, maxLength: 3 }),
      fc.nat(),
      fc.boolean(),
      async (files, which, moves) => {
        const chosen = which % files.length;
        const options = moves ? { timezone: 'Asia/Tokyo' } : { choices: { fields: { plate: null } } };
        const caseFile = freshCase('UTC');
        await importInto(
          caseFile,
          files.map((events, i) => write(caseFile, events, i)),
        );
        await remap(caseFile, `S${chosen + 1}`, options);
        const other = freshCase('UTC');
        const paths = files.map((events, i) => write(other, events, i));
        await importInto(
          other,
          paths.filter((_, i) => i !== chosen),
        );
        await importInto(other, [paths[chosen]!], options);
        expect(seen(caseFile)).toEqual(seen(other));
        const counts = ({ db }: CaseFile) =>
          readSources(db).map(({ record }) => [record.file, record.rowsImported, record.rowsDuplicate]);
        expect(counts(caseFile)).toEqual(counts(other));
        expect(await problems(caseFile)).toEqual([]);
        caseFile.close();
        other.close();
      },
    ),
    { numRuns: 2 },
  );
}, 120_000);

test('a table of JSON is read again from what was delivered', async () => {
  const caseFile = freshCase('UTC');
  const json = JSON.stringify({
    Records: [{ id: 'e1', user: 'a', plate: 'P', timestamp: '2025-03-01 10:00:00' }],
  });
  await importInto(caseFile, [writeLog(caseFile, 'log.json', json)]);
  const { source } = await remap(caseFile, 'S1', { timezone: 'Europe/Berlin' });
  expect(source).toMatchObject({
    id: 'S2',
    file: 'log.json',
    format: expect.stringContaining('json'),
    rowsImported: 1,
  });
  expect(seen(caseFile).map(({ at }) => at)).toEqual(['2025-03-01T09:00:00.000Z']);
  await expect(remap(caseFile, 'S2', { choices: { sheets: ['A', 'B'] } })).rejects.toMatchObject({
    code: 'usage',
  });
  expect(await problems(caseFile)).toEqual([]);
});
