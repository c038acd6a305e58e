import type * as Electron from 'electron';

/**
 * Every Electron call the program makes, and nothing else. The real module fits (electron/entry.ts passes it); the
 * stand-in of test/shells/ and the fakes of tests provide the same few calls without Electron's binary.
 */
export interface ElectronUsed {
  readonly app: AppUsed;
  readonly session: { fromPartition(partition: string): SessionUsed };
  readonly protocol: { registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void };
  readonly ipcMain: {
    handle(channel: string, listener: (event: CallEvent, ...words: unknown[]) => unknown): void;
    on(channel: string, listener: (event: CallEvent, ...words: unknown[]) => void): unknown;
  };
  readonly dialog: {
    showOpenDialog(window: never, options: Electron.OpenDialogOptions): Promise<{ filePaths: string[] }>;
    showSaveDialog(window: never, options: Electron.SaveDialogOptions): Promise<{ filePath: string }>;
    showErrorBox(title: string, message: string): void;
    showMessageBox(window: never, options: Electron.MessageBoxOptions): Promise<{ response: number }>;
  };
  readonly shell: { showItemInFolder(path: string): void };
  readonly screen: { getAllDisplays(): { readonly workArea: Rectangle }[] };
  readonly Menu: {
    buildFromTemplate(template: Electron.MenuItemConstructorOptions[]): unknown;
    setApplicationMenu(menu: never): void;
  };
  readonly utilityProcess: {
    fork(path: string, words?: string[], options?: Electron.ForkOptions): UtilityProcessUsed;
  };
  readonly BrowserWindow: new (options: Electron.BrowserWindowConstructorOptions) => WindowUsed;
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface CancellableEvent {
  preventDefault(): void;
}

/** Who made a call: the frame is null where it is gone already. */
export interface CallEvent {
  readonly sender: object;
  readonly senderFrame: FrameUsed | null;
}

export interface FrameUsed {
  readonly origin: string;
  readonly parent: object | null;
}

export interface AppUsed {
  enableSandbox(): void;
  readonly commandLine: { appendSwitch(name: string, value?: string): void };
  configureHostResolver(options: { secureDnsMode: 'off' }): void;
  requestSingleInstanceLock(): boolean;
  whenReady(): Promise<void>;
  getPath(name: 'userData'): string;
  quit(): void;
  exit(code?: number): void;
  on(event: 'second-instance' | 'window-all-closed', listener: () => void): unknown;
  on(event: 'before-quit', listener: (event: CancellableEvent) => void): unknown;
  on(
    event: 'web-contents-created',
    listener: (event: CancellableEvent, contents: ContentsUsed) => void,
  ): unknown;
}

export interface SessionUsed {
  readonly protocol: {
    handle(scheme: string, handler: (request: Request) => Promise<Response>): void;
  };
  readonly webRequest: {
    onBeforeRequest(
      listener: (details: { readonly url: string }, answer: (verdict: { cancel: boolean }) => void) => void,
    ): void;
  };
  setPermissionRequestHandler(
    handler: (
      contents: unknown,
      permission: string,
      answer: (granted: boolean) => void,
      details: { readonly requestingUrl?: string },
    ) => void,
  ): void;
  setPermissionCheckHandler(
    handler: (contents: unknown, permission: string, origin: string) => boolean,
  ): void;
  setDevicePermissionHandler(handler: () => boolean): void;
  setSpellCheckerEnabled(enable: boolean): void;
  setProxy(config: Electron.ProxyConfig): Promise<void>;
  on(event: 'will-download', listener: (event: CancellableEvent) => void): unknown;
}

export interface ContentsUsed {
  send(channel: string, ...words: unknown[]): void;
  isDestroyed(): boolean;
  reload(): void;
  setWindowOpenHandler(handler: () => { action: 'deny' }): void;
  setWebRTCIPHandlingPolicy(policy: 'disable_non_proxied_udp'): void;
  on(
    event: 'will-navigate' | 'will-redirect' | 'will-frame-navigate' | 'will-attach-webview',
    listener: (event: CancellableEvent) => void,
  ): unknown;
  on(
    event: 'did-start-navigation',
    listener: (details: { readonly isMainFrame: boolean; readonly isSameDocument: boolean }) => void,
  ): unknown;
  on(event: 'render-process-gone', listener: () => void): unknown;
}

export interface WindowUsed {
  readonly webContents: ContentsUsed;
  loadURL(url: string): Promise<void>;
  show(): void;
  focus(): void;
  restore(): void;
  close(): void;
  maximize(): void;
  isMinimized(): boolean;
  isMaximized(): boolean;
  isDestroyed(): boolean;
  getNormalBounds(): Rectangle;
  setTitle(title: string): void;
  once(event: 'ready-to-show', listener: () => void): unknown;
  on(event: 'close', listener: (event: CancellableEvent) => void): unknown;
}

export interface UtilityProcessUsed {
  readonly pid: number | undefined;
  readonly stdout: NodeJS.ReadableStream | null;
  readonly stderr: NodeJS.ReadableStream | null;
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (exitCode: number) => void): unknown;
}
