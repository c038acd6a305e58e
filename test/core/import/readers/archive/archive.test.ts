import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openArchive } from '../../../../../electron/core/import/readers/archive/archive.ts';
import { byPython, bytesOf, folder, opened, spoolFolder, textsOf, written, zipOf } from './folder.ts';

const csv = 'time,who\n2025-01-01,é\n';
const kinds = (archive: Awaited<ReturnType<typeof opened>>) =>
  Object.fromEntries(archive.members.map(({ way, kind }) => [way.join('/'), kind.kind]));

describe('a zip', () => {
  test('written by zip, with folders, is listed in its order and read again and again', async () => {
    const path = written('a.csv', csv);
    execFileSync('zip', ['-q', '-r', 'd.zip', 'a.csv', '-x', 'none'], { cwd: dirname(path) });
    execFileSync('mkdir', ['-p', join(dirname(path), 'logs/2025')]);
    writeFileSync(join(dirname(path), 'logs/2025/b.json'), '{"a": 1}');
    execFileSync('zip', ['-q', '-r', 'd.zip', 'logs'], { cwd: dirname(path) });
    const archive = await opened(join(dirname(path), 'd.zip'));
    expect(kinds(archive)).toEqual({ 'a.csv': 'text', 'logs/2025/b.json': 'json' });
    expect(archive.setAside.map(({ way, why }) => [way, why])).toEqual([
      [['logs/'], 'a folder'],
      [['logs/2025/'], 'a folder'],
    ]);
    const [first] = archive.members;
    expect(first).toMatchObject({ name: 'a.csv', sizeBytes: Buffer.byteLength(csv), path: null });
    expect(first!.source).toMatchObject({ label: 'd.zip/a.csv', sizeBytes: Buffer.byteLength(csv) });
    expect(String(await bytesOf(first!.source))).toBe(csv);
    expect(String(await bytesOf(first!.source))).toBe(csv);
    expect(first!.notes()).toEqual([]);
    expect(archive.notes).toEqual([]);
    archive.close();
  });

  test('of entries of which neither stands for a log are set aside by content, not by name alone', async () => {
    const path = byPython(
      'mac.zip',
      `z=zipfile.ZipFile(path,'w')
z.writestr('__MACOSX/._a.csv',bytes.fromhex('0005160700020000')+b'Mac OS X')
z.writestr('.DS_Store',bytes.fromhex('00000001')+b'Bud1')
z.writestr('x/._hidden.csv','a,b\\n1,2\\n')
z.writestr('a.csv','a,b\\n1,2\\n')
z.close()`,
    );
    const archive = await opened(path);
    expect(archive.members.map(({ name }) => name)).toEqual(['x/._hidden.csv', 'a.csv']);
    expect(archive.setAside.map(({ way }) => way[0])).toEqual(['__MACOSX/._a.csv', '.DS_Store']);
  });

  test('of stored and packed, streamed and large-form entries is read whole, and its times kept', async () => {
    const path = byPython(
      'forms.zip',
      `class Pipe(io.RawIOBase):
  def __init__(s,f): s.f=f
  def writable(s): return True
  def write(s,b): return s.f.write(b)
f=open(path,'wb')
z=zipfile.ZipFile(Pipe(f),'w')
z.writestr(zipfile.ZipInfo('stored.csv',(2024,2,29,23,59,58)),'s'*100000)
i=zipfile.ZipInfo('packed.csv'); i.compress_type=zipfile.ZIP_DEFLATED
with z.open(i,'w',force_zip64=True) as e:
  for n in range(20000): e.write(b'row,%d\\n'%n)
z.writestr('empty.csv','')
z.close(); f.close()`,
    );
    const archive = await opened(path);
    const texts = await textsOf(archive);
    expect(texts).toEqual({
      'stored.csv': 's'.repeat(100_000),
      'packed.csv': Array.from({ length: 20_000 }, (_, n) => `row,${n}\n`).join(''),
      'empty.csv': '',
    });
    expect(archive.members[0]!.modified).toBe('2024-02-29T23:59:58');
    expect(archive.members[2]!.kind).toEqual({ kind: 'empty' });
    expect(archive.notes).toEqual([]);
    expect(archive.members.flatMap((member) => member.notes())).toEqual([]);
  });

  test('gives names by their flag, by what they are, and else by the code page of the first PC', async () => {
    const path = byPython(
      'names.zip',
      `z=zipfile.ZipFile(path,'w')
z.writestr('flagged-é.csv','1')
z.writestr('silent-UU.csv','2')
z.writestr('page-U.csv','3')
z.close()
b=open(path,'rb').read().replace(b'silent-UU',b'silent-\\xc3\\xa9').replace(b'page-U',b'page-\\x82')
open(path,'wb').write(b)`,
    );
    expect(await textsOf(await opened(path))).toEqual({
      'flagged-é.csv': '1',
      'silent-é.csv': '2',
      'page-é.csv': '3',
    });
  });

  test('says what it cannot unpack, without keeping the rest back', async () => {
    const path = byPython(
      'methods.zip',
      `z=zipfile.ZipFile(path,'w')
z.writestr('a.csv','a,b\\n')
z.writestr('b.csv','a,b\\n',zipfile.ZIP_BZIP2)
z.writestr('c.csv','a,b\\n',zipfile.ZIP_LZMA)
z.close()`,
    );
    execFileSync('zip', ['-q', '-P', 'secret', path, 'd.csv'], {
      cwd: dirname(written('d.csv', 'a,b\n1,2\n')),
    });
    const archive = await opened(path);
    expect(archive.members.map(({ kind }) => ('name' in kind ? kind.name : kind.kind))).toEqual([
      'text',
      'a file packed with bzip2',
      'a file packed with LZMA',
      'a file protected by a password',
    ]);
    for (const { source } of archive.members.slice(1)) {
      await expect(bytesOf(source)).rejects.toMatchObject({ code: 'input-format' });
    }
  });

  test('says so if it has bytes that belong to no entry, or a comment', async () => {
    const path = byPython(
      'stray.zip',
      `z=zipfile.ZipFile(path,'w')
z.writestr('a.csv','a,b\\n'*50); z.comment='by\\u202e the agency'.encode(); z.close()
d=open(path,'rb').read()
at=d.rfind(b'PK\\5\\6'); start=struct.unpack('<I',d[at+16:at+20])[0]
open(path,'wb').write(d[:start]+b'hidden log here'+d[start:at+16]+struct.pack('<I',start+15)+d[at+20:])`,
    );
    const archive = await opened(path);
    expect(archive.notes.map(({ check, message }) => [check, message])).toEqual([
      ['archive-stray-bytes', expect.stringContaining('15 bytes')],
      ['archive-comment', expect.stringMatching(/^stray\.zip has a comment: [^\u202e]+ the agency$/)],
    ]);
  });
});

