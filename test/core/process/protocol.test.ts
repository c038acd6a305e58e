import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Calls, openCalls } from '../../../electron/core/process/calls.ts';
import { type CoreClient, connectCore } from '../../../electron/core/process/client.ts';
import { dispatch } from '../../../electron/core/process/dispatch.ts';
import { serve } from '../../../electron/core/process/serve.ts';
import type { Port } from '../../../electron/core/process/wire.ts';
import type { Progress } from '../../../shared/contract/progress.ts';
import { fakeHandlers } from './fake-handlers.ts';

const entry = new URL('./fake-core.ts', import.meta.url);

/** The same protocol must hold over every kind of line between a shell and core. */
const lines = {
  'a message channel within the process': () => {
    const { port1, port2 } = new MessageChannel();
    const server = serve(overMessagePort(port1), dispatch(fakeHandlers));
    const calls: Calls = openCalls(overMessagePort(port2));
    return {
      call: calls.call,
      close: async () => {
        await server.stop();
        port2.close();
      },
    };
  },
  'a forked process': () => connectCore({ entry }),
} satisfies Record<string, () => Pick<CoreClient, 'call' | 'close'>>;

function overMessagePort<Outgoing, Incoming>(port: MessagePort): Port<Outgoing, Incoming> {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', listener),
  };
}

describe.each(Object.entries(lines))('%s', (_name, open) => {
  let core: Pick<CoreClient, 'call' | 'close'>;
  beforeEach(() => {
    core = open();
  });
  afterEach(() => core.close());

  test('carries values byte for byte, control characters and lone surrogates included', async () => {
    expect(await core.call('fields', {})).toEqual(fakeHandlers.fields({}, undefined as never));
  });

  test('carries refusals as AppErrors', async () => {
    await expect(core.call('case.info', { dir: '/c' })).rejects.toMatchObject({
      name: 'AppError',
      code: 'not-a-case',
      details: { dir: '/case' },
    });
  });

  test('carries the last progress before the reply, and few before it', async () => {
    const seen: Progress[] = [];
    await core.call(
      'case.backup',
      { dir: '/c', out: '/o' },
      { onProgress: (progress) => seen.push(progress) },
    );
    const done = seen.map((progress) => progress.done);
    expect([done.at(0), done.at(-1)]).toEqual([1, 500]);
    expect(done.length).toBeLessThan(6);
  });

  test('cancels one job and leaves another alone', async () => {
    const first = new AbortController();
    const second = new AbortController();
    const seen: number[] = [];
    const startedAtMs = performance.now();
    const one = core.call('case.verify', { dir: '/1' }, { signal: first.signal });
    const other = core.call(
      'case.verify',
      { dir: '/2' },
      {
        signal: second.signal,
        onProgress: ({ done }) => {
          seen.push(done);
          if (seen.length === 2) first.abort();
          if (seen.length === 5) second.abort();
        },
      },
    );
    await expect(one).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen.length).toBeLessThan(5);
    await expect(other).rejects.toMatchObject({ code: 'cancelled' });
    const seconds = (performance.now() - startedAtMs) / 1000;
    expect(seen.length).toBeLessThanOrEqual(10 * seconds + 3);
    expect(seen.at(-1)).toBeGreaterThan(seen.length);
  });

  test('a call cancelled before it begins is not sent', async () => {
    const signal = AbortSignal.abort();
    await expect(core.call('case.verify', { dir: '/1' }, { signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});

describe('the life of a core process', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'scrutineer-core-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  test.each([
    ['/segfault', { exitCode: null, signal: 'SIGSEGV' }, 'signal SIGSEGV'],
    ['/exit', { exitCode: 7, signal: null }, 'exit code 7'],
  ])('%s: every waiting call and every later one is told how it ended', async (how, details, words) => {
    const core = connectCore({ entry });
    const waiting = core.call('case.verify', { dir: '/c' });
    const fatal = core.call('case.close', { dir: how });
    for (const call of [waiting, fatal]) {
      await expect(call).rejects.toMatchObject({ code: 'core-stopped', details });
      await expect(call).rejects.toThrow(words);
      await expect(call).rejects.toThrow('case.verify, case.close');
      await expect(call).rejects.toThrow('run the command again');
    }
    await expect(core.call('fields', {})).rejects.toMatchObject({ code: 'core-stopped' });
    await core.close();
  });

  test('running out of memory is told as such', async () => {
    const previous = process.env.NODE_OPTIONS;
    process.env.NODE_OPTIONS = '--max-old-space-size=32';
    const core = connectCore({ entry });
    process.env.NODE_OPTIONS = previous ?? '';
    await expect(core.call('case.close', { dir: '/memory' })).rejects.toThrow('it ran out of memory');
    await core.close();
  });

  test('a script that cannot start says why in the details', async () => {
    const core = connectCore({ entry: new URL('./no-such-script.ts', import.meta.url) });
    await expect(core.call('fields', {})).rejects.toMatchObject({
      code: 'core-stopped',
      details: { exitCode: 1, output: expect.stringContaining('no-such-script') },
    });
    await core.close();
  });

  test('close lets jobs stop and core release what it holds', async () => {
    process.env.FAKE_CORE_CLOSED = join(dir, 'closed');
    const core = connectCore({ entry });
    delete process.env.FAKE_CORE_CLOSED;
    await core.call('fields', {});
    const job = core.call('case.verify', { dir: '/c' });
    const refused = expect(job).rejects.toMatchObject({ code: 'cancelled' });
    await core.close();
    await refused;
    expect(await readFile(join(dir, 'closed'), 'utf8')).toBe('closed');
  });

  test('kill ends a core that is blocked in one long call', async () => {
    const core = connectCore({ entry });
    const blocked = core.call('events', { dir: '/c' });
    const refused = expect(blocked).rejects.toMatchObject({ code: 'cancelled' });
    await core.kill();
    await refused;
  });

  test('close has its patience with a core that is blocked', async () => {
    const core = connectCore({ entry, patienceMs: 300 });
    await core.call('fields', {});
    const refused = expect(core.call('events', { dir: '/c' })).rejects.toMatchObject({ code: 'cancelled' });
    await core.close();
    await refused;
  });
});
