import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { parts, pathOf } from '../../build/window/places.ts';
import type { Bridge, BridgeEvent } from '../../shared/contract/bridge.ts';
import type { ErrorReport } from '../../shared/contract/errors.ts';
import { expect, type Shell, test } from './shell.ts';

/** What test/e2e/shell-page/page.js leaves for a test. */
interface Probe {
  readonly events: BridgeEvent[];
  readonly violations: string[];
  /** What became of an eval by the page's own script. */
  readonly evaluated: string;
  nextId(): number;
  call(method: string, args?: object): Promise<Reply>;
}
type Reply = { ok: true; value: never } | { ok: false; error: ErrorReport };
declare const probe: Probe;
declare const scrutineer: Bridge;

test.skip(process.env.E2E_SHELL === 'electron', 'has a page of its own');

const pageDir = new URL('./shell-page/', import.meta.url);
let shell: Shell;
let page: Page;
/** Addresses that something answered for. */
let answered: string[];

test.beforeEach(async ({ openShell }) => {
  shell = await openShell({ pageDir });
  page = shell.page;
  answered = [];
  page.on('response', (response) => answered.push(response.url()));
  await expect(page.locator('#state')).toHaveText('ready');
});

const call = (method: string, args: object = {}) =>
  page.evaluate(([name, given]) => probe.call(name, given), [method, args] as const);
const events = () => page.evaluate(() => probe.events);

async function makeCase(): Promise<string> {
  const dir = join(shell.userData, 'case');
  expect(
    await call('case.create', { dir, name: 'N', examiner: 'E', timezone: 'America/Chicago' }),
  ).toMatchObject({ ok: true });
  return dir;
}

function sampleLogs(): string[] {
  const folder = join(pathOf(parts.sample), 'logs');
  return readdirSync(folder)
    .toSorted()
    .map((name) => join(folder, name));
}

test('the page is loaded with its style, and nothing listens on any port', async () => {
  await expect(page.locator('#state')).toHaveCSS('color', 'rgb(1, 2, 3)');
  expect(await page.evaluate(() => [isSecureContext, location.origin])).toEqual([
    true,
    'https://app.invalid',
  ]);
  const family = descendants(process.pid);
  expect(family.size).toBeGreaterThan(3);
  const sockets = execFileSync('ss', ['-Hlntup'], { encoding: 'utf8' }).split('\n');
  const ours = sockets.filter((line) =>
    [...line.matchAll(/pid=(\d+)/g)].some(([, pid]) => family.has(Number(pid))),
  );
  expect(ours).toEqual([]);
});

test("the policy holds: no script but the program's own, no request, no frame; styles by nonce only", async () => {
  const outcome = await page.evaluate(async () => {
    const attempt = (work: () => void) => {
      try {
        work();
        return 'taken';
      } catch {
        return 'refused';
      }
    };
    const element = (tag: string) => document.body.appendChild(document.createElement(tag));
    // Text cannot become markup or script at all.
    const sinks = [
      () => Object.assign(element('p'), { innerHTML: '<b>x</b>' }),
      () => element('p').insertAdjacentHTML('beforeend', '<b>x</b>'),
      () => Object.assign(element('script'), { textContent: "globalThis.ran = 'text'" }),
      () => Object.assign(element('script'), { src: 'https://example.org/x.js' }),
      () => Object.assign(element('iframe'), { srcdoc: '<b>x</b>' }),
      () => document.write('<b>x</b>'),
    ].map(attempt);
    Object.assign(element('img'), { src: 'https://example.org/x.png' });
    Object.assign(element('iframe'), { src: 'https://example.org/' });
    Object.assign(element('style'), { textContent: 'body { outline: 7px solid }' });
    const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
    Object.assign(element('style'), { nonce, textContent: 'body { border: 3px solid }' });
    document.body.click();
    document.querySelector<HTMLElement>('#script-link')?.click();
    const fetched = await fetch('./page.css').then(
      () => 'fetched',
      () => 'refused',
    );
    const held = new Image();
    held.src = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
    await held.decode();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { outlineWidth, borderTopWidth } = getComputedStyle(document.body);
    return {
      ran: Reflect.get(globalThis, 'ran'),
      sinks,
      evaluated: probe.evaluated,
      fetched,
      nonce,
      outlineWidth,
      borderTopWidth,
    };
  });
  expect(outcome).toMatchObject({
    ran: undefined,
    sinks: Array(6).fill('refused'),
    evaluated: 'refused',
    fetched: 'refused',
    borderTopWidth: '3px',
  });
  expect(outcome.outlineWidth).not.toBe('7px');
  expect(outcome.nonce).toMatch(/^[\w+/]{22}==$/);
  expect(new Set(await page.evaluate(() => probe.violations))).toEqual(
    new Set([
      'require-trusted-types-for',
      'script-src-attr',
      'script-src-elem',
      'img-src',
      'frame-src',
      'style-src-elem',
      'connect-src',
    ]),
  );
});

