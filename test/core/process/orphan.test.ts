import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'scrutineer-orphan-'));
});
afterEach(() => rm(dir, { recursive: true }));

/** A shell that starts a job in a core of its own and tells us that core's process id. */
async function startShell(closedMarker: string): Promise<{ shell: ChildProcess; corePid: number }> {
  const shell = fork(new URL('./fake-shell.ts', import.meta.url), [], {
    env: { ...process.env, FAKE_CORE_CLOSED: closedMarker },
    execArgv: [],
  });
  const corePid = await new Promise<number>((resolve) =>
    shell.once('message', (pid) => resolve(Number(pid))),
  );
  return { shell, corePid };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function waitForEnd(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 200 && isAlive(pid); tries++) await wait(50);
  return !isAlive(pid);
}

test('core stops its jobs, closes and ends when its parent is killed', async () => {
  const marker = join(dir, 'closed');
  const { shell, corePid } = await startShell(marker);
  expect(isAlive(corePid)).toBe(true);
  shell.kill('SIGKILL');
  expect(await waitForEnd(corePid)).toBe(true);
  expect(existsSync(marker)).toBe(true);
});

test('Ctrl+C of a terminal does not end core; being asked to terminate does, in order', async () => {
  const marker = join(dir, 'closed');
  const { shell, corePid } = await startShell(marker);
  process.kill(corePid, 'SIGINT');
  await wait(200);
  expect(isAlive(corePid)).toBe(true);
  process.kill(corePid, 'SIGTERM');
  expect(await waitForEnd(corePid)).toBe(true);
  expect(existsSync(marker)).toBe(true);
  shell.kill('SIGKILL');
});
