import { existsSync, mkdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Places, start } from '../../electron/main.ts';
import { type Browser, launchBrowser, type Transport } from './devtools-pipe.ts';
import { type ScriptedDialogs, scriptedDialogs, typedDialogs } from './stand-in-dialogs.ts';
import { standInElectron } from './stand-in-electron.ts';

const executables = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A running Scrutineer whose window is Chromium's: same main, preload, page and core, no Electron, no port. */
export interface StandIn {
  /** For Playwright: `chromium.connectOverCDP(transport)`. */
  readonly transport: Transport;
  readonly userData: string;
  readonly dialogs: ScriptedDialogs;
  /** Paths shown in the file manager. */
  readonly revealed: readonly string[];
  /** Process id of Chromium and, while there is one, of core. */
  readonly browserPid: number;
  corePid(): number | undefined;
  /** Closes the window as a user does, and waits until the program has ended. */
  close(): Promise<void>;
  /** Resolves when the program has ended by itself or by `close`. */
  readonly ended: Promise<void>;
}

/** Where Debian has its Chromium; undefined where there is none. */
export function findChromium(): string | undefined {
  const named = process.env.SCRUTINEER_CHROMIUM;
  return named ?? executables.find((path) => existsSync(path));
}

/**
 * Starts it. `headless` false opens a real window on the display there is and asks the developer for what a dialog
 * would; otherwise dialogs are answered by script. Rejects where Chromium cannot be started.
 */
export async function launchStandIn(options: {
  readonly places: Places;
  /** A folder for everything it keeps. */
  readonly userData: string;
  readonly headless?: boolean;
}): Promise<StandIn> {
  const { places, userData, headless = true } = options;
  const executable = findChromium();
  if (executable === undefined) throw new Error('Chromium is not installed: sudo apt-get install chromium');
  mkdirSync(userData, { recursive: true, mode: 0o700 });
  if (isOpen(userData)) throw new Error(`it is open already, with ${userData}`);

  const scripted = scriptedDialogs();
  const typed = typedDialogs((script) => state.window?.webContents.evaluate(script) ?? Promise.resolve());
  const launched = Promise.withResolvers<Browser>();
  const ended = Promise.withResolvers<void>();
  const { electron, state } = standInElectron({
    userData,
    dialogs: headless ? scripted : typed,
    launch: async (switches) => {
      const words = browserWords(userData, headless, switches);
      const launching = launchBrowser(executable, words);
      launching.then(launched.resolve, launched.reject);
      return launching;
    },
    onExit: () => {
      void launched.promise
        .then((browser) => {
          browser.kill();
          return browser.exited;
        })
        // Where Chromium never started, whoever waits for the launch is told.
        .catch(() => {})
        .then(ended.resolve);
    },
  });
  start(electron, places);
  const browser = await launched.promise;
  return {
    transport: browser.transport,
    userData,
    dialogs: scripted,
    revealed: state.revealed,
    browserPid: browser.pid,
    corePid: () => state.core?.pid,
    async close() {
      electron.app.quit();
      await ended.promise;
    },
    ended: ended.promise,
  };
}

/** Chromium names the process that has its folder in a link there: HOST-PID. */
function isOpen(userData: string): boolean {
  try {
    const owner = readlinkSync(join(userData, 'chromium/SingletonLock'));
    process.kill(Number(owner.slice(owner.lastIndexOf('-') + 1)), 0);
    return true;
  } catch {
    return false;
  }
}

/** The switches of a window of its own that keeps nothing and asks nothing of anybody. */
function browserWords(userData: string, headless: boolean, switches: readonly string[]): string[] {
  return [
    ...switches,
    ...(headless ? ['--headless=new', '--hide-scrollbars=false'] : []),
    // The sandbox of Chromium cannot be set up by root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--user-data-dir=${join(userData, 'chromium')}`,
    '--incognito',
    '--test-type', // no bar about unusual switches
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-sync',
    '--disable-extensions',
    '--disable-default-apps',
    '--disable-features=Translate,OptimizationHints,MediaRouter,AutofillServerCommunication',
    '--disable-gpu',
    '--password-store=basic',
    '--proxy-server=127.0.0.1:9',
    '--app=data:text/html,<title>Scrutineer</title>',
  ];
}