test('core and host answer; what is in neither table is refused', async () => {
  expect(await call('host.info')).toMatchObject({
    ok: true,
    value: { program: 'Scrutineer', shell: 'stand-in' },
  });
  expect(await call('fields')).toMatchObject({
    ok: true,
    value: expect.arrayContaining([expect.objectContaining({ name: 'actor' })]),
  });
  for (const method of ['nope', 'constructor', 'host.nope', '__proto__', '']) {
    expect(await call(method)).toMatchObject({ ok: false, error: { code: 'usage' } });
  }
  expect(await call('host.reveal', { path: 7 })).toMatchObject({ ok: false, error: { code: 'usage' } });
  const strange = await page.evaluate(async () => {
    const ask = scrutineer.call as unknown as (...words: unknown[]) => Promise<string>;
    return Promise.all([ask(), ask(-1, 'fields', '{}'), ask(1e6, 'fields', {}), ask(1e6, 'fields', '{', 4)]);
  });
  for (const text of strange) expect(JSON.parse(text)).toMatchObject({ ok: false, error: { code: 'usage' } });
});

test('the page has the bridge and no other way to the program', async () => {
  const found = await page.evaluate(() => ({
    names: Object.keys(scrutineer).toSorted(),
    frozen: Object.isFrozen(scrutineer),
    binding: Object.getOwnPropertyNames(globalThis).filter(
      (name) => /line$/i.test(name) && /scrutineer/i.test(name),
    ),
    node: [typeof Reflect.get(globalThis, 'require'), typeof Reflect.get(globalThis, 'process')],
  }));
  expect(found).toEqual({
    names: ['call', 'cancel', 'on'],
    frozen: true,
    binding: [],
    node: ['undefined', 'undefined'],
  });
});

test('dialogs answer with what was chosen, or with nothing where they are dismissed', async () => {
  await shell.answerDialog('/a', '/b');
  expect(await call('host.pickFiles', { title: 'T', many: true })).toEqual({ ok: true, value: ['/a', '/b'] });
  expect(await call('host.pickFiles', { title: 'T' })).toEqual({ ok: true, value: [] });
  expect(await call('host.pickFolder', { title: 'T' })).toEqual({ ok: true, value: null });
  await shell.answerDialog('/save/here');
  expect(await call('host.pickSavePath', { title: 'T', defaultName: 'n' })).toEqual({
    ok: true,
    value: '/save/here',
  });
  expect(await call('host.pickSavePath', { title: 'T' })).toEqual({ ok: true, value: null });
});

test('a job tells its progress and stops when it is cancelled', async () => {
  const dir = await makeCase();
  const done = await call('import', { dir, files: sampleLogs().slice(0, 1) });
  expect(done.ok).toBe(true);
  const first = (await events()).filter(({ kind }) => kind === 'progress');
  expect(first.length).toBeGreaterThan(0);
  const reply = await page.evaluate(
    ([where, files]) => {
      const id = probe.nextId();
      const stop = scrutineer.on((text) => {
        const event = JSON.parse(text) as BridgeEvent;
        if (event.kind === 'progress' && event.id === id) scrutineer.cancel(id);
      });
      return probe.call('import', { dir: where, files }).finally(stop);
    },
    [dir, sampleLogs().slice(1)] as const,
  );
  expect(reply).toMatchObject({ ok: false, error: { code: 'cancelled' } });
});

