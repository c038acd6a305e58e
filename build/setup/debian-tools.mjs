import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { say } from './say.mjs';

/** Programs from outside that check our work or show the window, with the Debian package each is in. */
const tools = [
  { command: 'openssl', debianPackage: 'openssl', purposes: ['--demo', '--test'] },
  { command: 'sha256sum', debianPackage: 'coreutils', purposes: ['--demo', '--test'] },
  { command: 'qpdf', debianPackage: 'qpdf', purposes: ['--test'] },
  { command: 'pdftotext', debianPackage: 'poppler-utils', purposes: ['--test'] },
  { command: 'sqlite3', debianPackage: 'sqlite3', purposes: ['--test'] },
  { command: 'strace', debianPackage: 'strace', purposes: ['--test'] },
  { command: 'zip', debianPackage: 'zip', purposes: ['--test'] },
  { command: 'unzip', debianPackage: 'unzip', purposes: ['--test'] },
  { command: 'python3', debianPackage: 'python3', purposes: ['--test'] },
  { command: 'chromium', debianPackage: 'chromium', purposes: ['--window', '--test'] },
  { command: 'ss', debianPackage: 'iproute2', purposes: ['--test'] },
  { command: 'unshare', debianPackage: 'util-linux', purposes: ['--test'] },
];

/** The tools the given purposes need that are in no folder of the path. */
export function missingTools(purposes, path) {
  const folders = (path ?? '').split(delimiter);
  return tools.filter(
    (tool) =>
      tool.purposes.some((purpose) => purposes.includes(purpose)) &&
      !folders.some((folder) => isExecutable(join(folder, tool.command))),
  );
}

/** Installs them where it may; otherwise says, in one line, what to install. */
export function installTools(missing) {
  const packages = [...new Set(missing.map(({ debianPackage }) => debianPackage))];
  if (process.getuid?.() === 0 && aptInstall(packages)) return;
  const commands = missing.map(({ command }) => command).join(', ');
  say(
    `not found: ${commands}. What needs them will fail; install them with: sudo apt-get install ${packages.join(' ')}`,
  );
}

function aptInstall(packages) {
  say(`installing Debian packages: ${packages.join(' ')}`);
  const apt = (...words) =>
    spawnSync('apt-get', ['-qq', ...words], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: 'ignore',
    }).status === 0;
  const install = () => apt('install', '-y', '--no-install-recommends', ...packages);
  return install() || (apt('update') && install());
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
