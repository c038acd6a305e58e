import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const pollMs = 100;

/** Does the work while no other process does any under the same file: tests build the same parts side by side. */
export async function oneAtATime<Value>(lockFile: string, work: () => Promise<Value>): Promise<Value> {
  mkdirSync(dirname(lockFile), { recursive: true });
  while (!take(lockFile)) {
    await wait(pollMs);
    if (!ownerLives(lockFile)) rmSync(lockFile, { force: true });
  }
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function take(lockFile: string): boolean {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw thrown;
  }
}

function ownerLives(lockFile: string): boolean {
  try {
    const pid = Number(readFileSync(lockFile, 'utf8'));
    // Empty for the moment between the file's making and its writing.
    if (!(pid > 0)) return true;
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
