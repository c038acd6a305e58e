import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { requireDelimitedText } from '../../../electron/core/import/file-kind.ts';

const folder = mkdtempSync(join(tmpdir(), 'scrutineer-kind-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What another program writes. */
function writtenBy(program: string, script: string): Buffer {
  const path = join(folder, `${Math.random()}`);
  execFileSync(program, ['-c', script, path]);
  return readFileSync(path);
}

const csv = 'time,who\n2025-01-01,é\n';
const utf16 = (bytes: Buffer) => Buffer.from(bytes).swap16();
const little = Buffer.from(csv.repeat(3), 'utf16le');

describe('a file that is no delimited text', () => {
  test.each<[string, Buffer, string]>([
    [
      'zip',
      writtenBy('python3', 'import sys,zipfile; zipfile.ZipFile(sys.argv[1],"w").writestr("a.csv","a,b")'),
      'ZIP',
    ],
    [
      'empty zip',
      writtenBy('python3', 'import sys,zipfile; zipfile.ZipFile(sys.argv[1],"w").close()'),
      'empty ZIP',
    ],
    [
      'sqlite',
      writtenBy(
        'python3',
        'import sys,sqlite3; d=sqlite3.connect(sys.argv[1]); d.execute("create table t(a)"); d.commit()',
      ),
      'SQLite',
    ],
    ['gzip', gzipSync(csv), 'gzip'],
    ['xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'XLS'],
    ['pdf', Buffer.from('%PDF-1.7\n'), 'PDF'],
    ['evtx', Buffer.from('ElfFile\0\0\0'), 'EVTX'],
    ['png', Buffer.from('89504e470d0a1a0a', 'hex'), 'PNG'],
    ['jpeg', Buffer.from('ffd8ffe0', 'hex'), 'JPEG'],
    ['this program', readFileSync(process.execPath).subarray(0, 4096), 'a program'],
    ['html', Buffer.from('\ufeff \n<!doctype html>'), 'HTML'],
    ['json object', Buffer.from('{"a": 1}'), 'JSON'],
    ['json list', Buffer.from('\ufeff[\n {"a": 1}]'), 'JSON'],
    ['utf-16 with mark', Buffer.concat([Buffer.from([0xff, 0xfe]), little]), 'UTF-16'],
    ['utf-16 big with mark', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16(little)]), 'UTF-16'],
    ['utf-16 without mark', little, 'UTF-16'],
    ['utf-16 big without mark', utf16(little), 'UTF-16'],
    ['utf-32', Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), Buffer.from('a\0\0\0')]), 'UTF-32'],
  ])('%s is refused by name, with a way out', (_, head, name) => {
    const message = expect.stringMatching(new RegExp(`^log\\.csv is .*${name}.*does not read: \\w`));
    expect(() => requireDelimitedText('log.csv', head)).toThrow(
      expect.objectContaining({ code: 'input-format', message }),
    );
  });

  test('is empty', () => {
    expect(() => requireDelimitedText('log.csv', Buffer.alloc(0))).toThrow(
      expect.objectContaining({ code: 'input-empty', message: expect.stringContaining('0 bytes') }),
    );
  });

  test('has a zero byte, and where', () => {
    expect(() => requireDelimitedText('log.csv', Buffer.from(`${csv}a\0b`))).toThrow(
      expect.objectContaining({
        code: 'input-format',
        message: expect.stringContaining(`offset ${Buffer.byteLength(csv) + 1}.`),
      }),
    );
  });
});

test('delimited text passes, whatever it begins with', () => {
  const texts = [
    csv,
    `\ufeff${csv}`,
    '[redacted],x\n',
    '{x},y\n',
    '"<b>",x\n',
    'PK,id\n',
    'MZ,x\n',
    '\n\na,b\n',
    'é',
  ];
  for (const text of texts) {
    writeFileSync(join(folder, 'x'), text);
    expect(() => requireDelimitedText('log.csv', readFileSync(join(folder, 'x')))).not.toThrow();
  }
});
