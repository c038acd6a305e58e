import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { CaseFile } from '../../../electron/core/case-file/case-file.ts';
import { createCase } from '../../../electron/core/case-file/create.ts';
import { expectedSchemaHash, formatVersion } from '../../../electron/core/case-file/schema.ts';
import { freshCase, freshFolder } from '../fresh-case.ts';

const request = { name: 'N', examiner: 'E', agency: 'A', matter: 'M' };

describe('creating', () => {
  test('makes a private folder and one closed database', () => {
    const dir = join(freshFolder(), 'new/case');
    createCase({ ...request, dir, timezone: 'America/Los_Angeles' }).close();
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    expect(existsSync(join(dir, 'case.db-wal'))).toBe(false);
    expect(readFileSync(join(dir, 'case.db')).subarray(18, 20)).toEqual(Buffer.from([1, 1]));
    const again = CaseFile.open(dir);
    expect(again.record()).toMatchObject({ ...request, timezone: 'America/Los_Angeles', formatVersion });
    again.close();
  });

  test('refuses a folder with anything in it and leaves it as it was', () => {
    const dir = freshFolder();
    writeFileSync(join(dir, 'mine.txt'), 'x');
    expect(() => createCase({ ...request, dir })).toThrow(expect.objectContaining({ code: 'exists' }));
    expect(existsSync(join(dir, 'case.db'))).toBe(false);
  });

  test('refuses a zone there is not, with a hint', () => {
    const dir = join(freshFolder(), 'c');
    expect(() => createCase({ ...request, dir, timezone: 'Mars/Olympus' })).toThrow(/IANA/);
    expect(existsSync(dir)).toBe(false);
  });
});

describe('opening', () => {
  test('refuses what is no case', () => {
    const dir = freshFolder();
    const open = () => CaseFile.open(dir);
    expect(open).toThrow(expect.objectContaining({ code: 'not-a-case' }));
    writeFileSync(join(dir, 'case.db'), 'not a database, but long enough to look at'.repeat(10));
    expect(open).toThrow(expect.objectContaining({ code: 'case-damaged' }));
    expect(() => CaseFile.open(join(dir, 'nowhere'))).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  test('refuses another database', () => {
    const dir = freshFolder();
    const db = new Database(join(dir, 'case.db'));
    db.exec('CREATE TABLE t (x)');
    db.close();
    expect(() => CaseFile.open(dir)).toThrow(expect.objectContaining({ code: 'not-a-case' }));
  });

  test('refuses a case of a newer program and says which', () => {
    const caseFile = freshCase();
    caseFile.close();
    const db = new Database(caseFile.databasePath);
    db.pragma(`user_version = ${formatVersion + 1}`);
    db.close();
    expect(() => CaseFile.open(caseFile.dir)).toThrow(
      expect.objectContaining({
        code: 'case-newer',
        message: expect.stringContaining(String(formatVersion + 1)),
      }),
    );
  });

  test('refuses a trigger, view or table that this program did not make', () => {
    const caseFile = freshCase();
    caseFile.close();
    const db = new Database(caseFile.databasePath);
    db.exec('CREATE TRIGGER evil AFTER INSERT ON activity BEGIN DELETE FROM source; END');
    db.close();
    expect(() => CaseFile.open(caseFile.dir)).toThrow(expect.objectContaining({ code: 'case-damaged' }));
  });

  test('refuses side files beside a closed case, before SQLite sees them, and keeps them', () => {
    const caseFile = freshCase();
    caseFile.change(() => caseFile.log('E', 'note', { text: 'one' }));
    caseFile.close();
    const before = readFileSync(caseFile.databasePath);
    for (const suffix of ['-wal', '-journal', '-shm']) {
      const side = caseFile.databasePath + suffix;
      writeFileSync(side, Buffer.from('d9d505f920a163d7ffffffff', 'hex'));
      const foreign = Buffer.alloc(40_000, 7);
      Buffer.from('d9d505f920a163d7', 'hex').copy(foreign);
      writeFileSync(side, foreign);
      expect(() => CaseFile.open(caseFile.dir)).toThrow(
        expect.objectContaining({ code: 'case-side-file', message: expect.stringContaining(side) }),
      );
      expect(existsSync(side)).toBe(true);
      expect(readFileSync(caseFile.databasePath)).toEqual(before);
      mkdirSync(join(caseFile.dir, 'away'), { recursive: true });
      copyFileSync(side, join(caseFile.dir, 'away', `x${suffix}`));
      rmSync(side);
    }
    CaseFile.open(caseFile.dir).close();
  });

  test('refuses a case another process has open, and opens it once that is killed', async () => {
    const caseFile = freshCase();
    caseFile.close();
    const script = `
      import { CaseFile } from '${new URL('../../../electron/core/case-file/case-file.ts', import.meta.url).pathname}';
      CaseFile.open(${JSON.stringify(caseFile.dir)});
      console.log('open');
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect(() => CaseFile.open(caseFile.dir)).toThrow(expect.objectContaining({ code: 'case-busy' }));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    CaseFile.open(caseFile.dir).close();
  });

  test('quick check finds a damaged page', () => {
    const caseFile = freshCase();
    caseFile.close();
    const bytes = readFileSync(caseFile.databasePath);
    bytes.fill(0xab, 16384, 16384 * 3);
    writeFileSync(caseFile.databasePath, bytes);
    expect(() => CaseFile.open(caseFile.dir)).toThrow(expect.objectContaining({ code: 'case-damaged' }));
  });
});

describe('the schema', () => {
  test('of a migrated case is the expected one', () => {
    // A changed migration that has been released would be a mistake: add a new file instead.
    expect(expectedSchemaHash(formatVersion)).toMatch(/^[0-9a-f]{64}$/);
    const caseFile = freshCase();
    expect(caseFile.schemaAtOpen).toBe(expectedSchemaHash(formatVersion));
  });

  test('every table is STRICT', () => {
    const caseFile = freshCase();
    const tables = caseFile.db.pragma('table_list') as {
      name: string;
      schema: string;
      strict: number;
      type: string;
    }[];
    const own = tables.filter(({ name, schema }) => schema === 'main' && !name.startsWith('sqlite_'));
    expect(own.length).toBeGreaterThan(10);
    expect(own.filter(({ strict }) => strict === 0)).toEqual([]);
  });
});

describe('while open', () => {
  test('the settings are those of the house', () => {
    const { db } = freshCase();
    const pragma = (name: string) => db.pragma(name, { simple: true });
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('trusted_schema')).toBe(0);
    expect(pragma('cell_size_check')).toBe(1);
    expect(pragma('temp_store')).toBe(2);
  });

  test('a failing change leaves nothing behind', () => {
    const caseFile = freshCase();
    expect(() =>
      caseFile.change(() => {
        caseFile.log('E', 'first', {});
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(caseFile.db.prepare("SELECT count(*) AS n FROM activity WHERE action = 'first'").get()).toEqual({
      n: 0,
    });
  });

  test('log and annotations cannot be changed or deleted', () => {
    const { db } = freshCase();
    expect(() => db.exec("UPDATE activity SET actor = 'x'")).toThrow(/append-only/);
    expect(() => db.exec('DELETE FROM activity')).toThrow(/append-only/);
  });
});
