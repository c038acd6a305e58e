import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { kindOf, refusal, requireDelimitedText } from '../../../electron/core/import/file-kind.ts';
import { kindOfZipFile } from '../../../electron/core/import/readers/archive/archive.ts';

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

const plain = { encoding: null, bomBytes: 0 };
const wide = (text: string, encoding: string): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16le') return bytes;
  if (encoding === 'utf-16be') return bytes.swap16();
  const codes = Buffer.from(Uint32Array.from([...text], (character) => character.codePointAt(0)!).buffer);
  return encoding === 'utf-32le' ? codes : codes.swap32();
};

describe('what is read', () => {
  test.each<[string, Buffer, object]>([
    ['nothing', Buffer.alloc(0), { kind: 'empty' }],
    ['delimited text', Buffer.from(csv), { kind: 'text', ...plain }],
    ['text in no known encoding', Buffer.from('who\nMu\xf1oz\n', 'latin1'), { kind: 'text', ...plain }],
    ['text with a mark', Buffer.from(`\ufeff${csv}`), { kind: 'text', encoding: 'utf-8', bomBytes: 3 }],
    ['text with some zero bytes', Buffer.from(`a,b\n1,\0\0\n${csv.repeat(20)}`), { kind: 'text', ...plain }],
    ['cells in angle brackets', Buffer.from('<user>,<time>\na,b\n'), { kind: 'text', ...plain }],
    ['syslog', Buffer.from('<34>Oct 11 22:14:15 host su: failed\n'), { kind: 'text', ...plain }],
    ['separators of Hive', Buffer.from('a\x01b\x01c\n'.repeat(40)), { kind: 'text', ...plain }],
    ['JSON', Buffer.from(' {"a": 1}'), { kind: 'json', ...plain }],
    [
      'JSON in UTF-16',
      wide('\ufeff[{"a": 1}]', 'utf-16le'),
      { kind: 'json', encoding: 'utf-16le', bomBytes: 2 },
    ],
    ['gzip', gzipSync(csv), { kind: 'gzip' }],
  ])('%s', (_, head, kind) => {
    expect(kindOf(head)).toEqual(kind);
  });

  const texts = [
    csv.repeat(3),
    'Zeit,Person\n2025-01-01,Jörg 車🚗 名前\n',
    '時間,氏名,車両番号の検索\n一二三四五六七八九十\n'.repeat(4),
  ];
  test.each(['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])('%s, with a mark and without', (encoding) => {
    for (const text of texts) {
      const bomBytes = encoding.startsWith('utf-16') ? 2 : 4;
      expect(kindOf(wide(`\ufeff${text}`, encoding))).toEqual({ kind: 'text', encoding, bomBytes });
      expect(kindOf(wide(text, encoding))).toEqual({ kind: 'text', encoding, bomBytes: 0 });
    }
  });

  test('UTF-16 with half a character in it stays UTF-16; with many, it is none', () => {
    const damaged = wide(`${csv.repeat(20)}a\ud83d,b\n`, 'utf-16le');
    expect(kindOf(damaged)).toEqual({ kind: 'text', encoding: 'utf-16le', bomBytes: 0 });
    expect(kindOf(wide('a\ud83d,b\n'.repeat(20), 'utf-16le'))).not.toMatchObject({ encoding: 'utf-16le' });
  });

  test('text in UTF-8 is never taken for UTF-16, whatever zero bytes are in it', () => {
    for (const text of [
      '\0a\0b\0',
      'a,\0\n'.repeat(100),
      `${'\0'.repeat(30)}${csv}`,
      csv + '\0'.repeat(500),
    ]) {
      const kind = kindOf(Buffer.from(`${csv}${text}`));
      expect(kind).not.toMatchObject({ encoding: expect.stringMatching(/utf-(16|32)/) });
    }
  });
});

