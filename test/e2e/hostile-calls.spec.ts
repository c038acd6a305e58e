import type { Page } from '@playwright/test';
import fc from 'fast-check';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { errorCodes } from '../../shared/contract/errors.ts';
import { hostMethods } from '../../shared/contract/host.ts';
import { methods } from '../../shared/contract/methods.ts';
import { expect, test } from './shell.ts';

declare const scrutineer: Bridge;

test.skip(process.env.E2E_SHELL === 'electron', 'has a page of its own');

const pageDir = new URL('./shell-page/', import.meta.url);
/** What needs nothing from the disk: fuzzed with all of it in test/shell/fuzz-calls.test.ts. */
const names = [...Object.keys(methods), ...Object.keys(hostMethods)].filter(
  (name) => !/quit|sampleCase|create|report|export|backup|writePreferences|remember/.test(name),
);

/** A reply of the bridge is JSON text: a value, or a refusal with a code of the contract that is no bug of ours. */
function expectReply(text: unknown, about: unknown): void {
  expect(typeof text, JSON.stringify(about)).toBe('string');
  const reply = JSON.parse(text as string);
  if (reply.ok === true) return;
  expect(errorCodes).toContain(reply.error.code);
  expect(['internal', 'core-stopped'], JSON.stringify([about, reply]).slice(0, 1000)).not.toContain(
    reply.error.code,
  );
}

/** Words of a call as they stand, made in the page: functions and the like cannot be sent there. */
function call(page: Page, words: string): Promise<unknown> {
  return page.evaluate(
    `Promise.race([
      Promise.resolve().then(() => scrutineer.call(${words})).catch((error) => 'rejected: ' + error),
      new Promise((resolve) => setTimeout(resolve, 20000, 'no answer')),
    ])`,
  );
}

test('whatever the page says to the bridge is answered, and the program goes on', async ({ openShell }) => {
  test.setTimeout(240_000);
  const shell = await openShell({ pageDir });
  const { page } = shell;
  await expect(page.locator('#state')).toHaveText('ready');
  const core = shell.corePid;
  const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(JSON.stringify(value)));
  const odd = fc.constantFrom(
    ...[
      'undefined',
      'null',
      'NaN',
      '-0',
      '1.5',
      '2**60',
      '-1',
      'Infinity',
      '1n',
      'Symbol()',
      '() => 1',
      '[]',
      '{}',
    ],
    ...[
      '"__proto__"',
      '"constructor"',
      '""',
      '"\\0"',
      '"\\ud800"',
      'new Date()',
      'new Proxy({}, {})',
      'document.body',
    ],
    ...['"x".repeat(1e7)', '"[".repeat(1e6)', '({ toJSON() { throw 1 } })', '({ toString: () => "fields" })'],
    ...[
      '"{\\"dir\\":\\"/no\\"}"',
      '"{\\"__proto__\\":{\\"a\\":1}}"',
      '(() => { const a = {}; a.a = a; return a })()',
    ],
  );
  let id = 1000;
  const words = fc.oneof(
    fc.array(fc.oneof(odd, json), { maxLength: 5 }).map((all) => all.join(', ')),
    fc
      .tuple(fc.constantFrom(...names), fc.oneof(odd, json))
      .map(([name, args]) => `${id++}, "${name}", ${args}`),
  );
  await fc.assert(
    fc.asyncProperty(words, async (said) => {
      const reply = await call(page, said);
      // What cannot be told to another process at all is refused where it is said.
      if (typeof reply === 'string' && reply.startsWith('rejected: ')) {
        expect(reply).toMatch(/BigInt|Symbol|circular|rejected: 1$|could not be cloned/i);
      } else expectReply(reply, said);
    }),
    { numRuns: 400 },
  );
  expectReply(await call(page, '1, "fields", "{}"'), 'fields');
  expect(JSON.parse((await call(page, '2, "host.info", "{}"')) as string)).toMatchObject({ ok: true });
  expect(core()).toBe(shell.corePid());
  expect(await page.evaluate(() => Reflect.get({}, 'a'))).toBeUndefined();
});

test('hundreds of calls at once are answered, those beyond the limit refused', async ({ openShell }) => {
  const { page } = await openShell({ pageDir });
  await expect(page.locator('#state')).toHaveText('ready');
  const replies = await page.evaluate(() =>
    Promise.all(Array.from({ length: 1500 }, (_, i) => scrutineer.call(5000 + i, 'fields', '{}'))),
  );
  expect(replies.length).toBe(1500);
  for (const reply of replies) expectReply(reply, 'fields');
  expect(JSON.parse(await page.evaluate(() => scrutineer.call(1, 'fields', '{}')))).toMatchObject({
    ok: true,
  });
});

test('a long text is refused without being passed on, a cancel of anything harms nothing', async ({
  openShell,
}) => {
  const { page } = await openShell({ pageDir });
  await expect(page.locator('#state')).toHaveText('ready');
  const reply = await page.evaluate(() =>
    scrutineer.call(1, 'events', JSON.stringify({ dir: 'x'.repeat(10_000_000) })),
  );
  expect(JSON.parse(reply)).toMatchObject({ ok: false, error: { code: 'usage' } });
  await page.evaluate(() => {
    const cancel = scrutineer.cancel as (id: unknown) => void;
    for (const id of [-1, 1e20, 'x', null, undefined, {}, [], Number.NaN]) cancel(id);
  });
  expect(JSON.parse(await page.evaluate(() => scrutineer.call(2, 'fields', '{}')))).toMatchObject({
    ok: true,
  });
});

test('a frame inside the page has no bridge and is not heard, whatever its origin', async ({ openShell }) => {
  const { page } = await openShell({ pageDir });
  await expect(page.locator('#state')).toHaveText('ready');
  // The policy of the page forbids frames; a page that had lost it could make these.
  const frames = await page.evaluate(async () => {
    const make = (properties: object) => {
      const frame = Object.assign(document.createElement('iframe'), properties);
      document.body.append(frame);
      return frame;
    };
    const all = [
      make({}),
      make({ src: 'about:blank' }),
      make({ src: 'data:text/html,x' }),
      make({ src: './index.html' }),
      make({ src: 'https://example.org/' }),
    ];
    await new Promise((resolve) => setTimeout(resolve, 500));
    return all.map((frame) => {
      try {
        return [
          typeof Reflect.get(frame.contentWindow!, 'scrutineer'),
          typeof Reflect.get(frame.contentWindow!, '__scrutineerLine'),
        ];
      } catch {
        return ['another origin', 'another origin'];
      }
    });
  });
  for (const [bridge, line] of frames) {
    expect(['undefined', 'another origin']).toContain(bridge);
    // The line under the bridge is the stand-in's; main judges what comes over it by its frame.
    expect(['undefined', 'another origin']).toContain(line);
  }
});
