import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { say } from './say.mjs';

const pollMs = 200;

/** Does the work while no other process does it in the same folder; two npm ci at once would destroy each other's. */
export function withLock(folder, work) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'lock');
  take(file);
  try {
    work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file) {
  for (let waited = false; ; waited = true) {
    try {
      const handle = openSync(file, 'wx');
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!waited) say('another setup is at work here; waiting for it');
    sleep(pollMs);
    if (!ownerLives(file)) rmSync(file, { force: true });
  }
}

function ownerLives(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    if (!(pid > 0)) return false;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function sleep(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