describe('what is refused, by name', () => {
  const ole = (stream: string): Buffer => {
    const bytes = Buffer.alloc(2048);
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
    bytes.writeUInt16LE(9, 30);
    bytes.writeUInt32LE(1, 48);
    for (const [i, name] of ['Root Entry', stream].entries()) {
      bytes.write(name, 1024 + i * 128, 'utf16le');
      bytes.writeUInt16LE(name.length * 2 + 2, 1024 + i * 128 + 64);
      bytes[1024 + i * 128 + 66] = i === 0 ? 5 : 2;
    }
    return bytes;
  };
  const byTool = (script: string): Buffer => {
    const path = join(folder, `${Math.random()}`);
    writeFileSync(path, csv);
    execFileSync('sh', ['-c', script, path, path], { cwd: folder });
    return readFileSync(`${path}.out`);
  };

  test.each<[string, Buffer]>([
    ['an Office document protected by a password', ole('EncryptedPackage')],
    ['an old Excel workbook (XLS)', ole('Workbook')],
    ['a Crystal Reports report (RPT)', ole('ReportInfo')],
    ['an Outlook message (MSG)', ole('__properties_version1.0')],
    ['an xz archive', byTool('xz -k "$1" -c > "$1.out"')],
    ['a Zstandard archive', byTool('zstd -q "$1" -o "$1.out"')],
    [
      'a bzip2 archive',
      writtenBy('python3', 'import sys,bz2; open(sys.argv[1],"wb").write(bz2.compress(b"a,b"))'),
    ],
    ['a tar archive', byTool('tar cf "$1.out" "$1"')],
    ['a Parquet table', Buffer.from('PAR1\x15\x04')],
    ['an Access database (MDB, ACCDB)', Buffer.from('\0\x01\0\0Standard ACE DB\0')],
    ['recorded network traffic (pcap)', Buffer.from('d4c3b2a102000400', 'hex')],
    ['a rich text document (RTF)', Buffer.from('{\\rtf1\\ansi')],
    ['a MySQL audit log in XML', Buffer.from('<?xml version="1.0"?>\n<AUDIT>\n<AUDIT_RECORD>')],
    [
      'a Windows event log in XML',
      Buffer.from("<Events><Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'>"),
    ],
    [
      'an Excel 2003 workbook in XML',
      Buffer.from('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'),
    ],
    ['an HTML document', wide('\ufeff<html><table><tr><td>time</td>', 'utf-16le')],
    ['an XML document', Buffer.from('<?xml version="1.0"?><log/>')],
    ['a property list (plist)', Buffer.from('<?xml version="1.0"?><!DOCTYPE plist PUBLIC')],
    [
      'no text, and no format that is known',
      Buffer.from(Array.from({ length: 999 }, (_, i) => (i * 37) & 31)),
    ],
  ])('%s', (name, head) => {
    const kind = kindOf(head);
    expect(kind).toMatchObject({ kind: 'refused', name });
    if (kind.kind !== 'refused') return;
    expect(refusal('x/log', kind)).toMatchObject({
      code: 'input-format',
      message: `x/log is ${name}, which this version does not read: ${kind.wayOut}`,
    });
    expect(kind.wayOut).toMatch(/^[a-z].{10,}[^.]$/);
    expect(() => requireDelimitedText('x/log', head)).toThrow(
      expect.objectContaining({ code: 'input-format' }),
    );
  });
});

test('workbooks and other documents that are zips are told by what is inside', async () => {
  const corpus = '/work/shared/data/badinputs/sheetjs';
  const names = { xlsx: 'xlsx', xlsm: 'xlsx', xlsb: 'refused', ods: 'refused' } as const;
  let seen = 0;
  for (const entry of readdirSync(corpus, { recursive: true, withFileTypes: true })) {
    const ending = entry.name.split('.').at(-1) as keyof typeof names;
    if (!entry.isFile() || !(ending in names)) continue;
    const path = join(entry.parentPath, entry.name);
    if (kindOf(readFileSync(path)).kind !== 'zip') continue;
    const kind = await kindOfZipFile(path, entry.name).catch((thrown: unknown) => thrown);
    expect(`${entry.name} ${(kind as { kind: string }).kind}`).toBe(`${entry.name} ${names[ending]}`);
    seen++;
  }
  expect(seen).toBeGreaterThan(60);
  const zip = join(folder, 'plain.zip');
  writeFileSync(
    zip,
    writtenBy(
      'python3',
      'import sys,zipfile; zipfile.ZipFile(sys.argv[1],"w").writestr("xl/workbook.xml","a,b")',
    ),
  );
  expect(await kindOfZipFile(zip, 'plain.zip')).toEqual({ kind: 'zip' });
});
