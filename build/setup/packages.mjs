import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isInstalled } from './installed.mjs';
import { withLock } from './lock.mjs';
import { SetupError, say } from './say.mjs';

/** Holds the hash of the lockfile that was installed, written when all of it was checked. */
const stampName = '.scrutineer-setup';

/** Installs the packages of the lockfile unless that was done, and checks that they bring the right Node. */
export function preparePackages(root) {
  if (isReady(root)) return;
  withLock(join(root, '.setup'), () => {
    if (!isInstalled(root)) install(root);
    checkNode(root);
    mkdirSync(join(root, 'node_modules'), { recursive: true });
    writeFileSync(join(root, 'node_modules', stampName), lockfileHash(root));
  });
}

function isReady(root) {
  const stamp = join(root, 'node_modules', stampName);
  return (
    existsSync(stamp) &&
    existsSync(join(root, 'node_modules', '.bin', 'node')) &&
    readFileSync(stamp, 'utf8') === lockfileHash(root)
  );
}

function lockfileHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function install(root) {
  say('installing the npm packages of package-lock.json, Node 24 among them (about half a minute)');
  // dev: a NODE_ENV or npm setting of production would leave out Node 24 itself.
  const result = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    env: withoutOwnNode(root),
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (result.error) throw new SetupError(`npm could not be started: ${result.error.message}`);
  if (result.status === 0) return;
  const said = `${result.stdout}${result.stderr}`;
  const lines = said.split('\n').filter((line) => /^npm error (?! *at )/.test(line));
  throw new SetupError(
    [
      ...lines.slice(0, 8),
      adviceFor(said),
      `nothing else was changed; run the command again afterwards`,
    ].join('\n'),
  );
}

/** npm removes node_modules first: it must not run on the Node inside. */
function withoutOwnNode(root) {
  const ownBin = join(root, 'node_modules', '.bin');
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ownBin);
  return { ...process.env, PATH: folders.join(delimiter) };
}

function adviceFor(said) {
  if (/EUSAGE|in sync/.test(said)) {
    return 'package.json and package-lock.json disagree: run `npm install` and commit both';
  }
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|EHOSTUNREACH|network/i.test(said)) {
    return 'the npm registry cannot be reached; it is needed once. Connect (or set a proxy or mirror: npm config set registry …)';
  }
  if (/ENOSPC/.test(said)) return 'the disk is full; the packages take about 600 MB';
  return 'npm ci failed';
}

function checkNode(root) {
  const needed = Number.parseInt(
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.node,
    10,
  );
  const node = join(root, 'node_modules', '.bin', 'node');
  const { stdout } = spawnSync(node, ['--version'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const found = (stdout ?? '').trim();
  if (found.startsWith(`v${needed}.`)) return;
  throw new SetupError(
    `the npm package \`node\` should have brought Node ${needed}, but node_modules/.bin/node ${found ? `is ${found}` : 'does not run'}. ` +
      'Its install script fetches the binary: allow install scripts (npm config get ignore-scripts must say false) and run `npm ci`',
  );
}
