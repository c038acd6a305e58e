import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../../../shared/contract/errors.ts';
import { opened, refusalOf, spoolFolder, textsOf, written, zipOf } from './folder.ts';

const zipNamed = (name: string) =>
  written(
    'slip.zip',
    zipOf([
      { name: 'good.csv', data: Buffer.from('a') },
      { name, data: Buffer.from('b') },
    ]),
  );

describe('names that lead elsewhere refuse the archive and are named', () => {
  test.each([
    ['../evil.csv', 'leaves its folder'],
    ['a/../../b.csv', 'leaves its folder'],
    ['/etc/passwd', 'begins at the root'],
    ['C:x.csv', 'drive letter'],
    ['..\\evil.csv', 'backslash'],
    ['a\0.csv', 'zero character'],
    ['x/NUL', 'device'],
    ['com1.csv', 'device'],
    ['x'.repeat(1001), 'name of 1001 characters'],
    ['good.csv', 'name of another'],
  ])('%j', async (name, why) => {
    const error = await refusalOf(zipNamed(name));
    expect(error).toMatchObject({ code: 'input-format', details: { member: name } });
    expect(error.message).toContain(why);
    expect(error.message).toContain('Unpack it with a tool you trust');
    expect(error.message).not.toMatch(/\0/);
    expect(error.message.length).toBeLessThan(500);
  });

  test('also in the header of a gzip file', async () => {
    const packed = gzipSync('a,b\n');
    packed[3] = 8;
    const path = written(
      'x.gz',
      Buffer.concat([packed.subarray(0, 10), Buffer.from('../../x.csv\0'), packed.subarray(10)]),
    );
    expect((await refusalOf(path)).message).toContain('leaves its folder');
  });

  test('and links', async () => {
    const path = written(
      'l.zip',
      zipOf([{ name: 'a.csv', data: Buffer.from('/etc/passwd'), mode: 0o120777 }]),
    );
    expect((await refusalOf(path)).message).toContain('symbolic link');
  });
});

/** Refused in under a second, within 300 MB. */
async function quickRefusal(path: string): Promise<Error> {
  const before = process.memoryUsage().rss;
  // Time of the processor: other tests run beside this one.
  const started = process.cpuUsage();
  const error = await refusalOf(path);
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1000).toBeLessThan(1000);
  expect(process.memoryUsage().rss - before).toBeLessThan(300 * 2 ** 20);
  expect(error).toMatchObject({ code: 'input-format' });
  expect(readdirSync(spoolFolder)).toEqual([]);
  return error;
}

describe('an archive made to exhaust the computer is refused at once', () => {
  test('one entry that declares 4 GiB', async () => {
    const entry = { name: 'a.csv', data: Buffer.alloc(1_000_000), sizeBytes: 0xfffffff0 };
    const path = written('declared.zip', zipOf([entry]));
    expect((await quickRefusal(path)).message).toMatch(/"a\.csv" to more than 200 times its size/);
  });

  test('many that are each small enough', async () => {
    const data = Buffer.alloc(8 << 20);
    const entries = Array.from({ length: 40 }, (_, n) => ({ name: `${n}.csv`, data }));
    const path = written('many.zip', zipOf(entries));
    // What it declares is enough: nothing is unpacked.
    await expect(opened(path)).rejects.toThrow('would unpack to more than 200 times');
    expect((await quickRefusal(path)).message).toMatch(/^many\.zip would unpack to more than 200 times/);
  });

  test('entries that share their bytes', async () => {
    const zeros = { name: 'a.csv', data: Buffer.alloc(1_000_000) };
    const twice = written('twice.zip', zipOf([zeros, zeros]));
    expect((await quickRefusal(twice)).message).toContain('the name of another one');
    const bytes = zipOf([zeros, { name: 'b.csv', data: Buffer.from('b') }]);
    // The second begins where the first does.
    bytes.writeUInt32LE(0, bytes.lastIndexOf('PK\x01\x02') + 42);
    const path = written('overlap.zip', bytes);
    expect((await quickRefusal(path)).message).toContain('bytes that belong to another one too');
  });

  test('more entries than any delivery has', async () => {
    const entries = Array.from({ length: 50_001 }, (_, n) => ({ name: `${n}`, data: Buffer.alloc(0) }));
    const path = written('entries.zip', zipOf(entries));
    expect((await quickRefusal(path)).message).toContain('more than 50000 files');
  });

  test('archives in archives in archives', async () => {
    let data: Buffer = Buffer.alloc(1_000_000);
    for (let level = 0; level < 6; level++) {
      data = zipOf(Array.from({ length: 16 }, (_, n) => ({ name: `${level}-${n}.zip`, data })));
    }
    const path = written('42.zip', data);
    expect((await quickRefusal(path)).message).toContain('more than 3 deep');
    const quine = Array.from({ length: 10 }).reduce<Buffer>((inner) => gzipSync(inner), Buffer.from('a,b\n'));
    expect((await quickRefusal(written('q.gz', quine))).message).toContain('more than 3 deep');
  });

  test('a gzip file of zeros, alone, in a zip and in a gzip file', async () => {
    const zeros = gzipSync(Buffer.alloc(1 << 26));
    const bomb = Buffer.concat(Array.from({ length: 64 }, () => zeros));
    const lone = written('bomb.csv.gz', Buffer.concat([gzipSync('a,b\n'.repeat(20_000)), bomb]));
    expect((await quickRefusal(lone)).message).toMatch(
      /bomb\.csv to more than 200 times its size and 0\.25 GiB/,
    );
    const inZip = written('z.zip', zipOf([{ name: 'b.csv.gz', data: readFileSync(lone) }]));
    expect((await quickRefusal(inZip)).message).toContain('more than 200 times');
    const twice = written('twice.csv.gz.gz', gzipSync(readFileSync(lone)));
    expect((await quickRefusal(twice)).message).toContain('more than 200 times');
  });

  test('many gzip files that together are too much', async () => {
    const data = gzipSync(Buffer.concat([Buffer.from('a,b\n'), Buffer.alloc(60 << 20, '0')]));
    const entries = Array.from({ length: 8 }, (_, n) => ({ name: `${n}.gz`, data }));
    const path = written('sum.zip', zipOf(entries));
    expect((await quickRefusal(path)).message).toMatch(/^sum\.zip would unpack to more than 200 times/);
  });
});

