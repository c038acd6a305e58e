import { fileURLToPath } from 'node:url';
import type { BridgeEvent } from '../shared/contract/bridge.ts';
import { AppError, toErrorReport } from '../shared/contract/errors.ts';
import type { HostInfo } from '../shared/contract/host.ts';
import { openClient } from './core/process/client.ts';
import { channels } from './shell/channels.ts';
import { type CoreKeeper, keepCore } from './shell/core-keeper.ts';
import type { CallEvent, ElectronUsed, WindowUsed } from './shell/electron-used.ts';
import { makeHost } from './shell/host.ts';
import { lockDownApp, lockDownSession } from './shell/lock-down.ts';
import { windowMenu } from './shell/menu.ts';
import { pageScheme, pageUrl } from './shell/page-address.ts';
import { type Router, routeCalls } from './shell/route-calls.ts';
import { isOwnPage } from './shell/sender.ts';
import { servePage } from './shell/serve-page.ts';
import { utilityCore } from './shell/utility-core.ts';
import { readWindowBounds, smallestSize, writeWindowBounds } from './shell/window-bounds.ts';

/** Where the parts of the program are. */
export interface Places {
  readonly pageDir: URL;
  readonly preload: URL;
  readonly coreEntry: URL;
  readonly sampleDir: URL;
  readonly shell: HostInfo['shell'];
}

/** Kept in memory only: nothing of a case reaches a cache on disk. */
const partition = 'scrutineer';
const crashPauseMs = 10_000;
const corePatienceMs = 15_000;
const advice = 'it was started anew; open the case again and let it be checked';

/** The main process: one window, its locks, and the core it speaks to. */
export function start(electron: ElectronUsed, places: Places): void {
  const { app, ipcMain, protocol } = electron;
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  lockDownApp(electron);
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
  let window: WindowUsed | undefined;
  let router: Router | undefined;
  let core: CoreKeeper | undefined;
  let leaving = false;

  const tell = (event: BridgeEvent) => {
    if (window && !window.isDestroyed()) window.webContents.send(channels.event, JSON.stringify(event));
  };
  const isOurs = ({ sender, senderFrame }: CallEvent) =>
    window !== undefined && !window.isDestroyed() && sender === window.webContents && isOwnPage(senderFrame);

  ipcMain.handle(channels.call, (event, ...words) => {
    if (router && isOurs(event)) return router.call(words);
    const error = toErrorReport(new AppError('usage', 'only the page of the program itself may call it'));
    return JSON.stringify({ ok: false, error });
  });
  ipcMain.on(channels.cancel, (event, id) => {
    if (isOurs(event)) router?.cancel(id);
  });

  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (window && !window.isDestroyed()) {
      // As if the user closed it: it is remembered where it stood, and what runs is asked about.
      event.preventDefault();
      window.close();
      return;
    }
    if (core === undefined) return;
    // Cases are closed before the program is gone, however often it is told to go: the next start would find them as
    // after a crash.
    event.preventDefault();
    if (leaving) return;
    leaving = true;
    void core.close().finally(() => app.exit(0));
  });

  const open = async () => {
    await app.whenReady();
    app.configureHostResolver({ secureDnsMode: 'off' });
    const session = electron.session.fromPartition(partition);
    await lockDownSession(session);
    session.protocol.handle(pageScheme, async ({ method, url }) => {
      const { status, headers, body } = await servePage(fileURLToPath(places.pageDir), method, url);
      return new Response(body, { status, headers });
    });
    const keeper = keepCore(
      () => openClient(utilityCore(electron, places.coreEntry), { patienceMs: corePatienceMs, advice }),
      (error) => tell({ kind: 'core-restarted', error }),
    );
    core = keeper;
    const template = windowMenu(process.platform, (name) => tell({ kind: 'command', name }));
    electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(template) as never);

    const userData = app.getPath('userData');
    const opened = openWindow(electron, places, userData);
    window = opened;
    const host = makeHost({
      ...{ electron, window: opened, call: keeper.call, userData },
      ...{ sampleDir: places.sampleDir, shell: places.shell },
    });
    const calls = routeCalls({
      ask: keeper.ask,
      host,
      onProgress: (id, progress) => tell({ kind: 'progress', id, progress }),
    });
    router = calls;
    opened.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) calls.cancelAll();
    });
    askBeforeStopping(electron, opened, calls);
    await opened.loadURL(pageUrl);
  };
  open().catch((thrown: unknown) => {
    // Electron would go on without a window, and nobody would know why.
    electron.dialog.showErrorBox('Scrutineer cannot start', String(thrown));
    app.exit(1);
  });
}

function openWindow(electron: ElectronUsed, places: Places, userData: string): WindowUsed {
  const screens = electron.screen.getAllDisplays().map(({ workArea }) => workArea);
  const { maximized, ...bounds } = readWindowBounds(userData, screens);
  const window = new electron.BrowserWindow({
    ...bounds,
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    title: 'Scrutineer',
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: fileURLToPath(places.preload),
      partition,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      devTools: process.env.SCRUTINEER_DEBUG !== undefined,
    },
  });
  if (maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => writeWindowBounds(userData, window.getNormalBounds(), window.isMaximized()));
  reloadAfterCrash(electron, window);
  return window;
}

/** A page that crashed is loaded again: its state is in the case and in its address. One that crashes at once is not. */
function reloadAfterCrash(electron: ElectronUsed, window: WindowUsed): void {
  let lastAtMs = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', () => {
    if (window.isDestroyed()) return;
    const nowMs = performance.now();
    if (nowMs - lastAtMs > crashPauseMs) window.webContents.reload();
    else {
      electron.dialog.showErrorBox(
        'The window stopped working',
        'It crashed twice within seconds. The program closes its cases and ends; what was committed to them is kept.',
      );
      electron.app.quit();
    }
    lastAtMs = nowMs;
  });
}

/** Closing the window while something long runs would stop it: the user is asked once. */
function askBeforeStopping(electron: ElectronUsed, window: WindowUsed, router: Router): void {
  let confirmed = false;
  window.on('close', (event) => {
    const jobs = router.jobs();
    if (confirmed || jobs.length === 0) return;
    event.preventDefault();
    const question = electron.dialog.showMessageBox(window as never, {
      type: 'question',
      message: `Still running: ${jobs.join(', ')}`,
      detail: 'Closing stops it. What was committed to the case is kept.',
      buttons: ['Keep running', 'Stop and close'],
      defaultId: 0,
      cancelId: 0,
    });
    void question.then(({ response }) => {
      confirmed = response === 1;
      if (confirmed && !window.isDestroyed()) window.close();
    });
  });
}
