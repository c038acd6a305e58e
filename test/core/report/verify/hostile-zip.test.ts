import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unwatchedJob } from '../../../../electron/core/job.ts';
import { verifyPackage } from '../../../../electron/core/report/verify/verify-package.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { PackageVerdict } from '../../../../shared/contract/records.ts';
import { samplePackage, samplePayload } from '../package-kit.ts';
import { outside, readySigner, run, scratchFolder } from '../signing-kit.ts';

const signer = readySigner();
const verify = (zip: string): Promise<PackageVerdict> => verifyPackage({ package: zip }, unwatchedJob());

async function packageZip(): Promise<{ folder: string; zip: string }> {
  const folder = scratchFolder();
  const files = samplePayload.filter(({ path }) => path !== 'records.csv');
  return { folder, zip: (await samplePackage(folder, signer, { files })).zip };
}

/** Changes a zip by a few lines of Python, whose zipfile writes what nobody should. */
function python(folder: string, zip: string, lines: string): void {
  const script = `import sys, zipfile, stat\nz = zipfile.ZipFile(sys.argv[1], 'a', zipfile.ZIP_DEFLATED)\n${lines}\nz.close()\n`;
  const { status, stderr } = outside('python3', ['-W', 'ignore', '-', zip], { folder, input: script });
  if (status !== 0) throw new Error(stderr);
}

describe('a zip in which two programs could see different files is refused', () => {
  test.each([
    ['a name that leaves the folder', "z.writestr('Report-v1/../../evil', 'x')", /relative path/],
    ['a name from the root', "z.writestr('/etc/evil', 'x')", /absolute path/],
    ['a name with a drive', "z.writestr('C:/evil', 'x')", /absolute path/],
    ['a backslash', "z.writestr('Report-v1/data\\\\\\\\evil', 'x')", /invalid characters/],
    ['a name twice', "z.writestr('Report-v1/data/report.pdf', 'other')", /is in it twice/],
    ['a name twice but for capitals', "z.writestr('Report-v1/data/REPORT.pdf', 'other')", /is in it twice/],
    ['a second folder at the top', "z.writestr('Other/data/report.pdf', 'x')", /exactly one folder/],
    ['a file at the top', "z.writestr('evil.txt', 'x')", /exactly one folder/],
    [
      'a symbolic link',
      "i = zipfile.ZipInfo('Report-v1/data/link'); i.create_system = 3; i.external_attr = (stat.S_IFLNK | 0o777) << 16\nz.writestr(i, '/etc/passwd')",
      /is a symbolic link/,
    ],
    [
      'a device',
      "i = zipfile.ZipInfo('Report-v1/data/null'); i.create_system = 3; i.external_attr = (stat.S_IFCHR | 0o666) << 16\nz.writestr(i, '')",
      /is neither a file nor a folder/,
    ],
    ['a folder with content', "z.writestr('Report-v1/data/sub/', 'x')", /folder with content/],
    [
      'another compression',
      "z.writestr('Report-v1/data/x', 'x' * 99, zipfile.ZIP_BZIP2)",
      /compressed by method 12/,
    ],
  ])('%s', async (_what, lines, message) => {
    const { folder, zip } = await packageZip();
    python(folder, zip, lines);
    const refused = verify(zip);
    await expect(refused).rejects.toMatchObject({ code: 'package' });
    await expect(refused).rejects.toThrow(message);
  });

  test('an encrypted entry', async () => {
    const { folder, zip } = await packageZip();
    writeFileSync(join(folder, 'secret'), 'x');
    mkdirSync(join(folder, 'again/Report-v1/data'), { recursive: true });
    copyFileSync(join(folder, 'secret'), join(folder, 'again/Report-v1/data/secret'));
    expect(run(join(folder, 'again'), 'zip', ['-q', '-P', 'pw', zip, 'Report-v1/data/secret'])).toBe(true);
    await expect(verify(zip)).rejects.toThrow(/is encrypted; unpack it/);
  });

  test('names in the two headers that differ', async () => {
    const { zip } = await packageZip();
    const bytes = readFileSync(zip);
    bytes.write('Report-v1/data/rep0rt.pdf', bytes.indexOf('Report-v1/data/report.pdf'));
    writeFileSync(zip, bytes);
    await expect(verify(zip)).rejects.toThrow(/is described in two ways/);
  });

  test.each([
    ['one that was zipped on the way', ['-q', '-r', 'again.zip']],
    ['a stream', ['-q', '-r', '-']],
    ['the large form', ['-q', '-r', '-fz', 'again.zip']],
    ['stored only', ['-q', '-r', '-0', 'again.zip']],
  ])('but not %s', async (_what, words) => {
    const { folder } = await packageZip();
    const again = join(folder, 'again.zip');
    const command = `zip ${[...words, 'Report-v1'].join(' ')}${words.includes('-') ? ' > again.zip' : ''}`;
    expect(run(folder, 'sh', ['-c', command])).toBe(true);
    expect(await verify(again)).toMatchObject({
      unchanged: { ok: true, problems: [] },
      signed: { ok: true },
    });
    expect(run(folder, 'zip', ['-q', '-d', again, 'Report-v1/data/report.pdf'])).toBe(true);
    expect((await verify(again)).unchanged.problems).toEqual(['data/report.pdf: missing']);
  });

  test('something before it, and a second zip behind it', async () => {
    const { zip } = await packageZip();
    const bytes = readFileSync(zip);
    writeFileSync(zip, Buffer.concat([Buffer.from('#!/bin/sh\n'), bytes]));
    await expect(verify(zip)).rejects.toMatchObject({ code: 'package' });
    writeFileSync(zip, Buffer.concat([bytes, bytes]));
    await expect(verify(zip)).rejects.toMatchObject({ code: 'package' });
  });
});