test('what is read twice is counted once', async () => {
  const archive = await opened(written('a.csv.gz', gzipSync(Buffer.alloc(3 << 20, 'a,b\n'))), {
    ratioFromBytes: 4 << 20,
  });
  await textsOf(archive);
  await textsOf(archive);
  expect(archive.members).toHaveLength(1);
});

describe('a damaged archive is refused in words', () => {
  const rows = Array.from({ length: 9999 }, (_, n) => `row,${n}\n`).join('');

  test('cut off, or with another CRC, size or name', async () => {
    const bytes = zipOf([{ name: 'a.csv', data: Buffer.from(rows) }]);
    expect((await refusalOf(written('cut.zip', bytes.subarray(0, 9000)))).message).toContain(
      'not a whole ZIP',
    );
    const at = bytes.indexOf('PK\x01\x02', 0, 'latin1');
    const changed = (offset: number, value: number) => {
      const copy = Buffer.from(bytes);
      copy.writeUInt32LE(value, offset);
      return written('changed.zip', copy);
    };
    expect((await refusalOf(changed(at + 16, 1))).message).toContain('what its checksum says');
    expect((await refusalOf(changed(at + 24, 50_000))).message).toContain(
      'more than the 50000 bytes it declares',
    );
    expect((await refusalOf(changed(at + 24, 500_000))).message).toContain('and declares 500000');
    expect((await refusalOf(changed(30, 0x21212121))).message).toContain('two descriptions that differ');
    expect((await refusalOf(changed(5000, 0xffffffff))).message).toMatch(/is damaged|checksum|declares/);
  });

  test('a gzip file cut off anywhere, or changed at its end', async () => {
    const bytes = gzipSync('a,b\n'.repeat(1000));
    for (let length = 2; length < bytes.length; length++) {
      const error = await refusalOf(written('cut.csv.gz', bytes.subarray(0, length)));
      expect(error).toMatchObject({
        code: 'input-format',
        message: expect.stringContaining('cut off at offset'),
      });
    }
    const changed = Buffer.from(bytes);
    changed[changed.length - 5]! ^= 1;
    expect((await refusalOf(written('crc.csv.gz', changed))).message).toContain('checksum');
  });

  test('any bytes changed: it is read, or refused in words', async () => {
    const zip = zipOf([
      { name: 'a.csv', data: Buffer.from('row\n'.repeat(99)) },
      { name: 'b.csv.gz', data: gzipSync('x,y\n'.repeat(99)) },
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        async (changes) => {
          const copy = Buffer.from(zip);
          for (const [at, value] of changes) copy[at] = value;
          copy.write('PK\x03\x04', 0, 'latin1');
          try {
            const archive = await opened(written('x.zip', copy));
            await textsOf(archive);
            archive.close();
          } catch (thrown) {
            expect(thrown).toBeInstanceOf(AppError);
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(readdirSync(spoolFolder)).toEqual([]);
  });
});
