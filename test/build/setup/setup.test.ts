import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BareProject, bareProject } from './bare-project.ts';

let project: BareProject;

/** With this no npm can be started, so a setup that ends well did not need one. */
const noNpm = { PATH: '/nowhere' };
const unreachable = { npm_config_registry: 'http://127.0.0.1:9/', npm_config_fetch_retries: '0' };

function path(name: string): string {
  return join(project.dir, name);
}

describe('packages', () => {
  beforeEach(() => {
    project = bareProject();
  });
  afterEach(() => project.remove());

  test('are installed once, told in one line, and never looked at again', async () => {
    const first = await project.setup();
    expect(first.code).toBe(0);
    expect(first.said).toMatch(/^setup: installing the npm packages [^\n]*\n$/);
    expect(existsSync(path('node_modules/.bin/node'))).toBe(true);
    expect(await project.setup([], { env: noNpm })).toEqual({ code: 0, said: '' });
    expect(existsSync(path('.setup/lock'))).toBe(false);
  });

  test('a lockfile that says the same in other words changes nothing', async () => {
    await project.setup();
    const lockfile = readFileSync(path('package-lock.json'), 'utf8');
    project.write('package-lock.json', `${lockfile}\n\n`);
    expect(await project.setup([], { env: noNpm })).toEqual({ code: 0, said: '' });
  });

  test('a lockfile with another package is installed; what is to do offline is said', async () => {
    await project.setup();
    const lockfile = JSON.parse(readFileSync(path('package-lock.json'), 'utf8'));
    const manifest = JSON.parse(readFileSync(path('package.json'), 'utf8'));
    manifest.dependencies = { absent: '1.0.0' };
    lockfile.packages[''].dependencies = manifest.dependencies;
    lockfile.packages['node_modules/absent'] = { version: '1.0.0', integrity: 'sha512-AAAA' };
    project.write('package.json', JSON.stringify(manifest));
    project.write('package-lock.json', JSON.stringify(lockfile));
    const { code, said } = await project.setup([], { env: unreachable });
    expect(code).toBe(1);
    expect(said).toContain('npm error');
    expect(said).toContain('the npm registry cannot be reached; it is needed once');
    expect(said).not.toContain('    at ');
  });

  test('a lockfile that disagrees with package.json is said to', async () => {
    mkdirSync(path('other'));
    project.write('other/package.json', '{ "name": "other", "version": "1.0.0" }');
    const manifest = JSON.parse(readFileSync(path('package.json'), 'utf8'));
    project.write('package.json', JSON.stringify({ ...manifest, dependencies: { other: 'file:other' } }));
    const { code, said } = await project.setup([], { env: unreachable });
    expect(code).toBe(1);
    expect(said).toContain('package.json and package-lock.json disagree');
  });

  test('a Node that went missing is brought back', async () => {
    await project.setup();
    rmSync(path('node_modules'), { recursive: true });
    expect((await project.setup()).code).toBe(0);
    expect(existsSync(path('node_modules/.bin/node'))).toBe(true);
  });

  test.each([
    ['another Node', '#!/bin/sh\necho v20.20.2\n', 'is v20.20.2'],
    ['a Node that does not run', '#!/bin/sh\nexit 1\n', 'does not run'],
  ])('%s is refused, and again the next time', async (_name, script, words) => {
    project.write('fake-node/node', script);
    for (let time = 0; time < 2; time++) {
      const { code, said } = await project.setup();
      expect(code).toBe(1);
      expect(said).toContain(`should have brought Node 24, but node_modules/.bin/node ${words}`);
    }
  });

  test('two setups at once: one installs, the other waits', async () => {
    const both = await Promise.all([project.setup(), project.setup()]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(
      both
        .map(({ said }) => said)
        .join('')
        .match(/installing/g),
    ).toHaveLength(1);
  });

  test('the lock of a setup that was killed does not last', async () => {
    mkdirSync(path('.setup'));
    writeFileSync(path('.setup/lock'), '999999999');
    expect((await project.setup()).code).toBe(0);
  });
});

describe('Debian tools', () => {
  const nobody = 65534;
  beforeAll(async () => {
    project = bareProject();
    await project.setup();
    chmodSync(project.dir, 0o755);
  });
  afterAll(() => project.remove());
  beforeEach(() => {
    rmSync(path('tools'), { recursive: true, force: true });
    mkdirSync(path('tools'));
  });
  const aptGet = (script: string) => project.write('tools/apt-get', `#!/bin/sh\n${script}\n`);

  test('are no concern of a command that needs none', async () => {
    expect(await project.setup([], { env: noNpm })).toEqual({ code: 0, said: '' });
  });

  test('there are all the tests need on this machine', async () => {
    expect(await project.setup(['--test'], { env: { PATH: process.env.PATH ?? '' } })).toEqual({
      code: 0,
      said: '',
    });
  });

  test.skipIf(process.getuid?.() !== 0)('an ordinary user is told in one line what to install', async () => {
    aptGet('exit 0');
    const { code, said } = await project.setup(['--test'], { env: { PATH: path('tools') }, uid: nobody });
    expect(code).toBe(0);
    expect(said).toBe(
      'setup: not found: openssl, sha256sum, qpdf, pdftotext, sqlite3, strace, zip, unzip, python3, chromium, ss, unshare. What needs them will fail; ' +
        'install them with: sudo apt-get install openssl coreutils qpdf poppler-utils sqlite3 strace zip unzip python3 chromium iproute2 util-linux\n',
    );
  });

  test.skipIf(process.getuid?.() !== 0)('root installs them, after an update where needed', async () => {
    // Knows nothing before its first update, like the package lists of a fresh container.
    aptGet(
      `echo "$@" >> '${path('asked')}'; [ "$2" = update ] && { echo > '${path('updated')}'; exit; }; [ -e '${path('updated')}' ]`,
    );
    for (const tool of [
      'sha256sum',
      'qpdf',
      'pdftotext',
      'sqlite3',
      'strace',
      'zip',
      'unzip',
      'python3',
      'chromium',
      'ss',
      'unshare',
    ]) {
      project.write(`tools/${tool}`, '');
    }
    const { code, said } = await project.setup(['--test'], { env: { PATH: path('tools') } });
    expect({ code, said }).toEqual({ code: 0, said: 'setup: installing Debian packages: openssl\n' });
    const install = '-qq install -y --no-install-recommends openssl';
    expect(readFileSync(path('asked'), 'utf8').trim().split('\n')).toEqual([install, '-qq update', install]);
  });

  test.skipIf(process.getuid?.() !== 0)('root too is told where it does not work', async () => {
    aptGet('exit 100');
    const { said } = await project.setup(['--demo'], { env: { PATH: path('tools') } });
    expect(said).toContain('sudo apt-get install openssl coreutils\n');
  });
});

test('no script runs the Node a shell found before setup brought the right one', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  const scripts: [string, string][] = Object.entries(manifest.scripts);
  for (const name of [
    'demo',
    'scrutineer',
    'sample',
    'bench',
    'test',
    'check',
    'start',
    'e2e',
    'build:window',
  ]) {
    expect(manifest.scripts[name]).toMatch(/^node build\/setup\.mjs( --(demo|test|window))? && /);
  }
  // A shell remembers where it found a command: the second `node` of a line is the system's, not ours.
  for (const [, script] of scripts) expect(script).not.toMatch(/&& node /);
});
