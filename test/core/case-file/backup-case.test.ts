import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backupCase } from '../../../electron/core/case-file/backup-case.ts';
import { CaseFile } from '../../../electron/core/case-file/case-file.ts';
import { verifyCase } from '../../../electron/core/case-file/verify-case.ts';
import { unwatchedJob } from '../../../electron/core/job.ts';
import { freshCase, freshFolder, importInto, writeLog } from '../fresh-case.ts';

const log = 'user,plate,timestamp\na,P1,2025-03-01T10:00:00Z\n';
const job = unwatchedJob();

test('unpacked by python it is the case, whole, and its hash is the one told', async () => {
  const caseFile = freshCase();
  await importInto(caseFile, [writeLog(caseFile, 'log.csv', log)]);
  const folder = freshFolder();
  const { path, sha256 } = await backupCase(caseFile, join(folder, 'copy.zip'), undefined, job);
  expect(execFileSync('sha256sum', [path], { encoding: 'utf8' }).split(' ')[0]).toBe(sha256);
  execFileSync('python3', ['-m', 'zipfile', '-e', path, join(folder, 'out')]);
  const copy = CaseFile.open(join(folder, 'out/copy'));
  expect(copy.record()).toEqual(caseFile.record());
  expect((await verifyCase(copy, job)).checks.filter(({ ok }) => !ok)).toEqual([]);
  const [evidence] = readdirSync(copy.evidenceDir);
  expect(readFileSync(join(copy.evidenceDir, evidence!), 'utf8')).toBe(log);
  copy.close();
});

test('has the readings of files that are no plain text too', async () => {
  const caseFile = freshCase('UTC');
  const json = JSON.stringify([{ user: 'a', plate: 'P', timestamp: '2025-03-01T10:00:00Z' }]);
  await importInto(caseFile, [writeLog(caseFile, 'log.json', json)]);
  const folder = freshFolder();
  const { path } = await backupCase(caseFile, join(folder, 'copy.zip'), undefined, job);
  execFileSync('python3', ['-m', 'zipfile', '-e', path, join(folder, 'out')]);
  const copy = CaseFile.open(join(folder, 'out/copy'));
  expect(readdirSync(copy.readingsDir)).toHaveLength(1);
  expect((await verifyCase(copy, job)).checks.filter(({ ok }) => !ok)).toEqual([]);
  copy.close();
});

test('refuses a path that is taken and leaves nothing half-written', async () => {
  const caseFile = freshCase();
  const taken = writeLog(caseFile, 'taken.zip', 'mine');
  await expect(backupCase(caseFile, taken, undefined, job)).rejects.toMatchObject({ code: 'exists' });
  expect(readFileSync(taken, 'utf8')).toBe('mine');
  await expect(backupCase(caseFile, '/nowhere/at/all.zip', undefined, job)).rejects.toMatchObject({
    code: 'not-found',
  });
  const controller = new AbortController();
  controller.abort();
  const folder = freshFolder();
  const stopped = backupCase(caseFile, join(folder, 'x.zip'), undefined, {
    ...job,
    signal: controller.signal,
  });
  await expect(stopped).rejects.toThrow();
  expect(existsSync(join(folder, 'x.zip'))).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});
