import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Ask, CallOptions } from '../../electron/core/process/calls.ts';
import { longestArguments } from '../../electron/shell/bridge-call.ts';
import { type HostHandlers, type Router, routeCalls } from '../../electron/shell/route-calls.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { hostMethods } from '../../shared/contract/host.ts';
import { methods } from '../../shared/contract/methods.ts';

interface Asked {
  readonly method: string;
  readonly argsJson: string;
  readonly options: CallOptions;
  readonly reply: (text: string) => void;
  readonly fail: (error: Error) => void;
}

let asked: Asked[];
let hosted: { method: string; args: unknown; options: CallOptions }[];
let told: unknown[];
let router: Router;
/** What a method of the host gives, by name. */
let hostAnswer: (method: string) => unknown;

beforeEach(() => {
  asked = [];
  hosted = [];
  told = [];
  hostAnswer = () => null;
  const ask: Ask = (method, argsJson, options = {}) =>
    new Promise((reply, fail) => asked.push({ method, argsJson, options, reply, fail }));
  const host = Object.fromEntries(
    Object.keys(hostMethods).map((method) => [
      method,
      (args: unknown, options: CallOptions) => {
        hosted.push({ method, args, options });
        return hostAnswer(method);
      },
    ]),
  ) as unknown as HostHandlers;
  router = routeCalls({ ask, host, onProgress: (id, progress) => told.push({ id, progress }) });
});

const call = async (...words: unknown[]) => JSON.parse(await router.call(words));
const usage = { ok: false, error: { code: 'usage' } };
const progress = { done: 1, total: 2, unit: 'rows', stage: 'reading' } as const;

describe('to core', () => {
  test.each(Object.keys(methods))('%s, its text as it is', async (method) => {
    const reply = router.call([7, method, '{"a": 1}']);
    expect(asked).toMatchObject([{ method, argsJson: '{"a": 1}' }]);
    asked[0]!.reply('{"ok":true,  "value":1}');
    expect(await reply).toBe('{"ok":true,  "value":1}');
    expect(hosted).toEqual([]);
  });

  test('a failure comes back as a reply', async () => {
    const reply = call(1, 'fields', '{}');
    asked[0]!.fail(new AppError('core-stopped', 'gone', { signal: 'SIGKILL' }));
    expect(await reply).toEqual({
      ok: false,
      error: { code: 'core-stopped', message: 'gone', details: { signal: 'SIGKILL' } },
    });
  });

  test('progress goes to the call it is of, and no further once that was cancelled', async () => {
    void router.call([1, 'import', '{}']);
    void router.call([2, 'verify', '{}']);
    asked[1]!.options.onProgress?.(progress);
    asked[0]!.options.onProgress?.(progress);
    expect(told).toEqual([
      { id: 2, progress },
      { id: 1, progress },
    ]);
    router.cancel(1);
    expect(asked.map(({ options }) => options.signal?.aborted)).toEqual([true, false]);
    asked[0]!.options.onProgress?.(progress);
    expect(told.length).toBe(2);
  });

  test.each([undefined, null, '1', 1.5, -1, 99, Number.NaN, {}])('cancel(%j) touches nothing', (id) => {
    void router.call([1, 'import', '{}']);
    router.cancel(id);
    expect(asked[0]!.options.signal?.aborted).toBe(false);
  });

  test('a page that is gone stops everything', () => {
    void router.call([1, 'import', '{}']);
    void router.call([2, 'fields', '{}']);
    router.cancelAll();
    expect(asked.every(({ options }) => options.signal?.aborted)).toBe(true);
  });

  test('long jobs are known by name as long as they run', async () => {
    const job = router.call([1, 'import', '{}']);
    void router.call([2, 'fields', '{}']);
    expect(router.jobs()).toEqual(['import']);
    asked[0]!.reply('{}');
    await job;
    expect(router.jobs()).toEqual([]);
  });

  test('an id is taken while its call runs, and free afterwards', async () => {
    const first = router.call([1, 'fields', '{}']);
    expect(await call(1, 'fields', '{}')).toMatchObject(usage);
    asked[0]!.reply('{"ok":true}');
    await first;
    const second = router.call([1, 'fields', '{}']);
    asked[1]!.reply('{"ok":true}');
    expect(await second).toBe('{"ok":true}');
  });

  test('a page with too many calls at once is refused, not the calls it has', async () => {
    for (let id = 0; id < 1000; id++) void router.call([id, 'fields', '{}']);
    expect(await call(1000, 'fields', '{}')).toMatchObject(usage);
    expect(asked.length).toBe(1000);
  });
});

describe('to the host', () => {
  test('with checked arguments, defaults filled in', async () => {
    hostAnswer = () => ['/chosen'];
    expect(await call(1, 'host.pickFiles', '{"title":"T"}')).toEqual({ ok: true, value: ['/chosen'] });
    expect(hosted).toMatchObject([
      { method: 'host.pickFiles', args: { title: 'T', many: false, filters: [] } },
    ]);
    expect(asked).toEqual([]);
  });

  test.each([
    ['host.pickFiles', '{}'],
    ['host.pickFiles', '{"title":1}'],
    ['host.pickFiles', '{"title":"T","filters":[{"name":"n","extensions":["../x"]}]}'],
    ['host.reveal', '{"path":""}'],
    ['host.reveal', '{"path":"/x","and":"more"}'],
    ['host.info', '{"__proto__":{"x":1}}'],
    ['host.info', '[]'],
    ['host.info', 'null'],
    ['host.info', '{'],
    ['host.writePreferences', '{"preferences":"dark"}'],
  ])('%s %s is refused before it', async (method, argsJson) => {
    expect(await call(1, method, argsJson)).toMatchObject(usage);
    expect(hosted).toEqual([]);
  });

  test('what it throws comes back as a reply', async () => {
    hostAnswer = () => {
      throw new AppError('not-found', 'no file');
    };
    expect(await call(1, 'host.reveal', '{"path":"/x"}')).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
    hostAnswer = () => Promise.reject(new TypeError('a bug'));
    expect(await call(1, 'host.quit', '{}')).toMatchObject({ ok: false, error: { code: 'internal' } });
  });
});

describe('nowhere', () => {
  test.each([
    '',
    'nope',
    'constructor',
    '__proto__',
    'toString',
    'host',
    'host.',
    'host.nope',
    'case',
    'x'.repeat(101),
  ])('there is no method "%s"', async (method) => {
    expect(await call(1, method, '{}')).toMatchObject(usage);
    expect([asked, hosted]).toEqual([[], []]);
  });

  test('arguments too long to be any', async () => {
    const long = `{"a":"${'x'.repeat(longestArguments)}"}`;
    expect(await call(1, 'fields', long)).toMatchObject(usage);
    expect(asked).toEqual([]);
  });

  test('anything that is not a call', async () => {
    const word = fc.oneof(fc.anything(), fc.constantFrom(1, 'fields', '{}', 'host.info'));
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 5 }), async (words) => {
        const [id, method, argsJson] = words;
        fc.pre(
          !(
            words.length === 3 &&
            Number.isSafeInteger(id) &&
            (id as number) >= 0 &&
            typeof method === 'string' &&
            typeof argsJson === 'string'
          ),
        );
        expect(JSON.parse(await router.call(words))).toMatchObject(usage);
        expect([asked, hosted]).toEqual([[], []]);
      }),
      { numRuns: 1000 },
    );
  });
});
