import { type ChildProcess, fork } from 'node:child_process';
import { finished } from 'node:stream/promises';
import { AppError } from '../../../shared/contract/errors.ts';
import { type Call, openCalls } from './calls.ts';
import type { FromCore } from './wire.ts';

/** A running core process, seen from outside. */
export interface CoreClient {
  readonly call: Call;
  /** Lets core stop its jobs, close its cases and end. */
  close(): Promise<void>;
  /** Ends core at once, whatever it does; what was committed to a case stays. */
  kill(): Promise<void>;
}

interface ConnectOptions {
  /** The script the process runs; only tests name another. */
  readonly entry?: URL;
  /** How long core may take to end by itself when closed. */
  readonly patienceMs?: number;
}

const coreEntry = new URL('./main.ts', import.meta.url);
const outputKept = 4000;

/** Starts a core process of its own and connects to it. It ends with this process, however this one ends. */
export function connectCore({ entry = coreEntry, patienceMs = 30_000 }: ConnectOptions = {}): CoreClient {
  const child = fork(entry, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
  });
  const lastOutput = keepOutput(child);
  let leaving: 'closed' | 'killed' | undefined;

  const calls = openCalls({
    // A failing send means the process has ended or is about to: its exit says so to every caller.
    post: (message) => void child.send(message, () => {}),
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromCore)),
  });
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      calls.fail(
        () => new AppError('core-stopped', `the core process could not be started: ${error.message}`),
      );
      resolve();
    });
    // Not `close`: a parent that disconnects itself never hears it.
    child.once('exit', async (exitCode, signal) => {
      await lastOutput.ended();
      calls.fail((methods) =>
        leaving === undefined
          ? coreStopped(methods, exitCode, signal, lastOutput.text())
          : new AppError('cancelled', `stopped: core was ${leaving}; what was committed to the case is kept`),
      );
      resolve();
    });
  });

  return {
    call: calls.call,
    async close() {
      leaving ??= 'closed';
      if (child.connected) child.disconnect();
      const impatience = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await ended;
      clearTimeout(impatience);
    },
    async kill() {
      leaving = 'killed';
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function coreStopped(
  methods: readonly string[],
  exitCode: number | null,
  signal: string | null,
  output: string,
): AppError {
  const how = signal === null ? `exit code ${exitCode}` : `signal ${signal}`;
  const during = methods.length > 0 ? ` during ${methods.join(', ')}` : '';
  const why = /heap out of memory/.test(output) ? ': it ran out of memory' : '';
  return new AppError(
    'core-stopped',
    `the core process ended unexpectedly${during} (${how})${why}; what was committed to the case is kept: run the command again, then \`case verify\``,
    { methods, exitCode, signal, output },
  );
}

/** Core has nothing to print; what it prints all the same explains a crash, so the end of it is kept. */
function keepOutput(child: ChildProcess): { text(): string; ended(): Promise<unknown> } {
  let kept = '';
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  for (const stream of streams) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      kept = (kept + text).slice(-outputKept);
      if (process.env.SCRUTINEER_DEBUG) process.stderr.write(text);
    });
  }
  return {
    text: () => kept,
    ended: () => Promise.allSettled(streams.map((stream) => finished(stream))),
  };
}
