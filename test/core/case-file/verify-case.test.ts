import { hash } from 'node:crypto';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { CaseFile } from '../../../electron/core/case-file/case-file.ts';
import { verifyCase } from '../../../electron/core/case-file/verify-case.ts';
import { withdrawSource } from '../../../electron/core/import/mend/withdraw-source.ts';
import { unwatchedJob } from '../../../electron/core/job.ts';
import { freshCase, importInto, writeLog } from '../fresh-case.ts';

const log = [
  'user,plate,reason,timestamp',
  'a,P1,x,2025-03-01T10:00:00Z',
  'b,P2,y,2025-03-01T11:00:00Z',
  'b,P2,y,2025-03-01T11:00:00Z',
  'broken',
  '',
].join('\n');

async function imported(): Promise<CaseFile> {
  const caseFile = freshCase();
  await importInto(caseFile, [writeLog(caseFile, 'log.csv', log)]);
  return caseFile;
}

async function failedChecks(caseFile: CaseFile): Promise<string[]> {
  const { ok, checks } = await verifyCase(caseFile, unwatchedJob());
  const failed = checks.filter((check) => !check.ok).map(({ check }) => check);
  expect(ok).toBe(failed.length === 0);
  return failed;
}

test('an untouched case is whole', async () => {
  expect(await failedChecks(await imported())).toEqual([]);
});

test('one changed byte of the evidence, and a missing file', async () => {
  const caseFile = await imported();
  const { sha256 } = caseFile.db.prepare('SELECT sha256 FROM evidence').get() as { sha256: string };
  const path = caseFile.evidencePath(sha256);
  chmodSync(path, 0o600);
  const bytes = readFileSync(path);
  bytes[bytes.length - 10]! ^= 1;
  writeFileSync(path, bytes);
  expect(await failedChecks(caseFile)).toEqual(['evidence']);
  rmSync(path);
  expect(await failedChecks(caseFile)).toEqual(['evidence']);
});

test('a changed block, and one changed together with its hash', async () => {
  const caseFile = await imported();
  const blocks = caseFile.db.prepare('SELECT block_id, data FROM block').all() as {
    block_id: number;
    data: Buffer;
  }[];
  for (const { block_id: id, data } of blocks) {
    caseFile.db.exec('SAVEPOINT before');
    const changed = Buffer.from(data);
    changed[changed.length - 1]! ^= 1;
    caseFile.db.prepare('UPDATE block SET data = ? WHERE block_id = ?').run(changed, id);
    expect(await failedChecks(caseFile)).toContain('blocks');
    caseFile.db
      .prepare('UPDATE block SET sha256 = ? WHERE block_id = ?')
      .run(hash('sha256', changed, 'buffer'), id);
    expect(await failedChecks(caseFile)).not.toEqual([]);
    caseFile.db.exec('ROLLBACK TO before; RELEASE before');
  }
  expect(await failedChecks(caseFile)).toEqual([]);
});

test('a changed term, alone and together with its hash', async () => {
  const caseFile = await imported();
  const { rowid, data } = caseFile.db
    .prepare(
      "SELECT term_block.rowid AS rowid, data FROM term_block JOIN event_column USING (column_id) WHERE name = 'target'",
    )
    .get() as { rowid: number; data: Buffer };
  const changed = Buffer.from(data.toString('latin1').replace('P2', 'P9'), 'latin1');
  expect(changed).not.toEqual(data);
  caseFile.db.prepare('UPDATE term_block SET data = ? WHERE rowid = ?').run(changed, rowid);
  expect(await failedChecks(caseFile)).toEqual(['blocks']);
  caseFile.db
    .prepare('UPDATE term_block SET sha256 = ? WHERE rowid = ?')
    .run(hash('sha256', changed, 'buffer'), rowid);
  expect(await failedChecks(caseFile)).toEqual(['imports']);
});

test.each([
  ['UPDATE source SET rows_read = 5', 'rows'],
  ['DELETE FROM rejected', 'rows'],
  ['UPDATE source SET receipt = replace(receipt, \'"UTC"\', \'"PST"\')', 'imports'],
  [
    "DELETE FROM block WHERE column_id = (SELECT column_id FROM event_column WHERE name = 'eventRow')",
    'repeats',
  ],
  ['CREATE INDEX mine ON source (file)', 'schema'],
])('%s', async (sql, check) => {
  const caseFile = await imported();
  caseFile.db.exec(sql);
  expect(await failedChecks(caseFile)).toContain(check);
});

/** Two months that share a record, the first withdrawn again. */
async function withdrawn(): Promise<CaseFile> {
  const caseFile = freshCase();
  const other = log.replace('a,P1,x', 'c,P3,z');
  await importInto(caseFile, [writeLog(caseFile, 'log.csv', log), writeLog(caseFile, 'other.csv', other)]);
  withdrawSource(caseFile, { source: 'S1', reason: 'another agency', examiner: undefined }, unwatchedJob());
  return caseFile;
}

test('a case with a withdrawn source is whole', async () => {
  expect(await failedChecks(await withdrawn())).toEqual([]);
});

test.each([
  ["UPDATE source SET state = 'imported', withdrawn_at = NULL WHERE source_id = 1", 'imports'],
  ["UPDATE source SET state = 'withdrawn', withdrawn_at = 'x' WHERE source_id = 2", 'imports'],
  ["UPDATE source SET withdrawn_reason = 'of no interest' WHERE source_id = 1", 'imports'],
  ['UPDATE source SET replaced_by = 2 WHERE source_id = 1', 'imports'],
  ["UPDATE source SET receipt = replace(receipt, 'log.csv', 'x') || ' ' WHERE source_id = 1", 'imports'],
  ["UPDATE source SET sha256 = 'x' WHERE source_id = 2", 'imports'],
  ['DELETE FROM rejected WHERE source_id = 1', 'rows'],
  ['UPDATE source SET rows_imported = 1, rows_duplicate = 2 WHERE source_id = 2', 'repeats'],
  ['UPDATE slice SET first_row = first_row + 1', 'repeats'],
  ['UPDATE source SET first_row = 1 WHERE source_id = 2', 'rows'],
])('with a withdrawn source: %s', async (sql, check) => {
  const caseFile = await withdrawn();
  caseFile.db.exec(sql);
  expect(await failedChecks(caseFile)).toContain(check);
});

test('a reading that was changed, is missing, or is not listed', async () => {
  const caseFile = freshCase('UTC');
  const json = `${JSON.stringify([{ user: 'a', plate: 'P', timestamp: '2025-03-01T10:00:00Z' }])}\n`;
  const [source] = await importInto(caseFile, [writeLog(caseFile, 'log.json', json)]);
  expect(source).toMatchObject({ state: 'imported', rowsImported: 1 });
  expect(await failedChecks(caseFile)).toEqual([]);
  const { sha256 } = caseFile.db.prepare('SELECT sha256 FROM reading').get() as { sha256: string };
  const path = caseFile.readingPath(sha256);
  const bytes = readFileSync(path);
  chmodSync(path, 0o600);
  writeFileSync(path, 'x');
  expect(await failedChecks(caseFile)).toEqual(['readings']);
  rmSync(path);
  expect(await failedChecks(caseFile)).toEqual(['readings']);
  writeFileSync(path, bytes);
  expect(await failedChecks(caseFile)).toEqual([]);
  caseFile.db.exec('DELETE FROM reading');
  expect(await failedChecks(caseFile)).toEqual(['evidence']);
});
