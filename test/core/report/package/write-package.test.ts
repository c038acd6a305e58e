import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { unwatchedJob } from '../../../../electron/core/job.ts';
import type { PackageFile } from '../../../../electron/core/report/package/write-package.ts';
import { verifyPackage } from '../../../../electron/core/report/verify/verify-package.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { Progress } from '../../../../shared/contract/progress.ts';
import { outsiderAccepts, samplePackage, samplePayload, signedAt } from '../package-kit.ts';
import { outside, party, readySigner, run, scratchFolder, signWith } from '../signing-kit.ts';

const signer = readySigner();
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function codeOf(work: Promise<unknown>): Promise<string> {
  const thrown: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown !== undefined && !(thrown instanceof AppError)) throw thrown;
  return thrown?.code ?? 'none';
}

describe('a package', () => {
  test('is what coreutils, OpenSSL and unzip accept, folder and zip alike', async () => {
    const folder = scratchFolder();
    const written = await samplePackage(folder, signer);
    expect(written).toEqual({
      path: join(folder, 'Report-v1'),
      zip: join(folder, 'Report-v1.zip'),
      sha256: sha256(readFileSync(join(folder, 'Report-v1.zip'))),
    });
    expect(readdirSync(folder).sort()).toEqual(['Report-v1', 'Report-v1.zip']);
    expect(outsiderAccepts(written.path)).toEqual({ sums: true, signature: true });

    const other = scratchFolder();
    expect(run(other, 'unzip', ['-q', written.zip])).toBe(true);
    expect(readdirSync(other)).toEqual(['Report-v1']);
    expect(run(folder, 'diff', ['-r', written.path, join(other, 'Report-v1')])).toBe(true);
    expect(outsiderAccepts(join(other, 'Report-v1'))).toEqual({ sums: true, signature: true });
  });

  test('holds the payload byte for byte and says how much it is', async () => {
    const { path } = await samplePackage(scratchFolder(), signer);
    let total = 0;
    for (const file of samplePayload) {
      const bytes = readFileSync(join(path, 'data', file.path));
      expect('bytes' in file && bytes.equals(Buffer.from(file.bytes))).toBe(true);
      total += bytes.length;
    }
    expect(readFileSync(join(path, 'bag-info.txt'), 'utf8')).toBe(
      'External-Identifier: 2026-0042\nSource-Organization: Example OIG\nBag-Software-Agent: Scrutineer 0.1.0\n' +
        `Bagging-Date: 2026-11-25\nPayload-Oxum: ${total}.${samplePayload.length}\n`,
    );
    expect(readFileSync(join(path, 'bagit.txt'), 'utf8')).toBe(
      'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
    );
  });

  test('copies files that lie elsewhere, and takes them one by one', async () => {
    const folder = scratchFolder();
    const source = join(folder, 'source');
    writeFileSync(source, Buffer.alloc(3_000_000, 'abc'));
    async function* files(): AsyncGenerator<PackageFile> {
      yield { path: 'copied.bin', sourcePath: source };
    }
    const { path } = await samplePackage(folder, signer, { files: files() });
    expect(readFileSync(join(path, 'data/copied.bin')).equals(readFileSync(source))).toBe(true);
    expect(outsiderAccepts(path)).toEqual({ sums: true, signature: true });
  });

  test('zips in the order of names, at one time that no zone changes', async () => {
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    for (const zone of ['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati']) {
      vi.stubEnv('TZ', zone);
      const { zip } = await samplePackage(scratchFolder(), signer);
      const { stdout } = outside('unzip', ['-Z', '-T', zip], { env: { TZ: 'UTC', LC_ALL: 'C' } });
      const entries = [...stdout.matchAll(/(\d{8}\.\d{6}) (.+)$/gm)];
      expect(entries).toHaveLength(samplePayload.length + 8);
      expect(new Set(entries.map(([, time]) => time))).toEqual(new Set(['20261125.102030']));
      const names = entries.map(([, , name]) => name!);
      expect(names.filter((name) => /^[ -~]+$/.test(name))).toEqual(
        names.filter((name) => /^[ -~]+$/.test(name)).sort(),
      );
    }
  });

  test('is for its owner only', async () => {
    const { path, zip } = await samplePackage(scratchFolder(), signer);
    expect(statSync(path).mode & 0o77).toBe(0);
    expect(statSync(zip).mode & 0o77).toBe(0);
    expect(statSync(join(path, 'data/report.pdf')).mode & 0o77).toBe(0);
  });

  test('reports what is written', async () => {
    const seen: Progress[] = [];
    const job = { ...unwatchedJob(), report: (progress: Progress) => void seen.push(progress) };
    await samplePackage(scratchFolder(), signer, { job });
    const done = samplePayload.reduce((sum, file) => sum + ('bytes' in file ? file.bytes.length : 0), 0);
    expect(seen.at(-1)).toEqual({
      done,
      total: null,
      unit: 'bytes',
      stage: 'writing the package',
    });
  });
});

