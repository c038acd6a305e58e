import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { rejectedRecords } from '../../../electron/core/import/source-account.ts';
import type { SourceRecord } from '../../../shared/contract/records.ts';
import { freshCase, importInto, writeLog } from '../fresh-case.ts';

const csv = 'user,plate,timestamp\na,P1,2025-01-01T00:00:00Z\nb,P2,yesterday\nc,P3,2025-01-03T00:00:00Z\n';
const ndjson = '{"user":"a","plate":"P1","timestamp":"2025-01-01T00:00:00Z"}\n{bad\n';
const noteOf = (source: SourceRecord | undefined, check: string) =>
  source!.integrity.find((note) => note.check === check);

test('a stated hash and number of records are those of the delivered file, not of the text made from it', async () => {
  const caseFile = freshCase();
  const packed = gzipSync(csv);
  const sha256 = createHash('sha256').update(packed).digest('hex');
  const path = writeLog(caseFile, 'log.csv.gz', packed);
  const [right] = await importInto(caseFile, [path], { expectSha256: sha256, expectRows: 3, dryRun: true });
  expect(right).toMatchObject({ sha256, bytes: packed.length, member: 'log.csv', rowsRead: 3 });
  expect(noteOf(right, 'stated-sha256')!.severity).toBe('info');
  expect(noteOf(right, 'stated-rows')!.severity).toBe('info');
  const ofText = createHash('sha256').update(csv).digest('hex');
  const [wrong] = await importInto(caseFile, [path], { expectSha256: ofText, dryRun: true });
  expect(noteOf(wrong, 'stated-sha256')!.severity).toBe('warning');
});

test('records of which no text could be made are among those a receipt counts', async () => {
  const caseFile = freshCase();
  const [source] = await importInto(caseFile, [writeLog(caseFile, 'log.ndjson', ndjson)], { expectRows: 2 });
  expect(source).toMatchObject({ rowsRead: 2, rowsImported: 1, rowsRejected: 1 });
  expect(noteOf(source, 'rejected')!.message).toContain('1 of 2 records');
  expect(noteOf(source, 'stated-rows')!.severity).toBe('info');
});

test('a rejected record is shown as it stands, and not at all where the case has it packed only', async () => {
  const caseFile = freshCase();
  const sources = await importInto(caseFile, [
    writeLog(caseFile, 'plain.ndjson', ndjson),
    writeLog(caseFile, 'packed.csv.gz', gzipSync(csv)),
    writeLog(caseFile, 'packed.ndjson.gz', gzipSync(ndjson.replaceAll('P1', 'P9'))),
  ]);
  const texts = sources.map(({ id }) =>
    rejectedRecords(caseFile, { source: id, limit: 10, offset: 0 }).rejected.map(({ text }) => text.trim()),
  );
  expect(texts).toEqual([['{bad'], ['b,P2,yesterday'], ['']]);
});

test('records that lack cells are counted over all of the file, and read', async () => {
  const caseFile = freshCase();
  const rows = Array.from({ length: 40 }, (_, i) => `u${i},P${i},2025-01-01T00:00:${i + 10}Z,note`);
  const short = Array.from({ length: 20 }, (_, i) => `v${i},Q${i},2025-01-02T00:00:${i + 10}Z`);
  const log = ['user,plate,timestamp,remark', ...rows, ...short, ''].join('\n');
  const [source] = await importInto(caseFile, [writeLog(caseFile, 'log.csv', log)]);
  expect(source).toMatchObject({ rowsImported: 60, rowsRejected: 0 });
  expect(noteOf(source, 'short-records-read')!.message).toMatch(/^20 records/);
});

test('a file refused for a column without a name is read once it is said which', async () => {
  const caseFile = freshCase();
  const rows = Array.from({ length: 30 }, (_, i) => `${i},u${i % 5},P${i},2025-01-01T00:00:${i + 10}Z,x`);
  const log = ['user,plate,timestamp,remark', ...rows, ''].join('\n');
  const path = writeLog(caseFile, 'log.csv', log);
  const [refused] = await importInto(caseFile, [path]);
  expect(refused).toMatchObject({ state: 'refused', error: { code: 'input-format' } });
  const [source] = await importInto(caseFile, [path], { choices: { unnamedColumn: 1 } });
  expect(source).toMatchObject({ state: 'imported', rowsImported: 30 });
  expect(source!.mapping).toMatchObject({ actor: ['user'], target: ['plate'], at: ['timestamp'] });
});
