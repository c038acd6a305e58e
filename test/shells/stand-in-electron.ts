import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions } from 'electron';
import type {
  AppUsed,
  CancellableEvent,
  ElectronUsed,
  UtilityProcessUsed,
} from '../../electron/shell/electron-used.ts';
import type { Browser, Session } from './devtools-pipe.ts';
import { StandInContents } from './stand-in-contents.ts';
import { forkAsUtilityProcess } from './stand-in-core.ts';
import type { Dialogs } from './stand-in-dialogs.ts';
import { StandInSession } from './stand-in-session.ts';
import { StandInWindow } from './stand-in-window.ts';

/** What a run of the stand-in leaves to be looked at. */
export interface StandInState {
  window?: StandInWindow;
  core?: UtilityProcessUsed;
  readonly revealed: string[];
}

/**
 * The Electron calls the program makes (electron/shell/electron-used.ts), done by Chromium on a pipe and by Node.
 * `launch` is given the switches the program asked for.
 */
export function standInElectron(options: {
  readonly userData: string;
  readonly dialogs: Dialogs;
  readonly launch: (switches: readonly string[]) => Promise<Browser>;
  readonly onExit: (code: number) => void;
}): { electron: ElectronUsed; state: StandInState } {
  const state: StandInState = { revealed: [] };
  const events = new EventEmitter();
  const ipc = new EventEmitter();
  const web = new StandInSession();
  const switches: string[] = [];
  // Left to the program's first turn, so that it has said which switches it wants.
  const browser = new Promise<void>((resolve) => setImmediate(resolve)).then(() => options.launch(switches));
  void browser.catch(() => {});
  const session = browser.then((one) => one.session);
  void session.catch(() => {});

  const quit = () => {
    let prevented = false;
    const event: CancellableEvent = {
      preventDefault: () => {
        prevented = true;
      },
    };
    events.emit('before-quit', event);
    if (!prevented) options.onExit(0);
  };

  const openWindow = (wanted: BrowserWindowConstructorOptions): StandInWindow => {
    const targetId = session.then(firstPage);
    const page = Promise.all([session, targetId]).then(([one, id]) => one.attach(id));
    const contents = new StandInContents(page, targetId, web, ipc, wanted.webPreferences?.preload ?? '');
    events.emit('web-contents-created', {}, contents);
    const { x = 0, y = 0, width = 1440, height = 900 } = wanted;
    const window = new StandInWindow(contents, session, targetId, { x, y, width, height }, () =>
      events.emit('window-all-closed'),
    );
    void Promise.all([session, targetId]).then(([one, id]) => watchTargets(one, id, window));
    void browser.then((one) => one.exited).then(() => window.end());
    state.window = window;
    return window;
  };

  const app: AppUsed = {
    enableSandbox: () => {},
    commandLine: {
      appendSwitch: (name, value) =>
        void switches.push(value === undefined ? `--${name}` : `--${name}=${value}`),
    },
    configureHostResolver: () => {},
    requestSingleInstanceLock: () => true,
    whenReady: async () => void (await session),
    getPath: () => options.userData,
    quit,
    exit: (code = 0) => options.onExit(code),
    on: (event: string, listener: (...words: never[]) => void) => events.on(event, listener as () => void),
  };
  const electron: ElectronUsed = {
    app,
    session: { fromPartition: () => web },
    protocol: { registerSchemesAsPrivileged: () => {} },
    ipcMain: {
      handle: (channel, listener) => void ipc.on(`handle ${channel}`, listener),
      on: (channel, listener) => ipc.on(channel, listener),
    },
    dialog: {
      showOpenDialog: async (_window, { title }) => ({ filePaths: await options.dialogs.paths(title ?? '') }),
      showSaveDialog: async (_window, { title }) => ({
        filePath: (await options.dialogs.paths(title ?? ''))[0] ?? '',
      }),
      showErrorBox: (title, message) => void process.stderr.write(`${title}: ${message}\n`),
      showMessageBox: async (_window, { message, cancelId }) => ({
        response: await options.dialogs.choice(message, cancelId ?? 0),
      }),
    },
    shell: { showItemInFolder: (path) => void state.revealed.push(path) },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 4096, height: 2304 } }] },
    Menu: { buildFromTemplate: (template) => template, setApplicationMenu: () => {} },
    utilityProcess: {
      fork: (path) => {
        state.core = forkAsUtilityProcess(path);
        return state.core;
      },
    },
    // What `new` gives need not be made by the class itself: the window is there before its object.
    BrowserWindow: new Proxy(StandInWindow, {
      construct: (_class, [wanted]: [BrowserWindowConstructorOptions]) => openWindow(wanted),
    }) as unknown as ElectronUsed['BrowserWindow'],
  };
  return { electron, state };
}

async function firstPage(session: Session): Promise<string> {
  const { targetInfos } = await session.send<{ targetInfos: { type: string; targetId: string }[] }>(
    'Target.getTargets',
  );
  const page = targetInfos.find(({ type }) => type === 'page');
  if (!page) throw new Error('Chromium opened no window');
  return page.targetId;
}

/** Nothing is downloaded, windows the page opens are closed, and the user closing ours ends the program. */
async function watchTargets(session: Session, ours: string, window: StandInWindow): Promise<void> {
  session.on(
    'Target.targetCreated',
    ({ targetInfo }: { targetInfo: { targetId: string; openerId?: string } }) => {
      if (targetInfo.openerId !== ours) return;
      void session.send('Target.closeTarget', { targetId: targetInfo.targetId }).catch(() => {});
    },
  );
  session.on('Target.targetDestroyed', ({ targetId }: { targetId: string }) => {
    if (targetId === ours) window.end();
  });
  await session.send('Target.setDiscoverTargets', { discover: true });
  await session.send('Browser.setDownloadBehavior', { behavior: 'deny' });
}