test('packed bytes behind the end of an entry are counted once it is read', async () => {
  const entry = { name: 'a.csv', data: Buffer.from(csv), behind: Buffer.from('hidden') };
  const archive = await opened(
    written('behind.zip', zipOf([entry, { name: 'b.csv', data: Buffer.from(csv) }])),
  );
  const [first, second] = archive.members;
  expect(String(await bytesOf(first!.source))).toBe(csv);
  await bytesOf(second!.source);
  expect(first!.notes().map(({ check, message }) => [check, message])).toEqual([
    ['archive-stray-bytes', expect.stringContaining('behind.zip/a.csv has 6 packed bytes')],
  ]);
  expect(second!.notes()).toEqual([]);
});

describe('a gzip file', () => {
  test('written by gzip has its name, time and content; without a name it has its own', async () => {
    const path = written('log.csv', csv);
    execFileSync('touch', ['-d', '2025-03-04T05:06:07Z', path]);
    execFileSync('gzip', [path]);
    const archive = await opened(`${path}.gz`);
    expect(archive.form).toBe('gzip');
    expect(archive.members[0]).toMatchObject({
      way: ['log.csv'],
      sizeBytes: null,
      modified: '2025-03-04T05:06:07Z',
      kind: { kind: 'text' },
      source: { label: 'log.csv.gz/log.csv' },
    });
    expect(await textsOf(archive)).toEqual({ 'log.csv': csv });

    const nameless = await opened(written('other.csv.gz', gzipSync(csv)));
    expect(nameless.members[0]).toMatchObject({ way: ['other.csv'], modified: null });
  });

  test('of several parts is one stream; what follows the last is counted', async () => {
    const parts = Array.from({ length: 100 }, (_, n) => gzipSync(`${n},${'x'.repeat(n * 4000)}\n`));
    const whole = parts.map((_, n) => `${n},${'x'.repeat(n * 4000)}\n`).join('');
    for (const [tail, check] of [
      [Buffer.alloc(0), undefined],
      [Buffer.alloc(1000), 'archive-padding'],
      [Buffer.from('not a part of it'), 'archive-stray-bytes'],
      [Buffer.from('x'), 'archive-stray-bytes'],
    ] as const) {
      const archive = await opened(written('parts.gz', Buffer.concat([...parts, tail])));
      const [member] = archive.members;
      expect(String(await bytesOf(member!.source))).toBe(whole);
      const notes = member!.notes();
      expect(notes.map((note) => note.check)).toEqual([...(check ? [check] : []), 'archive-parts']);
      if (check) expect(notes[0]!.message).toContain(`${tail.length} `);
    }
  });

  test('with every optional field in its header is read', async () => {
    const path = byPython(
      'fields.gz',
      `raw=zlib.compressobj(9,zlib.DEFLATED,-15); data=b'a,b\\n1,2\\n'; body=raw.compress(data)+raw.flush()
h=b'\\x1f\\x8b\\x08'+bytes([2|4|8|16])+struct.pack('<I',0)+b'\\x00\\x03'+struct.pack('<H',5)+b'extra'+'é.csv'.encode('latin1')+b'\\0'+b'remark\\0'
h+=struct.pack('<H',zlib.crc32(h)&0xffff)
open(path,'wb').write(h+body+struct.pack('<II',zlib.crc32(data),len(data)))`,
    );
    expect(await textsOf(await opened(path))).toEqual({ 'é.csv': 'a,b\n1,2\n' });
  });
});

