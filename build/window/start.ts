import '../../electron/core/process/node-version.ts';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, launchStandIn } from '../../test/shells/chromium.ts';
import { buildWindow } from './build.ts';
import { parts, pathOf, repository } from './places.ts';

/**
 * npm start: opens the window. In Electron where its binary is there (`npx install-electron` fetches it), otherwise in
 * the stand-in. What the program remembers is in ~/.local/share/scrutineer-development.
 */
const userData = join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local/share'), 'scrutineer-development');
const say = (line: string) => void process.stderr.write(`${line}\n`);

if (!hasDisplay()) {
  say('There is no display to open a window on (DISPLAY and WAYLAND_DISPLAY are empty).');
  say('On a machine without a screen: apt-get install xvfb && xvfb-run -a npm start');
  process.exitCode = 1;
} else {
  const electron = electronBinary();
  const opened = electron === undefined ? startStandIn() : startElectron(electron);
  await opened.catch((thrown: Error) => {
    say(`The window cannot be opened: ${thrown.message}`);
    if (process.env.SCRUTINEER_DEBUG) say(thrown.stack ?? '');
    process.exitCode = 1;
  });
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Without asking the package itself: it would download the binary. */
function electronBinary(): string | undefined {
  const folder = fileURLToPath(new URL('node_modules/electron/', repository));
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return undefined;
  const binary = join(folder, 'dist', readFileSync(note, 'utf8').trim());
  return existsSync(binary) ? binary : undefined;
}

async function startElectron(binary: string): Promise<void> {
  await buildWindow(['page', 'preload', 'sample', 'program'], say);
  const entry = pathOf(new URL('electron/entry.js', parts.program));
  const child = spawn(binary, [`--user-data-dir=${userData}`, entry], { stdio: 'inherit' });
  process.exitCode = await new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

async function startStandIn(): Promise<void> {
  if (findChromium() === undefined) {
    say(
      "Neither Electron's binary (npx install-electron) nor Chromium is here: sudo apt-get install chromium",
    );
    process.exitCode = 1;
    return;
  }
  await buildWindow(['page', 'preload', 'sample'], say);
  say(
    "Electron's binary is not here (npx install-electron fetches it): opening the same program in Chromium.",
  );
  const standIn = await launchStandIn({
    userData,
    headless: false,
    places: {
      pageDir: parts.page,
      preload: parts.preload,
      sampleDir: parts.sample,
      coreEntry: new URL('electron/core/process/main.ts', repository),
      shell: 'stand-in',
    },
  });
  process.on('SIGINT', () => void standIn.close());
  process.on('SIGTERM', () => void standIn.close());
  await standIn.ended;
}
