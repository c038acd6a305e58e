import { AppError, type ErrorReport, toErrorReport } from '../../shared/contract/errors.ts';
import type { Ask, Call } from '../core/process/calls.ts';
import type { CoreConnection } from '../core/process/client.ts';

/** Core as the window needs it: when it ends by itself, another one takes its place. */
export interface CoreKeeper {
  readonly ask: Ask;
  readonly call: Call;
  /** Lets core close its cases and end; calls that come later are refused. */
  close(): Promise<void>;
}

/** A core that ends sooner than this after its start would end again at once: the next one waits for a call. */
const soonMs = 2000;

/**
 * Keeps a core running. `onRestart` is told why the last one ended, as soon as it did: the cases it had open have to
 * be opened again.
 */
export function keepCore(connect: () => CoreConnection, onRestart: (error: ErrorReport) => void): CoreKeeper {
  let current: CoreConnection | undefined;
  let closed = false;

  const running = (): CoreConnection => {
    if (closed)
      throw new AppError('cancelled', 'the program is closing; what was committed to the case is kept');
    current ??= begin();
    return current;
  };
  const begin = (): CoreConnection => {
    const core = connect();
    const startedAtMs = performance.now();
    void core.ended.then((error) => {
      if (current === core) current = undefined;
      if (error === undefined || closed) return;
      onRestart(toErrorReport(error));
      if (performance.now() - startedAtMs > soonMs) running();
    });
    return core;
  };

  running();
  return {
    ask: async (method, argsJson, options) => running().ask(method, argsJson, options),
    call: async (method, args, options) => running().call(method, args, options),
    async close() {
      closed = true;
      await current?.close();
    },
  };
}