describe('VERIFY.txt', () => {
  test('gives commands for Linux that do what it says', async () => {
    const { path } = await samplePackage(scratchFolder(), signer);
    const text = readFileSync(join(path, 'VERIFY.txt'), 'utf8');
    const sections = text.split('\nLinux').slice(1);
    const commands = sections.map((section) => /\n\n {2}(\S.*)\n/.exec(section)![1]!);
    expect(commands).toHaveLength(3);
    for (const command of commands) expect(run(path, 'bash', ['-c', command]), command).toBe(true);

    const listing = /\n {2}(\{ cut .*)\n/.exec(text)![1]!;
    const list = (): string => outside('bash', ['-c', listing], { folder: path }).stdout;
    expect(list()).toBe('signatures/tagmanifest-sha256.txt.p7s\ntagmanifest-sha256.txt\n');
    writeFileSync(join(path, 'data/added.txt'), '');
    expect(list()).toContain('data/added.txt\n');

    const late = commands[1]!.replace('-cades', '-cades -attime 2200000000');
    expect(run(path, 'bash', ['-c', late])).toBe(false);
    const inTime = `${commands[1]} ${/ {2}(-attime \d+)\n/.exec(text)![1]}`;
    expect(run(path, 'bash', ['-c', inTime])).toBe(true);
    expect(inTime).toContain(`-attime ${Math.floor(signedAt.getTime() / 1000)}`);
  });

  test('says whose key and which fingerprint', async () => {
    const { path } = await samplePackage(scratchFolder(), signer);
    const text = readFileSync(join(path, 'VERIFY.txt'), 'utf8');
    const digits = /Fingerprint {4}((?:[0-9A-F]{4}\s+){16})/.exec(text)![1]!.replace(/\s/g, '').toLowerCase();
    expect(digits).toBe(signer.record.fingerprint);
    expect(text).toContain(
      'Signed by      CN=Jane Examiner, O=Test agency\nSigned at      2026-11-25T10:20:30Z (',
    );
  });
});

describe('refused, and nothing left behind', () => {
  test.each(['out', 'zip', 'dangling'])('a place that is taken: %s', async (taken) => {
    const folder = scratchFolder();
    if (taken === 'out') mkdirSync(join(folder, 'Report-v1'));
    if (taken === 'zip') writeFileSync(join(folder, 'Report-v1.zip'), 'mine');
    if (taken === 'dangling') symlinkSync(join(folder, 'nowhere'), join(folder, 'Report-v1'));
    const before = readdirSync(folder);
    expect(await codeOf(samplePackage(folder, signer))).toBe('exists');
    expect(readdirSync(folder)).toEqual(before);
  });

  test('a place that is taken meanwhile', async () => {
    const folder = scratchFolder();
    async function* files(): AsyncGenerator<PackageFile> {
      yield* samplePayload;
      writeFileSync(join(folder, 'Report-v1.zip'), 'mine');
    }
    expect(await codeOf(samplePackage(folder, signer, { files: files() }))).toBe('exists');
    expect(readdirSync(folder)).toEqual(['Report-v1.zip']);
    expect(readFileSync(join(folder, 'Report-v1.zip'), 'utf8')).toBe('mine');
  });

  test.each([
    '../evil',
    '/etc/passwd',
    'a//b',
    'a\\b',
    'C:evil',
    'line\nbreak',
    'turned\u202Earound',
    'per%0Acent',
    'nul.txt',
    'dot.',
    'e\u0301',
    `${'x'.repeat(201)}`,
    '',
  ])('a path that means other files elsewhere: %j', async (path) => {
    const folder = scratchFolder();
    const files = [{ path, bytes: Buffer.from('x') }];
    expect(await codeOf(samplePackage(folder, signer, { files }))).toBe('usage');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('two paths that are one on Windows', async () => {
    const files = ['a/B.yml', 'a/b.YML'].map((path) => ({ path, bytes: Buffer.from('x') }));
    expect(await codeOf(samplePackage(scratchFolder(), signer, { files }))).toBe('usage');
  });

  test('a folder to write into that is not there', async () => {
    const folder = scratchFolder();
    expect(await codeOf(samplePackage(join(folder, 'no'), signer))).toBe('not-found');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a source that is not there', async () => {
    const folder = scratchFolder();
    const files = [{ path: 'a', sourcePath: join(folder, 'none') }];
    await expect(samplePackage(folder, signer, { files })).rejects.toThrow(/none/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a signer whose signature would not be accepted', async () => {
    const folder = scratchFolder();
    const wrongKey = { ...signer, sign: signWith(party({ name: 'X', role: 'authority' })) };
    expect(await codeOf(samplePackage(folder, wrongKey))).toBe('identity');
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([1, 3, 4])('stopped by the user at step %i', async (step) => {
    const folder = scratchFolder();
    const stop = new AbortController();
    let reports = 0;
    const job = {
      signal: stop.signal,
      report: () => {
        if (++reports === step) stop.abort();
      },
    };
    expect(await codeOf(samplePackage(folder, signer, { job }))).toBe('cancelled');
    expect(readdirSync(folder)).toEqual([]);
  });

  const disk = scratchDisk();
  test.skipIf(disk === undefined).each([
    ['while files are written', 6_000_000],
    ['while the zip is written', 2_500_000],
  ])('a full disk, %s', async (_when, sizeBytes) => {
    // Bytes that do not compress: the zip is as large as the folder, and the disk holds 4 MB.
    const noise = Buffer.concat(
      Array.from({ length: sizeBytes / 20 }, (_, index) => createHash('sha1').update(`${index}`).digest()),
    );
    const result = samplePackage(disk!, signer, { files: [{ path: 'noise.bin', bytes: noise }] });
    expect(await codeOf(result)).toBe('disk-full');
    expect(readdirSync(disk!)).toEqual([]);
    expect(
      await codeOf(samplePackage(disk!, signer, { name: 'Later', files: samplePayload.slice(0, 2) })),
    ).toBe('none');
    expect(outsiderAccepts(join(disk!, 'Later'))).toEqual({ sums: true, signature: true });
    run(disk!, 'rm', ['-r', 'Later', 'Later.zip']);
  });
});

test('killed at any moment: no package, or a whole one', { timeout: 120_000 }, async () => {
  const folder = scratchFolder();
  const script = new URL('./fake-writer.ts', import.meta.url);
  let wholes = 0;
  for (let attempt = 0; attempt < 12; attempt++) {
    const name = `R${attempt}`;
    const child: ChildProcess = fork(script, [folder, name], { silent: true });
    await once(child, 'message');
    await new Promise((resolve) => setTimeout(resolve, attempt * 12));
    child.kill('SIGKILL');
    await once(child, 'exit');
    const path = join(folder, name);
    const packages = [path, `${path}.zip`].filter((place) => existsSync(place));
    for (const place of packages) {
      const verdict = await verifyPackage({ package: place }, unwatchedJob());
      expect(verdict.unchanged).toEqual({ ok: true, problems: [] });
      expect(verdict.signed.ok).toBe(true);
    }
    if (existsSync(path)) expect(packages).toHaveLength(2);
    wholes += packages.length === 2 ? 1 : 0;
  }
  expect(wholes).toBeLessThan(12);
});

/** A disk of 4 MB; undefined where this user may not mount one. */
function scratchDisk(): string | undefined {
  const folder = `/tmp/scrutineer-disk-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const mounted = run('/', 'mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]);
  process.on('exit', () => {
    if (mounted) run('/', 'umount', [folder]);
    run('/', 'rmdir', [folder]);
  });
  return mounted ? folder : undefined;
}
