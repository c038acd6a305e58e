import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import manifest from '../../package.json' with { type: 'json' };
import { AppError } from '../../shared/contract/errors.ts';
import type { HostInfo } from '../../shared/contract/host.ts';
import type { Call } from '../core/process/calls.ts';
import type { ElectronUsed, WindowUsed } from './electron-used.ts';
import { readPreferences, writePreferences } from './preferences.ts';
import { recentCases } from './recent-cases.ts';
import type { HostHandlers } from './route-calls.ts';
import { makeSampleCase } from './sample-case.ts';

const programName = 'Scrutineer';

/** What the program does for the page: dialogs, the file manager, what it remembers. */
export function makeHost(options: {
  readonly electron: Pick<ElectronUsed, 'app' | 'dialog' | 'shell'>;
  readonly window: WindowUsed;
  readonly call: Call;
  readonly userData: string;
  readonly sampleDir: URL;
  readonly shell: HostInfo['shell'];
}): HostHandlers {
  const { electron, window, userData } = options;
  const recent = recentCases(userData);
  /** Electron's dialogs are given the window they belong to; a stand-in's have their own idea of one. */
  const parent = window as never;
  let samplePending: Promise<{ dir: string }> | undefined;

  return {
    'host.info': () => ({
      program: programName,
      version: manifest.version,
      shell: options.shell,
      platform: process.platform,
      userName: loginName(),
    }),
    'host.pickFiles': async ({ title, many, filters }) => {
      const properties = many ? (['openFile', 'multiSelections'] as const) : (['openFile'] as const);
      const { filePaths } = await electron.dialog.showOpenDialog(parent, {
        title,
        properties: [...properties],
        filters: filters.map(({ name, extensions }) => ({ name, extensions: [...extensions] })),
      });
      return filePaths;
    },
    'host.pickFolder': async ({ title }) => {
      const { filePaths } = await electron.dialog.showOpenDialog(parent, {
        title,
        properties: ['openDirectory', 'createDirectory'],
      });
      return filePaths[0] ?? null;
    },
    'host.pickSavePath': async ({ title, defaultName }) => {
      const { filePath } = await electron.dialog.showSaveDialog(parent, {
        title,
        ...(defaultName === undefined ? {} : { defaultPath: defaultName }),
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      return filePath === '' ? null : filePath;
    },
    'host.reveal': ({ path }) => {
      if (!existsSync(path)) throw new AppError('not-found', `${path} is not there (any more)`);
      electron.shell.showItemInFolder(path);
      return null;
    },
    'host.recentCases': () => recent.list(),
    'host.rememberCase': ({ dir, name }) => {
      recent.remember(dir, name);
      return null;
    },
    'host.forgetCase': ({ dir }) => {
      recent.forget(dir);
      return null;
    },
    'host.sampleCase': (_args, job) => {
      // Asked for twice, it is made once.
      samplePending ??= makeSampleCase(options.sampleDir, userData, options.call, job).finally(() => {
        samplePending = undefined;
      });
      return samplePending;
    },
    'host.readPreferences': () => readPreferences(userData),
    'host.writePreferences': ({ preferences }) => {
      writePreferences(userData, preferences);
      return null;
    },
    'host.setTitle': ({ title }) => {
      window.setTitle(title === '' ? programName : `${oneLine(title)} – ${programName}`);
      return null;
    },
    'host.quit': () => {
      electron.app.quit();
      return null;
    },
  };
}

/** Empty where the system has no name for who runs the program. */
function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

/** A case's name may be anything; a title bar shows one line. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').slice(0, 200);
}
