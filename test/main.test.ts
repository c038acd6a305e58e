import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { start } from '../electron/main.ts';
import { attempt, type FakeElectron, type FakeWindow, fakeElectron } from './fake-electron.ts';

const places = {
  pageDir: new URL('./e2e/shell-page/', import.meta.url),
  preload: new URL('./preload.cjs', import.meta.url),
  coreEntry: new URL('./core.ts', import.meta.url),
  sampleDir: new URL('./sample/', import.meta.url),
  shell: 'electron',
} as const;
const page = { origin: 'app://scrutineer', parent: null };
const usage = { ok: false, error: { code: 'usage' } };

let userData: string;
let fake: FakeElectron;
let window: FakeWindow;

beforeEach(async () => {
  userData = mkdtempSync(join(tmpdir(), 'scrutineer-main-'));
  fake = fakeElectron(userData);
  start(fake.electron, places);
  await expect.poll(() => fake.windows[0]?.loaded.length).toBe(1);
  window = fake.windows[0]!;
});
afterEach(() => rmSync(userData, { recursive: true }));

const call = async (words: unknown[], frame: typeof page | null = page, sender?: object) =>
  JSON.parse((await fake.call(frame, words, sender)) as string);
/** Answers the last call that reached core. */
const coreAnswers = (value: unknown) => {
  const { id } = fake.core.posted.findLast((message) => (message as { kind: string }).kind === 'request') as {
    id: number;
  };
  fake.core.emit('message', { kind: 'reply', id, text: JSON.stringify({ ok: true, value }) });
};
const requests = () => fake.core.posted.filter((message) => (message as { kind: string }).kind === 'request');

describe('the window', () => {
  test('is one, sandboxed, apart from Node, without anything that reaches out', () => {
    expect(fake.windows.length).toBe(1);
    expect(fake.sandboxed).toBe(true);
    expect(window.options.webPreferences).toMatchObject({
      preload: fileURLToPath(places.preload),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: false,
    });
    expect(window.loaded).toEqual(['app://scrutineer/']);
  });

  test('keeps nothing on disk: its session is in memory', () => {
    expect(new Set([...fake.partitions, window.options.webPreferences?.partition])).toEqual(
      new Set(['scrutineer']),
    );
  });

  test('is shown when there is something to see', () => {
    expect([window.options.show, window.shown]).toEqual([false, false]);
    window.emit('ready-to-show');
    expect(window.shown).toBe(true);
  });

  test('the scheme of the page is a place of its own, without fetch or a way around the policy', () => {
    expect(fake.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
    ]);
  });

  test('the page is served from its folder, and nothing else', async () => {
    const serve = fake.session.handlers.get('app')!;
    const answer = await serve(new Request('app://scrutineer/'));
    expect([answer.status, answer.headers.get('content-security-policy')]).toEqual([
      200,
      expect.stringContaining("default-src 'none'"),
    ]);
    expect((await serve(new Request('app://scrutineer/../shell.spec.ts'))).status).toBe(404);
    expect([...fake.session.handlers.keys()]).toEqual(['app']);
  });

  test('a second start brings the first to the front', () => {
    fake.emitApp('second-instance');
    expect(window.focused).toBe(true);
    const second = fakeElectron(userData, { locked: false });
    start(second.electron, places);
    expect([second.windows, second.switches.size]).toEqual([[], 0]);
  });

  test('a page that crashed is loaded again', () => {
    window.webContents.emit('render-process-gone');
    expect(window.webContents.reloads).toBe(1);
  });

  test('a page that crashes over and over ends the program, cases closed', async () => {
    window.webContents.emit('render-process-gone');
    window.webContents.emit('render-process-gone');
    expect([window.webContents.reloads, fake.errorBoxes]).toEqual([1, [expect.stringContaining('is kept')]]);
    await expect.poll(() => fake.exits).toEqual([0]);
    expect(fake.core.posted.at(-1)).toEqual({ kind: 'close' });
  });

  test('the menu opens no web page and holds the keys for zoom', () => {
    const text = JSON.stringify(fake.menu);
    for (const role of ['zoomIn', 'zoomOut', 'resetZoom', 'editMenu']) expect(text).toContain(`"${role}"`);
    expect(text).not.toMatch(/http|"help"|toggleDevTools|reload/i);
  });
});

