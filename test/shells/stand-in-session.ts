import type { SessionUsed } from '../../electron/shell/electron-used.ts';

type Handler = (request: Request) => Promise<Response>;
type RequestListener = Parameters<SessionUsed['webRequest']['onBeforeRequest']>[0];

/** What the page may load, as the program decides it; permissions and proxies are Chromium's own affair here. */
export class StandInSession implements SessionUsed {
  readonly #handlers = new Map<string, Handler>();
  #judge: RequestListener = (_details, answer) => answer({ cancel: true });

  readonly protocol = {
    handle: (scheme: string, handler: Handler) => void this.#handlers.set(scheme, handler),
  };
  readonly webRequest = {
    onBeforeRequest: (listener: RequestListener) => {
      this.#judge = listener;
    },
  };

  /** The program's answer to a request; undefined where it does not let it pass. */
  async answer(url: string, method: string): Promise<Response | undefined> {
    const { cancel } = await new Promise<{ cancel: boolean }>((resolve) => this.#judge({ url }, resolve));
    const handler = this.#handlers.get(URL.parse(url)?.protocol.slice(0, -1) ?? '');
    return cancel || !handler ? undefined : handler(new Request(url, { method }));
  }

  setPermissionRequestHandler(): void {}
  setPermissionCheckHandler(): void {}
  setDevicePermissionHandler(): void {}
  setSpellCheckerEnabled(): void {}
  async setProxy(): Promise<void> {}
  on(): void {}
}
