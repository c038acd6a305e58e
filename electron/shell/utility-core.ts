import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { keepOutput } from '../core/process/keep-output.ts';
import type { CoreEnd, CorePort, FromCore } from '../core/process/wire.ts';
import type { ElectronUsed } from './electron-used.ts';

/** Runs core in a process of Electron's: the fuse that forbids running the program as plain Node forbids fork(). */
export function utilityCore(electron: Pick<ElectronUsed, 'utilityProcess'>, entry: URL): CorePort {
  const child = electron.utilityProcess.fork(fileURLToPath(entry), [], {
    serviceName: 'Scrutineer core',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null) as Readable[];
  const output = keepOutput(streams);
  let exited = false;
  return {
    post: (message) => {
      if (!exited) child.postMessage(message);
    },
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromCore)),
    kill: () => {
      // Its own kill() asks politely, and a core in the middle of a query would not hear it.
      if (!exited && child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    },
    ended: new Promise<CoreEnd>((resolve) => {
      child.on('exit', (exitCode) => {
        exited = true;
        // What it printed last arrives a moment after it is gone.
        setImmediate(() => resolve({ exitCode, signal: null, output: output() }));
      });
    }),
  };
}