test('archives in archives are read to three deep, and what they were spooled to is removed', async () => {
  const path = byPython(
    'nested.zip',
    `def zipped(*files):
  b=io.BytesIO(); z=zipfile.ZipFile(b,'w',zipfile.ZIP_DEFLATED)
  for n,d in files: z.writestr(n,d)
  z.close(); return b.getvalue()
book=zipped(('[Content_Types].xml','<a/>'),('xl/workbook.xml','<a/>'))
inner=zipped(('c.csv','c,c\\n'),('d.csv.gz',gzip.compress(b'd,d\\n')),('book.xlsx',book))
outer=zipped(('a.csv','a,a\\n'),('in/inner.zip',inner),('b.csv.gz',gzip.compress(b'b,b\\n')),('z.zip.gz',gzip.compress(zipped(('e.csv','e,e\\n')))))
open(path,'wb').write(outer)`,
  );
  const archive = await opened(path);
  expect(kinds(archive)).toEqual({
    'a.csv': 'text',
    'in/inner.zip/c.csv': 'text',
    'in/inner.zip/d.csv.gz/d.csv': 'text',
    'in/inner.zip/book.xlsx': 'xlsx',
    'b.csv.gz/b.csv': 'text',
    'z.zip.gz/z.zip/e.csv': 'text',
  });
  const book = archive.members.find(({ name }) => name === 'book.xlsx')!;
  expect(readFileSync(book.path!)).toEqual(await bytesOf(book.source));
  const texts = await textsOf(archive);
  expect(texts['in/inner.zip/d.csv.gz/d.csv']).toBe('d,d\n');
  expect(texts['z.zip.gz/z.zip/e.csv']).toBe('e,e\n');
  expect(archive.members[2]!.way).toEqual(['in/inner.zip', 'd.csv.gz', 'd.csv']);
  expect(readdirSync(spoolFolder)).toHaveLength(3);
  archive.close();
  expect(readdirSync(spoolFolder)).toEqual([]);
  expect(readdirSync(folder)).toContain('spool');
});

test('a member that is left off in the middle closes its file', async () => {
  const path = written('large.csv.gz', gzipSync(Buffer.alloc(8 << 20, 'a,b\n')));
  const archive = await opened(path);
  const openFiles = () => readdirSync('/proc/self/fd').length;
  const before = openFiles();
  for (let i = 0; i < 50; i++) for await (const _ of archive.members[0]!.source.open()) break;
  expect(openFiles()).toBeLessThanOrEqual(before + 1);
});

test('stops at a wish between entries, and leaves nothing behind', async () => {
  const path = byPython(
    'stop.zip',
    `b=io.BytesIO(); z=zipfile.ZipFile(b,'w'); z.writestr('a.csv','a'); z.close()
z=zipfile.ZipFile(path,'w'); z.writestr('in.zip',b.getvalue())
for i in range(100): z.writestr('%d.csv'%i,'a,b')
z.close()`,
  );
  const stop = new AbortController();
  const stages: number[] = [];
  const report = ({ done, stage }: { done: number; stage: string }) => {
    if (stage === 'looking into stop.zip') stages.push(done);
    if (done === 50) stop.abort();
  };
  const opening = openArchive(path, 'stop.zip', { spoolFolder, job: { signal: stop.signal, report } });
  await expect(opening).rejects.toMatchObject({ code: 'cancelled' });
  expect(stages.at(-1)).toBe(50);
  expect(readdirSync(spoolFolder)).toEqual([]);
});