describe('every byte of a zip belongs to one entry', () => {
  test('a stretch that belongs to none is refused', async () => {
    const { folder, zip } = await packageZip();
    python(
      folder,
      zip,
      "z.fp.seek(z.start_dir); z.fp.write(b'j' * 100); z.start_dir += 100\nz.writestr('Report-v1/data/x', 'x')",
    );
    await expect(verify(zip)).rejects.toThrow(/stretches that belong to none/);
  });

  test('an entry inside another is refused', async () => {
    const { folder, zip } = await packageZip();
    python(
      folder,
      zip,
      `import io
inner = io.BytesIO()
i = zipfile.ZipFile(inner, 'w'); i.writestr('Report-v1/data/inner', b'x' * 1000); end = i.start_dir; i.close()
z.writestr('Report-v1/data/outer', inner.getvalue()[:end], zipfile.ZIP_STORED)
outer = z.infolist()[-1]
listed = i.infolist()[0]
listed.header_offset = z.start_dir - end
z.filelist.append(listed)`,
    );
    expect(run(folder, 'python3', ['-m', 'zipfile', '-t', zip])).toBe(true);
    await expect(verify(zip)).rejects.toThrow(/entries overlap/);
  });
});

describe('a bomb', () => {
  test('of one entry listed ten thousand times is refused', async () => {
    const { folder, zip } = await packageZip();
    python(
      folder,
      zip,
      "z.writestr('Report-v1/data/0', bytes(10**6))\nk = z.infolist()[-1]\nimport copy\nfor n in range(1, 10000):\n  c = copy.copy(k); c.filename = 'Report-v1/data/%d' % n; z.filelist.append(c)\nz._didModify = True",
    );
    await expect(verify(zip)).rejects.toMatchObject({ code: 'package' });
  });

  test('that claims more than deflate can hold is refused', async () => {
    const { folder, zip } = await packageZip();
    python(folder, zip, "z.writestr('Report-v1/data/x', b'x' * 100)\nz.infolist()[-1].file_size = 3 * 10**9");
    await expect(verify(zip)).rejects.toThrow(/impossible size/);
  });

  test('that holds more than it claims is a damaged file', async () => {
    const { folder, zip } = await packageZip();
    python(folder, zip, "z.writestr('Report-v1/data/x', bytes(10**7))");
    const bytes = readFileSync(zip);
    // Both headers claim 50 000 bytes: the stream is cut off there instead of being believed.
    const claimed = Buffer.alloc(4);
    claimed.writeUInt32LE(50_000);
    const real = Buffer.alloc(4);
    real.writeUInt32LE(10 ** 7);
    for (let at = bytes.indexOf(real); at >= 0; at = bytes.indexOf(real)) claimed.copy(bytes, at);
    writeFileSync(zip, bytes);
    const { unchanged } = await verify(zip);
    expect(unchanged.problems).toEqual(['data/x: is not listed in the manifests: it was added']);
  });

  test('of many files is refused before they are listed', async () => {
    const { folder, zip } = await packageZip();
    python(folder, zip, "for n in range(100001): z.writestr('Report-v1/data/%d' % n, b'')");
    await expect(verify(zip)).rejects.toThrow(/more files than any package/);
  });
});

describe('a damaged zip', () => {
  test('cut anywhere is refused', async () => {
    const { folder, zip } = await packageZip();
    const bytes = readFileSync(zip);
    const cut = join(folder, 'cut.zip');
    for (let length = 0; length < bytes.length; length += 97) {
      writeFileSync(cut, bytes.subarray(0, length));
      await expect(verify(cut), `${length}`).rejects.toMatchObject({ code: 'package' });
    }
  });

  test('with changed bytes never passes unless what comes out is the same', {
    timeout: 120_000,
  }, async () => {
    const { folder, zip } = await packageZip();
    const bytes = readFileSync(zip);
    const original = join(folder, 'Report-v1');
    const damagedZip = join(folder, 'damaged.zip');
    const place = fc.nat({ max: bytes.length - 1 });
    const change = fc.tuple(place, fc.integer({ min: 1, max: 255 }));
    const outcomes = { refused: 0, problems: 0, same: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const damaged = Buffer.from(bytes);
        for (const [at, mask] of changes) damaged[at]! ^= mask;
        writeFileSync(damagedZip, damaged);
        const verdict = await verify(damagedZip).catch((thrown: unknown) => {
          expect(thrown).toBeInstanceOf(AppError);
          return undefined;
        });
        if (!verdict) outcomes.refused++;
        else if (!verdict.unchanged.ok) outcomes.problems++;
        else {
          outcomes.same++;
          const out = join(folder, 'out');
          rmSync(out, { recursive: true, force: true });
          const read = `import sys, zipfile, os
z = zipfile.ZipFile(sys.argv[1])
for n in z.namelist():
  p = os.path.join(sys.argv[2], *n.split('/')); os.makedirs(os.path.dirname(p), exist_ok=True); open(p, 'wb').write(z.read(n))`;
          const unpacked = outside('python3', ['-', damagedZip, out], { input: read });
          // Python may refuse what only its own checks see; what it does unpack must be the package.
          const tops = unpacked.status === 0 ? [join(out, 'Report-v1')] : [];
          for (const top of tops) expect(run(folder, 'diff', ['-r', original, top])).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
    expect(outcomes.refused).toBeGreaterThan(0);
    expect(outcomes.problems).toBeGreaterThan(0);
  });
});