test('a start that fails says so and ends, rather than go on without a window', async () => {
  const broken = fakeElectron(userData);
  broken.session.setProxy = () => Promise.reject(new Error('no session'));
  start(broken.electron, places);
  await expect.poll(() => broken.exits).toEqual([1]);
  expect([broken.errorBoxes, broken.windows]).toEqual([['Error: no session'], []]);
});

describe('locks', () => {
  test.each(['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'])(
    '%s is prevented',
    (name) => {
      const event = attempt();
      window.webContents.emit(name, event);
      expect(event.prevented).toBe(true);
    },
  );

  test('no window is opened, no file downloaded, no address of the machine told', () => {
    expect(window.webContents.openHandler?.()).toEqual({ action: 'deny' });
    const event = attempt();
    fake.session.emit('will-download', event);
    expect(event.prevented).toBe(true);
    expect(window.webContents.rtcPolicy).toBe('disable_non_proxied_udp');
  });

  test('no request but for the page itself and images it holds', () => {
    const isCancelled = (url: string) => {
      let verdict: boolean | undefined;
      fake.session.onRequest?.({ url }, ({ cancel }) => {
        verdict = cancel;
      });
      return verdict;
    };
    expect(
      ['app://scrutineer/', 'app://scrutineer/assets/a.js', 'data:image/png;base64,AA=='].map(isCancelled),
    ).toEqual([false, false, false]);
    for (const url of [
      'https://example.org/',
      'http://127.0.0.1/',
      'ws://localhost/',
      'file:///etc/passwd',
      'app://scrutineer.evil/',
      'app://other/',
      'data:text/html,x',
      'blob:app://scrutineer/1',
      'chrome://gpu',
      '',
    ]) {
      expect([url, isCancelled(url)]).toEqual([url, true]);
    }
  });

  test('no permission but to copy, and that for the page alone', () => {
    const { session } = fake;
    const isGranted = (permission: string, requestingUrl?: string) => {
      let verdict: boolean | undefined;
      session.onPermission?.(
        {},
        permission,
        (granted) => {
          verdict = granted;
        },
        requestingUrl === undefined ? {} : { requestingUrl },
      );
      return verdict;
    };
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'fileSystem',
      'openExternal',
      'local-network-access',
      'usb',
      'unknown',
      'constructor',
    ]) {
      expect([
        permission,
        isGranted(permission, 'app://scrutineer/'),
        session.onPermissionCheck?.({}, permission, 'app://scrutineer'),
      ]).toEqual([permission, false, false]);
    }
    expect(isGranted('clipboard-sanitized-write', 'app://scrutineer/#/x')).toBe(true);
    expect(session.onPermissionCheck?.({}, 'clipboard-sanitized-write', 'app://scrutineer/')).toBe(true);
    expect([
      isGranted('clipboard-sanitized-write'),
      isGranted('clipboard-sanitized-write', 'app://scrutineer.evil/'),
    ]).toEqual([false, false]);
    expect(session.onPermissionCheck?.({}, 'clipboard-sanitized-write', 'https://example.org')).toBe(false);
    expect(session.onDevice?.()).toBe(false);
  });

  test('Chromium is kept from reaching out by itself', () => {
    expect(fake.switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
    expect([...fake.switches.keys()]).toEqual(
      expect.arrayContaining(['disable-background-networking', 'disable-component-update']),
    );
    expect(fake.session.proxy).toEqual({ mode: 'fixed_servers', proxyRules: '127.0.0.1:9' });
    expect(fake.session.spellChecker).toBe(false);
  });
});

