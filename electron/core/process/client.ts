import { AppError } from '../../../shared/contract/errors.ts';
import { type Ask, type Call, openCalls } from './calls.ts';
import { forkCore } from './fork-core.ts';
import type { CoreEnd, CorePort } from './wire.ts';

/** A running core process, seen from outside. */
export interface CoreClient {
  readonly call: Call;
  /** Lets core stop its jobs, close its cases and end. */
  close(): Promise<void>;
  /** Ends core at once, whatever it does; what was committed to a case stays. */
  kill(): Promise<void>;
}

/** What a shell needs that passes calls on and goes on living when core does not. */
export interface CoreConnection extends CoreClient {
  readonly ask: Ask;
  /** Resolves when the process is gone: with the reason where nobody asked it to go. */
  readonly ended: Promise<AppError | undefined>;
}

interface ClientOptions {
  /** How long core may take to end by itself when closed. */
  readonly patienceMs?: number;
  /** What to do after core ended unexpectedly, in the words of the shell. */
  readonly advice?: string;
}

const coreEntry = new URL('./main.ts', import.meta.url);

/** Starts a core process of its own and connects to it. It ends with this process, however this one ends. */
export function connectCore({
  entry = coreEntry,
  ...options
}: ClientOptions & { entry?: URL } = {}): CoreConnection {
  return openClient(forkCore(entry), options);
}

/** Speaks to core in a process that was started. */
export function openClient(
  port: CorePort,
  { patienceMs = 30_000, advice = 'run the command again, then `case verify`' }: ClientOptions = {},
): CoreConnection {
  const calls = openCalls(port);
  let leaving: 'closed' | 'killed' | undefined;
  const ended = port.ended.then((end) => {
    let reason: AppError | undefined;
    calls.fail((methods) => {
      if (leaving !== undefined) {
        return new AppError(
          'cancelled',
          `stopped: core was ${leaving}; what was committed to the case is kept`,
        );
      }
      reason = coreStopped(methods, end, advice);
      return reason;
    });
    return reason;
  });
  return {
    call: calls.call,
    ask: calls.ask,
    async close() {
      leaving ??= 'closed';
      port.post({ kind: 'close' });
      const impatience = setTimeout(() => port.kill(), patienceMs);
      await ended;
      clearTimeout(impatience);
    },
    async kill() {
      leaving = 'killed';
      port.kill();
      await ended;
    },
    ended,
  };
}

function coreStopped(methods: readonly string[], end: CoreEnd, advice: string): AppError {
  const { exitCode, signal, output, failure } = end;
  if (failure !== undefined) {
    return new AppError('core-stopped', `the core process could not be started: ${failure}`);
  }
  const how = signal === null ? `exit code ${exitCode}` : `signal ${signal}`;
  const during = methods.length > 0 ? ` during ${methods.join(', ')}` : '';
  const why = /heap out of memory/.test(output) ? ': it ran out of memory' : '';
  return new AppError(
    'core-stopped',
    `the core process ended unexpectedly${during} (${how})${why}; what was committed to the case is kept: ${advice}`,
    { methods, exitCode, signal, output },
  );
}
