import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pack } from '../../../build/package/pack.ts';
import { preparePackage } from '../../../build/package/prepare.ts';
import { buildWindow } from '../../../build/window/build.ts';
import { windowDir } from '../../../build/window/places.ts';
import { type ArchivedFile, extract, readAsar, sha256 } from './asar.ts';
import { type FakeSystem, fuseSentinel, makeFakeElectronDist } from './fake-electron-dist.ts';

/** One system of each kind: where its package is, its archive, its fuses, its addon. */
const systems = {
  linux: { words: ['--linux', '--x64'], resources: 'linux-unpacked/resources', addon: 'linux-x64' },
  win: { words: ['--win', '--x64'], resources: 'win-unpacked/resources', addon: 'win32-x64' },
  mac: {
    words: ['--mac', '--arm64'],
    resources: 'mac-arm64/Scrutineer.app/Contents/Resources',
    addon: 'darwin-arm64',
  },
} as const satisfies Record<FakeSystem, object>;
const binaries = {
  linux: 'linux-unpacked/scrutineer',
  win: 'win-unpacked/scrutineer.exe',
  mac: 'mac-arm64/Scrutineer.app/Contents/Frameworks/Electron Framework.framework/Electron Framework',
} as const satisfies Record<FakeSystem, string>;

const folder = mkdtempSync(join(tmpdir(), 'scrutineer-package-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function packFor(system: FakeSystem): Promise<{ header: string; files: ArchivedFile[] }> {
  const electronDist = join(folder, `electron-${system}`);
  rmSync(electronDist, { recursive: true, force: true });
  makeFakeElectronDist(electronDist, system);
  await pack(folder, [...systems[system].words, '--dir'], { electronDist });
  return readAsar(join(folder, 'release', systems[system].resources, 'app.asar'));
}

beforeAll(async () => {
  await buildWindow(['page', 'preload', 'sample', 'program']);
  await preparePackage(windowDir, folder);
}, 240_000);

describe.each(['linux', 'win', 'mac'] as const)('packed for %s', (system) => {
  let archive: { header: string; files: ArchivedFile[] };
  const release = (path: string) => readFileSync(join(folder, 'release', path));
  beforeAll(async () => {
    archive = await packFor(system);
  }, 240_000);

  test('the addon of this system is there, as a file of its own, and no other', () => {
    const addons = archive.files.filter(({ path }) => path.endsWith('.node'));
    expect(addons.map(({ path }) => path)).toEqual([
      `node_modules/better-sqlite3/prebuilds/${systems[system].addon}.node`,
    ]);
    expect(addons[0]!.unpacked).toBe(true);
    expect(addons[0]!.bytes).toEqual(readFileSync(addons[0]!.path));
  });

  test('every file has the hashes its header gives', () => {
    expect(archive.files.filter(({ intact }) => !intact).map(({ path }) => path)).toEqual([]);
    expect(archive.files.length).toBeGreaterThan(300);
  });

  test('the fuses are as the configuration says', () => {
    const binary = release(binaries[system]);
    const at = binary.indexOf(fuseSentinel) + fuseSentinel.length;
    expect([...binary.subarray(at, at + 2)]).toEqual([1, 8]);
    // RunAsNode, cookie encryption, NODE_OPTIONS, --inspect off; integrity, only asar on; snapshot, file: rights off.
    expect(binary.toString('latin1', at + 2, at + 10)).toBe('00001100');
  });

  test('licenses, notices and the bill of materials lie beside the archive', () => {
    const beside = readdirSync(join(folder, 'release', systems[system].resources));
    expect(beside).toEqual(expect.arrayContaining(['LICENSE', 'THIRD-PARTY-NOTICES.txt', 'sbom.cdx.json']));
    expect(beside).not.toContain('app-update.yml');
  });

  if (system === 'mac') {
    test('macOS is told the hash of the header', () => {
      const plist = release('mac-arm64/Scrutineer.app/Contents/Info.plist').toString();
      expect(plist).toContain(`<string>${sha256(archive.header)}</string>`);
    });
  }
  if (system === 'win') {
    test('Windows is told the hash of the header', () => {
      expect(release(binaries.win).toString('latin1')).toContain(sha256(archive.header));
    });
  }
  if (system === 'linux') whatIsInside(() => archive.files);
});

function whatIsInside(archived: () => ArchivedFile[]): void {
  const text = (path: string) =>
    archived()
      .find((file) => file.path === path)!
      .bytes.toString();

  test('what ships is the program, the page, the sample, and of others what they need', () => {
    const paths = archived().map(({ path }) => path);
    const tops = [...new Set(paths.map((path) => path.split('/')[0]))].toSorted();
    expect(tops).toEqual(['node_modules', 'package.json', 'page', 'preload.cjs', 'program', 'sample']);
    for (const needed of [
      'program/electron/core/case-file/migrations/0001-case.sql',
      'program/electron/core/import/profiles/generic.yml',
      'program/electron/core/rules/pack/burst-of-targets.yml',
      'program/electron/core/import/seal-worker.js',
      'program/electron/cli/main.js',
      'page/index.html',
    ]) {
      expect(paths).toContain(needed);
    }
    const unwanted = paths.filter((path) =>
      /\.(ts|tsx|mts|cts|map|flow|md|c|cpp|h|gyp)$|(^|\/)(tests?|docs|examples?|\.bin|\.cache)\/|truth\.json|tsconfig/.test(
        path.replace(/LICENSE\.md$/, ''),
      ),
    );
    expect(unwanted).toEqual([]);
    expect(
      paths.filter((path) => /node_modules\/(typescript|electron|react|vite|esbuild)\//.test(path)),
    ).toEqual([]);
  });

  test('no file names a folder of the machine it was built on', () => {
    const own = archived().filter(({ path }) => !path.startsWith('node_modules/'));
    const telling = own.filter(
      ({ bytes }) => bytes.includes(process.cwd()) || bytes.includes('sourceMappingURL'),
    );
    expect(telling.map(({ path }) => path)).toEqual([]);
  });

  test('the manifests tell Electron where to start, and nothing about development', () => {
    const app = JSON.parse(text('package.json')) as Record<string, string>;
    expect(archived().some(({ path }) => path === app.main)).toBe(true);
    expect(Object.keys(app)).not.toContain('scripts');
    expect(Object.keys(app)).not.toContain('devDependencies');
    expect(Object.keys(JSON.parse(text('program/package.json')))).toEqual(['name', 'version', 'type']);
  });

  test('the same folder gives the same archive', async () => {
    const file = join(folder, 'release', systems.linux.resources, 'app.asar');
    const before = sha256(readFileSync(file));
    await packFor('linux');
    expect(sha256(readFileSync(file))).toBe(before);
  }, 240_000);

  describe('unpacked apart from the repository', () => {
    const away = mkdtempSync(join(tmpdir(), 'scrutineer-packed-'));
    beforeAll(() => extract(archived(), join(away, 'app')));
    afterAll(() => rmSync(away, { recursive: true, force: true }));

    test('does the whole job by the command line', () => doTheJob(away), 240_000);

    test('opens its window and makes the sample case', () => openTheWindow(away), 240_000);
  });
}

function openTheWindow(away: string): void {
  const script = fileURLToPath(new URL('./fake-electron-window.ts', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script, away], {
    encoding: 'utf8',
    timeout: 90_000,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(readdirSync(join(away, 'user/sample-case'))).toEqual(
    expect.arrayContaining(['case.db', 'evidence']),
  );
}

function doTheJob(away: string): void {
  const run = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(away, 'app/program/electron/cli/main.js'), ...words, '--json'],
      { cwd: away, encoding: 'utf8', env: { PATH: '/usr/bin', PASSWORD_OF_TEST: 'correct horse battery' } },
    );
    expect({ status, stderr }).toEqual({
      status: expect.toSatisfy((code) => code === 0 || code === 3),
      stderr: '',
    });
    return JSON.parse(stdout);
  };
  const secret = ['--passphrase-env', 'PASSWORD_OF_TEST'];
  const log = readdirSync(join(away, 'app/sample/logs')).toSorted()[0]!;
  run('case', 'create', 'case', '--name', 'Packed', '--examiner', 'E', '--agency', 'A', '--matter', 'M');
  const { sources } = run('import', 'case', `app/sample/logs/${log}`);
  expect(sources[0].rowsImported).toBeGreaterThan(1000);
  expect(run('rules', 'run', 'case').findings).toBeGreaterThan(0);
  expect(run('findings', 'case')[0].grounds.length).toBeGreaterThan(0);
  run('identity', 'create', 'examiner.identity', '--name', 'E', ...secret);
  const report = run('report', 'case', '--out', 'report', '--identity', 'examiner.identity', ...secret);
  expect(report.pages).toBeGreaterThan(1);
  const verdict = run('verify', report.path);
  expect(verdict.unchanged.ok).toBe(true);
  expect(verdict.signed.ok).toBe(true);
}
