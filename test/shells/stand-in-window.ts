import { EventEmitter } from 'node:events';
import type { CancellableEvent, Rectangle, WindowUsed } from '../../electron/shell/electron-used.ts';
import type { Session } from './devtools-pipe.ts';
import type { StandInContents } from './stand-in-contents.ts';

/** The one window of Chromium, as Electron's. */
export class StandInWindow extends EventEmitter implements WindowUsed {
  readonly webContents: StandInContents;
  readonly #browser: Promise<Session>;
  readonly #windowId: Promise<number>;
  readonly #onClosed: () => void;
  #bounds: Rectangle;
  #maximized = false;
  #closed = false;

  constructor(
    contents: StandInContents,
    browser: Promise<Session>,
    targetId: Promise<string>,
    bounds: Rectangle,
    onClosed: () => void,
  ) {
    super();
    this.webContents = contents;
    this.#bounds = bounds;
    this.#browser = browser;
    this.#onClosed = onClosed;
    this.#windowId = Promise.all([browser, targetId]).then(async ([session, target]) => {
      const { windowId } = await session.send<{ windowId: number }>('Browser.getWindowForTarget', {
        targetId: target,
      });
      await session.send('Browser.setWindowBounds', { windowId, bounds: this.#bounds });
      return windowId;
    });
  }

  async loadURL(url: string): Promise<void> {
    await this.#windowId;
    await this.webContents.load(url);
    this.emit('ready-to-show');
  }

  /** Asks Chromium where the window stands now: unlike Electron it does not tell by itself. */
  async look(): Promise<void> {
    const browser = await this.#browser;
    const { bounds } = await browser.send<{ bounds: Rectangle & { windowState: string } }>(
      'Browser.getWindowBounds',
      { windowId: await this.#windowId },
    );
    const { left, top, width, height, windowState } = bounds as unknown as Record<string, number> & {
      windowState: string;
    };
    this.#maximized = windowState === 'maximized';
    if (windowState === 'normal') this.#bounds = { x: left!, y: top!, width: width!, height: height! };
  }

  /** As when the user closes it: whoever listens may still prevent it. */
  close(): void {
    if (this.#closed) return;
    void this.look()
      .catch(() => {})
      .then(() => {
        let prevented = false;
        const event: CancellableEvent = {
          preventDefault: () => {
            prevented = true;
          },
        };
        if (!this.#closed) this.emit('close', event);
        if (!prevented) this.end();
      });
  }

  /** It is gone. */
  end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.webContents.end();
    this.#onClosed();
  }

  show(): void {}
  focus(): void {}
  restore(): void {}
  maximize(): void {
    this.#maximized = true;
    void Promise.all([this.#browser, this.#windowId]).then(([browser, windowId]) =>
      browser.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'maximized' } }),
    );
  }
  isMinimized(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return this.#maximized;
  }
  isDestroyed(): boolean {
    return this.#closed;
  }
  getNormalBounds(): Rectangle {
    return this.#bounds;
  }
  setTitle(title: string): void {
    void this.webContents.evaluate(`document.title = ${JSON.stringify(title)}`);
  }
}
