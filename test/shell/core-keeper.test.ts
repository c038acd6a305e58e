import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { type CoreConnection, openClient } from '../../electron/core/process/client.ts';
import { forkCore } from '../../electron/core/process/fork-core.ts';
import { type CoreKeeper, keepCore } from '../../electron/shell/core-keeper.ts';
import type { ErrorReport } from '../../shared/contract/errors.ts';

const fakeCore = new URL('../core/process/fake-core.ts', import.meta.url);
let keeper: CoreKeeper;
let started: CoreConnection[];
let told: ErrorReport[];

function keep(entry = fakeCore): void {
  started = [];
  told = [];
  keeper = keepCore(
    () => {
      const core = openClient(forkCore(entry), { advice: 'open it again' });
      started.push(core);
      return core;
    },
    (error) => told.push(error),
  );
}
afterEach(() => keeper.close());

test('the page is told why core ended, and the next call finds another one', async () => {
  keep();
  await keeper.call('fields', {});
  const waiting = keeper.ask('case.verify', '{"dir":"/c"}');
  const fatal = keeper.call('case.close', { dir: '/segfault' });
  await expect(waiting).rejects.toMatchObject({ code: 'core-stopped' });
  await expect(fatal).rejects.toThrow('open it again');
  expect(told).toMatchObject([{ code: 'core-stopped', details: { methods: ['case.verify', 'case.close'] } }]);
  expect(JSON.parse(await keeper.ask('fields', '{}'))).toMatchObject({ ok: true });
  expect(started.length).toBe(2);
});

test('one that lived is replaced at once, before anything is asked of it', async () => {
  keep();
  await keeper.call('fields', {});
  await wait(2100);
  await expect(keeper.call('case.close', { dir: '/exit' })).rejects.toMatchObject({ code: 'core-stopped' });
  await expect.poll(() => started.length).toBe(2);
});

test('one that cannot start is not started over and over', async () => {
  keep(new URL('./no-such-core.ts', import.meta.url));
  await expect.poll(() => told.length).toBe(1);
  await wait(500);
  expect(started.length).toBe(1);
  await expect(keeper.ask('fields', '{}')).rejects.toMatchObject({ code: 'core-stopped' });
  expect(started.length).toBe(2);
});

test('closing is not told as a crash, and nothing is started after it', async () => {
  keep();
  await keeper.call('fields', {});
  const job = keeper.call('case.verify', { dir: '/c' });
  const refused = expect(job).rejects.toMatchObject({ code: 'cancelled' });
  await keeper.close();
  await refused;
  await expect(keeper.ask('fields', '{}')).rejects.toMatchObject({ code: 'cancelled' });
  expect([told, started.length]).toEqual([[], 1]);
});
