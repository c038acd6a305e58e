import { fork } from 'node:child_process';
import type { UtilityProcessUsed } from '../../electron/shell/electron-used.ts';

/** A process of Node's in place of one of Electron's: same script, same messages. */
export function forkAsUtilityProcess(path: string): UtilityProcessUsed {
  const child = fork(path, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
    // What a test runner loads into its own processes is not core's.
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return {
    pid: child.pid,
    stdout: child.stdout,
    stderr: child.stderr,
    postMessage: (message) => {
      if (child.connected) child.send(message as object, () => {});
    },
    on: (event: string, listener: (...words: never[]) => void) =>
      child.on(event as 'message', listener as (message: unknown) => void),
  };
}
