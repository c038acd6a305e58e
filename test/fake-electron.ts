import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, MenuItemConstructorOptions } from 'electron';
import type {
  ContentsUsed,
  ElectronUsed,
  FrameUsed,
  SessionUsed,
  UtilityProcessUsed,
  WindowUsed,
} from '../electron/shell/electron-used.ts';

/** Electron as a test sees it: what the program set up, and ways to do what a page or a user would. */
export interface FakeElectron {
  readonly electron: ElectronUsed;
  readonly switches: Map<string, string | undefined>;
  readonly schemes: unknown[];
  readonly windows: FakeWindow[];
  readonly session: FakeSession;
  readonly partitions: string[];
  readonly menu: MenuItemConstructorOptions[];
  readonly core: EventEmitter & UtilityProcessUsed & { readonly posted: unknown[] };
  readonly messageBoxes: { message: string; answer: (button: number) => void }[];
  readonly errorBoxes: string[];
  readonly exits: number[];
  sandboxed: boolean;
  /** A call over the bridge, from a frame of a page. */
  call(frame: FrameUsed | null, words: unknown[], sender?: object): Promise<unknown>;
  cancel(frame: FrameUsed | null, id: unknown): void;
  emitApp(event: string, ...words: unknown[]): boolean;
}

/** What `preventDefault` was called on. */
export function attempt(): { preventDefault(): void; prevented: boolean } {
  return {
    prevented: false,
    preventDefault() {
      this.prevented = true;
    },
  };
}

export class FakeContents extends EventEmitter implements ContentsUsed {
  readonly sent: unknown[][] = [];
  openHandler: (() => { action: string }) | undefined;
  rtcPolicy = '';
  reloads = 0;
  send(...words: unknown[]): void {
    this.sent.push(words);
  }
  isDestroyed(): boolean {
    return false;
  }
  reload(): void {
    this.reloads++;
  }
  setWindowOpenHandler(handler: () => { action: 'deny' }): void {
    this.openHandler = handler;
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.rtcPolicy = policy;
  }
}

export class FakeWindow extends EventEmitter implements WindowUsed {
  readonly webContents = new FakeContents();
  readonly options: BrowserWindowConstructorOptions;
  readonly loaded: string[] = [];
  readonly #onClosed: () => void;
  shown = false;
  focused = false;
  destroyed = false;
  constructor(options: BrowserWindowConstructorOptions, onClosed: () => void) {
    super();
    this.options = options;
    this.#onClosed = onClosed;
  }
  async loadURL(url: string): Promise<void> {
    this.loaded.push(url);
  }
  close(): void {
    const event = attempt();
    this.emit('close', event);
    if (event.prevented) return;
    this.destroyed = true;
    this.#onClosed();
  }
  show(): void {
    this.shown = true;
  }
  focus(): void {
    this.focused = true;
  }
  restore(): void {}
  maximize(): void {}
  isMinimized(): boolean {
    return true;
  }
  isMaximized(): boolean {
    return false;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  getNormalBounds() {
    return { x: 1, y: 2, width: 1000, height: 700 };
  }
  setTitle(): void {}
}

type PermissionRequest = Parameters<SessionUsed['setPermissionRequestHandler']>[0];
type PermissionCheck = Parameters<SessionUsed['setPermissionCheckHandler']>[0];
type RequestListener = Parameters<SessionUsed['webRequest']['onBeforeRequest']>[0];

export class FakeSession extends EventEmitter implements SessionUsed {
  readonly handlers = new Map<string, (request: Request) => Promise<Response>>();
  onRequest: RequestListener | undefined;
  onPermission: PermissionRequest | undefined;
  onPermissionCheck: PermissionCheck | undefined;
  onDevice: (() => boolean) | undefined;
  spellChecker = true;
  proxy: unknown;
  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
      void this.handlers.set(scheme, handler),
  };
  readonly webRequest = {
    onBeforeRequest: (listener: RequestListener) => {
      this.onRequest = listener;
    },
  };
  setPermissionRequestHandler(handler: PermissionRequest): void {
    this.onPermission = handler;
  }
  setPermissionCheckHandler(handler: PermissionCheck): void {
    this.onPermissionCheck = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.onDevice = handler;
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker = enabled;
  }
  async setProxy(proxy: unknown): Promise<void> {
    this.proxy = proxy;
  }
}

export function fakeElectron(userData: string, { locked = true } = {}): FakeElectron {
  const appEvents = new EventEmitter();
  const ipc = new Map<string, (event: never, ...words: unknown[]) => unknown>();
  const posted: unknown[] = [];
  const core = Object.assign(new EventEmitter(), {
    pid: undefined,
    stdout: null,
    stderr: null,
    posted,
    postMessage: (message: unknown) => {
      posted.push(message);
      if ((message as { kind: string }).kind === 'close') setImmediate(() => core.emit('exit', 0));
    },
  });
  const fake: Omit<FakeElectron, 'electron'> = {
    switches: new Map(),
    schemes: [],
    windows: [],
    session: new FakeSession(),
    partitions: [],
    menu: [],
    core,
    messageBoxes: [],
    errorBoxes: [],
    exits: [],
    sandboxed: false,
    call: async (senderFrame, words, sender = fake.windows[0]?.webContents ?? {}) =>
      ipc.get('scrutineer:call')?.({ sender, senderFrame } as never, ...words),
    cancel: (senderFrame, id) =>
      void ipc.get('scrutineer:cancel')?.({ sender: fake.windows[0]?.webContents, senderFrame } as never, id),
    emitApp: (event, ...words) => appEvents.emit(event, ...words),
  };
  const electron: ElectronUsed = {
    app: {
      enableSandbox: () => {
        fake.sandboxed = true;
      },
      commandLine: { appendSwitch: (name, value) => void fake.switches.set(name, value) },
      configureHostResolver: () => {},
      requestSingleInstanceLock: () => locked,
      whenReady: async () => {},
      getPath: () => userData,
      quit: () => void appEvents.emit('before-quit', attempt()),
      exit: (code = 0) => void fake.exits.push(code),
      on: (event: string, listener: (...words: never[]) => void) =>
        appEvents.on(event, listener as () => void),
    },
    session: {
      fromPartition: (partition) => {
        fake.partitions.push(partition);
        return fake.session;
      },
    },
    protocol: { registerSchemesAsPrivileged: (schemes) => void fake.schemes.push(...schemes) },
    ipcMain: {
      handle: (channel, listener) => void ipc.set(channel, listener),
      on: (channel, listener) => void ipc.set(channel, listener),
    },
    dialog: {
      showOpenDialog: async () => ({ filePaths: [] }),
      showSaveDialog: async () => ({ filePath: '' }),
      showErrorBox: (_title, message) => void fake.errorBoxes.push(message),
      showMessageBox: (_window, { message }) =>
        new Promise((resolve) =>
          fake.messageBoxes.push({ message, answer: (response) => resolve({ response }) }),
        ),
    },
    shell: { showItemInFolder: () => {} },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    Menu: {
      buildFromTemplate: (template) => void fake.menu.push(...template),
      setApplicationMenu: () => {},
    },
    utilityProcess: { fork: () => core },
    BrowserWindow: new Proxy(FakeWindow, {
      construct: (_class, [options]: [BrowserWindowConstructorOptions]) => {
        const window = new FakeWindow(options, () => appEvents.emit('window-all-closed'));
        fake.windows.push(window);
        appEvents.emit('web-contents-created', attempt(), window.webContents);
        return window;
      },
    }) as unknown as ElectronUsed['BrowserWindow'],
  };
  return Object.assign(fake, { electron });
}
