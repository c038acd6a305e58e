import { fork } from 'node:child_process';
import { finished } from 'node:stream/promises';
import { keepOutput } from './keep-output.ts';
import type { CoreEnd, CorePort, FromCore } from './wire.ts';

/** Runs a script of core in a Node process of its own. */
export function forkCore(entry: URL): CorePort {
  const child = fork(entry, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
  });
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  const output = keepOutput(streams);
  return {
    post: (message) => {
      // A failing send means the process has ended or is about to: its exit says so to every caller.
      if (child.connected) child.send(message, () => {});
    },
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromCore)),
    kill: () => void child.kill('SIGKILL'),
    ended: new Promise<CoreEnd>((resolve) => {
      child.once('error', ({ message }) =>
        resolve({ exitCode: null, signal: null, output: '', failure: message }),
      );
      // Not `close`: a parent that disconnects itself never hears it.
      child.once('exit', async (exitCode, signal) => {
        await Promise.allSettled(streams.map((stream) => finished(stream)));
        resolve({ exitCode, signal, output: output() });
      });
    }),
  };
}