describe('a call', () => {
  test('of the page reaches core and comes back', async () => {
    const reply = call([1, 'fields', '{}']);
    await expect.poll(() => requests().length).toBe(1);
    expect(requests()).toMatchObject([{ method: 'fields', args: '{}' }]);
    coreAnswers([1, 2]);
    expect(await reply).toEqual({ ok: true, value: [1, 2] });
  });

  test('of the page reaches the host', async () => {
    expect(await call([1, 'host.info', '{}'])).toMatchObject({
      ok: true,
      value: { program: 'Scrutineer', shell: 'electron' },
    });
  });

  test.each([
    ['another origin', { origin: 'https://example.org', parent: null }],
    ['an origin that begins like ours', { origin: 'app://scrutineer.evil', parent: null }],
    ['no origin', { origin: 'null', parent: null }],
    ['a frame inside the page, of its own origin', { origin: 'app://scrutineer', parent: {} }],
    ['a frame that is gone', null],
  ])('of %s is refused', async (_who, frame) => {
    for (const method of ['fields', 'host.info', 'host.quit']) {
      expect(await call([1, method, '{}'], frame as never)).toMatchObject(usage);
    }
    expect([requests(), fake.exits]).toEqual([[], []]);
  });

  test('of other contents than the window’s is refused', async () => {
    expect(await call([1, 'fields', '{}'], page, {})).toMatchObject(usage);
    expect(requests()).toEqual([]);
  });

  test('with malformed words is refused and reaches nobody', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.anything(), { maxLength: 4 }), async (words) => {
        const known =
          typeof words[1] === 'string' &&
          /^(host\.|fields|findings|annotate|import|export|events|log|report|verify)/.test(words[1]);
        fc.pre(!known);
        expect(await call(words)).toMatchObject(usage);
        expect(requests()).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('tells its progress and is cancelled by the page alone', async () => {
    void call([5, 'import', '{}']);
    await expect.poll(() => requests().length).toBe(1);
    const { id } = requests()[0] as { id: number };
    const progress = { done: 1, total: 2, unit: 'rows', stage: 's' };
    fake.core.emit('message', { kind: 'progress', id, progress });
    expect(window.webContents.sent.map(([channel, text]) => [channel, JSON.parse(text as string)])).toEqual([
      ['scrutineer:event', { kind: 'progress', id: 5, progress }],
    ]);
    fake.cancel({ origin: 'https://example.org', parent: null }, 5);
    fake.cancel(null, 5);
    expect(fake.core.posted.at(-1)).toMatchObject({ kind: 'request' });
    fake.cancel(page, 5);
    expect(fake.core.posted.at(-1)).toEqual({ kind: 'cancel', id });
  });

  test('is cancelled when the page is loaded anew, not when its hash changes', async () => {
    void call([5, 'import', '{}']);
    await expect.poll(() => requests().length).toBe(1);
    window.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true });
    window.webContents.emit('did-start-navigation', { isMainFrame: false, isSameDocument: false });
    expect(fake.core.posted.at(-1)).toMatchObject({ kind: 'request' });
    window.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    expect(fake.core.posted.at(-1)).toMatchObject({ kind: 'cancel' });
  });
});

describe('the end', () => {
  test('closes the cases before the program is gone, and remembers where the window stood', async () => {
    fake.electron.app.quit();
    expect([window.destroyed, fake.exits, fake.core.posted.at(-1)]).toEqual([true, [], { kind: 'close' }]);
    // Told again meanwhile, it still waits for core.
    const again = attempt();
    fake.emitApp('before-quit', again);
    expect([again.prevented, fake.exits]).toEqual([true, []]);
    await expect.poll(() => fake.exits).toEqual([0]);
    expect(JSON.parse(readFileSync(join(userData, 'window.json'), 'utf8'))).toEqual({
      x: 1,
      y: 2,
      width: 1000,
      height: 700,
      maximized: false,
    });
  });

  test('a core that ends by itself is told to the page', async () => {
    void call([1, 'import', '{}']);
    await expect.poll(() => requests().length).toBe(1);
    fake.core.emit('exit', 139);
    await expect.poll(() => window.webContents.sent.length).toBe(1);
    expect(JSON.parse(window.webContents.sent[0]![1] as string)).toMatchObject({
      kind: 'core-restarted',
      error: { code: 'core-stopped', message: expect.stringContaining('exit code 139') },
    });
  });

  test('is asked about once while something long runs', async () => {
    void call([1, 'import', '{}']);
    await expect.poll(() => requests().length).toBe(1);
    window.close();
    expect(window.destroyed).toBe(false);
    expect(fake.messageBoxes.map(({ message }) => message)).toEqual(['Still running: import']);
    fake.messageBoxes[0]!.answer(0);
    await wait(10);
    expect(window.destroyed).toBe(false);
    window.close();
    fake.messageBoxes[1]!.answer(1);
    await expect.poll(() => window.destroyed).toBe(true);
    await expect.poll(() => fake.exits).toEqual([0]);
  });

  test('nothing is asked when nothing runs', () => {
    window.close();
    expect([window.destroyed, fake.messageBoxes]).toEqual([true, []]);
    expect(existsSync(join(userData, 'window.json'))).toBe(true);
  });
});
