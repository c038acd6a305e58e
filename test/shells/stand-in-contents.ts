import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { CallEvent, CancellableEvent, ContentsUsed } from '../../electron/shell/electron-used.ts';
import { pageOrigin, pageUrl } from '../../electron/shell/page-address.ts';
import type { Session } from './devtools-pipe.ts';
import { bindingName, bridgeScript, hearName, type Said } from './page-line.ts';
import type { StandInSession } from './stand-in-session.ts';

/** Chromium knows no scheme of ours: the page lives at an origin that no name server knows. */
const webOrigin = 'https://app.invalid';

export function toProgramUrl(url: string): string {
  return url.startsWith(`${webOrigin}/`) ? pageOrigin + url.slice(webOrigin.length) : url;
}

interface Context {
  readonly id: number;
  readonly origin: string;
  readonly auxData: { readonly frameId: string };
}

interface Paused {
  readonly requestId: string;
  readonly resourceType: string;
  readonly frameId: string;
  readonly request: { readonly url: string; readonly method: string };
}

/** The page of the window: what it may load, what it says, what it is told. */
export class StandInContents extends EventEmitter implements ContentsUsed {
  readonly #page: Promise<Session>;
  readonly #mainFrame: Promise<string>;
  readonly #contexts = new Map<number, Context>();
  readonly #ipc: EventEmitter;
  readonly #web: StandInSession;
  #gone = false;

  constructor(
    page: Promise<Session>,
    targetId: Promise<string>,
    web: StandInSession,
    ipc: EventEmitter,
    preload: string,
  ) {
    super();
    this.#mainFrame = targetId; // a page's target and its main frame have one id
    this.#web = web;
    this.#ipc = ipc;
    this.#page = page.then((session) => this.#prepare(session, preload));
  }

  async #prepare(page: Session, preload: string): Promise<Session> {
    page.on('Runtime.executionContextCreated', ({ context }: { context: Context }) => {
      this.#contexts.set(context.id, context);
    });
    page.on('Runtime.executionContextDestroyed', ({ executionContextId }: { executionContextId: number }) => {
      this.#contexts.delete(executionContextId);
    });
    page.on('Runtime.executionContextsCleared', () => this.#contexts.clear());
    page.on(
      'Runtime.bindingCalled',
      (call: { name: string; payload: string; executionContextId: number }) => {
        if (call.name === bindingName) void this.#hear(call.payload, call.executionContextId);
      },
    );
    page.on('Fetch.requestPaused', (paused: Paused) => void this.#answer(page, paused));
    page.on('Inspector.targetCrashed', () => this.emit('render-process-gone'));
    page.on(
      'Page.frameStartedNavigating',
      ({ frameId, navigationType }: { frameId: string; navigationType: string }) => {
        void this.#mainFrame.then((mainFrame) =>
          this.emit('did-start-navigation', {
            isMainFrame: frameId === mainFrame,
            isSameDocument: /sameDocument|historySameDocument/i.test(navigationType),
          }),
        );
      },
    );
    const source = bridgeScript(await readFile(pathToFileURL(preload), 'utf8'));
    await page.send('Page.enable');
    await page.send('Inspector.enable');
    await page.send('Runtime.addBinding', { name: bindingName });
    await page.send('Runtime.enable');
    await page.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source });
    return page;
  }

  /** A call of the page, with the frame it came from: that is what the program judges it by. */
  async #hear(payload: string, contextId: number): Promise<void> {
    const context = this.#contexts.get(contextId);
    const mainFrame = await this.#mainFrame;
    const said = JSON.parse(payload) as Said;
    const event: CallEvent = {
      sender: this,
      senderFrame: context
        ? {
            origin: context.origin === webOrigin ? pageOrigin : context.origin,
            parent: context.auxData.frameId === mainFrame ? null : {},
          }
        : null,
    };
    if (said.kind === 'send') {
      this.#ipc.emit(said.channel, event, ...said.words);
      return;
    }
    const [handler] = this.#ipc.listeners(`handle ${said.channel}`);
    const answer: unknown = await handler?.(event, ...said.words);
    await this.#tell(contextId, 'answer', said.number, [answer]);
  }

  send(channel: string, ...words: unknown[]): void {
    void this.#mainFrame.then((mainFrame) => {
      for (const { id, auxData, origin } of this.#contexts.values()) {
        if (auxData.frameId === mainFrame && origin === webOrigin)
          void this.#tell(id, 'event', channel, words);
      }
    });
  }

  async #tell(contextId: number, kind: string, key: unknown, words: readonly unknown[]): Promise<void> {
    const page = await this.#page;
    // A context that is gone has nobody to hear it.
    await page
      .send('Runtime.callFunctionOn', {
        executionContextId: contextId,
        functionDeclaration: `function (kind, key, words) { globalThis.${hearName}?.(kind, key, words); }`,
        arguments: [kind, key, words].map((value) => ({ value })),
      })
      .catch(() => {});
  }

  async #answer(page: Session, { requestId, resourceType, request, frameId }: Paused): Promise<void> {
    const url = toProgramUrl(request.url);
    const refuse = (errorReason: string) => page.send('Fetch.failRequest', { requestId, errorReason });
    try {
      if (resourceType === 'Document' && !(await this.#mayNavigate(url, frameId)))
        return void (await refuse('Aborted'));
      if (url === `${pageUrl}favicon.ico`) {
        // Electron asks for none.
        return void (await page.send('Fetch.fulfillRequest', { requestId, responseCode: 204 }));
      }
      const answer = await this.#web.answer(url, request.method);
      if (answer === undefined) return void (await refuse('BlockedByClient'));
      await page.send('Fetch.fulfillRequest', {
        requestId,
        responseCode: answer.status,
        responseHeaders: [...answer.headers].map(([name, value]) => ({ name, value })),
        body: Buffer.from(await answer.arrayBuffer()).toString('base64'),
      });
    } catch {
      // The request was given up meanwhile: its page was left or closed.
    }
  }

  /** Electron asks before the page goes somewhere, not before the program loads it. */
  async #mayNavigate(url: string, frameId: string): Promise<boolean> {
    const isMain = frameId === (await this.#mainFrame);
    if (isMain && url === pageUrl) return true;
    let prevented = false;
    const event: CancellableEvent = {
      preventDefault: () => {
        prevented = true;
      },
    };
    this.emit(isMain ? 'will-navigate' : 'will-frame-navigate', event);
    return !prevented;
  }

  async load(url: string): Promise<void> {
    const page = await this.#page;
    await page.send('Page.navigate', { url: url.replace(pageOrigin, webOrigin) });
  }

  /** Evaluates in the page what a stand-in needs of it: its title, a question to the developer. */
  async evaluate(expression: string): Promise<unknown> {
    const page = await this.#page;
    const { result } = await page.send<{ result: { value?: unknown } }>('Runtime.evaluate', {
      expression,
      userGesture: true,
    });
    return result.value;
  }

  end(): void {
    this.#gone = true;
  }
  isDestroyed(): boolean {
    return this.#gone;
  }
  reload(): void {
    void this.#page.then((page) => page.send('Page.reload'));
  }
  setWindowOpenHandler(): void {}
  setWebRTCIPHandlingPolicy(): void {}
}