test('a core that is killed is told of, and the next call finds a new one', async () => {
  const dir = await makeCase();
  const waiting = call('import', { dir, files: sampleLogs() });
  await expect.poll(async () => (await events()).length).toBeGreaterThan(0);
  const killed = shell.corePid()!;
  process.kill(killed, 'SIGKILL');
  expect(await waiting).toMatchObject({
    ok: false,
    error: { code: 'core-stopped', message: expect.stringContaining('open the case again') },
  });
  await expect
    .poll(async () => (await events()).filter(({ kind }) => kind === 'core-restarted'))
    .toMatchObject([{ error: { code: 'core-stopped', message: expect.stringContaining('during import') } }]);
  expect(await call('case.info', { dir })).toMatchObject({ ok: true, value: { case: { name: 'N' } } });
  expect(shell.corePid()).not.toBe(killed);
});

test('the page cannot leave, open a window or download; it stays as it is', async () => {
  await page.evaluate(() => {
    Reflect.set(globalThis, 'same', true);
    const click = (properties: object) => {
      const link = Object.assign(document.createElement('a'), properties);
      document.body.append(link);
      link.click();
    };
    click({ href: 'https://example.org/' });
    click({ href: './page.js' });
    click({ href: 'https://example.org/', target: '_blank' });
    click({ href: URL.createObjectURL(new Blob(['x'])), download: 'x.txt' });
    window.open('https://example.org/');
    location.hash = '#/findings/1';
  });
  await page.waitForTimeout(500);
  expect(page.url()).toBe('https://app.invalid/#/findings/1');
  expect(await page.evaluate(() => Reflect.get(globalThis, 'same'))).toBe(true);
  await expect.poll(() => page.context().pages().length).toBe(1);
  expect(globSync('**/x.txt', { cwd: shell.userData })).toEqual([]);
});

test('a page that is loaded again stops what it had running', async () => {
  const dir = await makeCase();
  await page.evaluate(([where, files]) => void probe.call('import', { dir: where, files }), [
    dir,
    sampleLogs(),
  ] as const);
  await expect.poll(async () => (await events()).length).toBeGreaterThan(0);
  await page.reload();
  await expect(page.locator('#state')).toHaveText('ready');
  // Files that were read to their end stay; no further one is begun.
  const count = async () => {
    const info = await call('case.info', { dir });
    return info.ok ? (info.value as { events: number }).events : -1;
  };
  const left = await count();
  expect(left).toBeLessThan(15_000);
  await page.waitForTimeout(1000);
  expect(await count()).toBe(left);
  expect(await events()).toEqual([]);
});

test('the program ends cleanly with a case open', async () => {
  const dir = await makeCase();
  expect(await call('import', { dir, files: sampleLogs().slice(0, 1) })).toMatchObject({ ok: true });
  expect(existsSync(join(dir, 'case.db-wal'))).toBe(true);
  const core = shell.corePid()!;
  await shell.close();
  expect(existsSync(join(dir, 'case.db-wal'))).toBe(false);
  expect(() => process.kill(core, 0)).toThrow('ESRCH');
  expect(JSON.parse(readFileSync(join(shell.userData, 'window.json'), 'utf8'))).toMatchObject({
    width: 1440,
    maximized: false,
  });
});

test('host.quit ends it as closing the window does', async () => {
  const core = shell.corePid()!;
  await page.evaluate(() => void probe.call('host.quit'));
  await expect.poll(() => existsSync(`/proc/${core}`)).toBe(false);
});

test('the sample case is made once and found again', async ({ openShell }) => {
  const first = await call('host.sampleCase');
  expect(first).toEqual({ ok: true, value: { dir: join(shell.userData, 'sample-case') } });
  expect((await events()).filter(({ kind }) => kind === 'progress').length).toBeGreaterThan(3);
  const info = await call('case.info', first.ok ? first.value : {});
  expect(info).toMatchObject({ ok: true, value: { case: { timezone: 'America/Chicago' }, events: 20_000 } });
  await shell.close();
  const again = await openShell({ pageDir, userData: shell.userData });
  page = again.page;
  await expect(page.locator('#state')).toHaveText('ready');
  expect(await call('host.sampleCase')).toEqual(first);
  expect(await events()).toEqual([]);
});

test.afterEach(() =>
  expect(answered.filter((url) => !/^(https:\/\/app\.invalid\/|data:|blob:)/.test(url))).toEqual([]),
);

function descendants(pid: number): Set<number> {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(/\) \S (\d+)/.exec(stat)?.[1]));
    } catch {
      // It ended meanwhile.
    }
  }
  const found = new Set([pid]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const [child, parent] of parents) if (found.has(parent)) found.add(child);
  }
  return found;
}
