import { dispatch, type Handlers } from './dispatch.ts';
import { serve } from './serve.ts';
import type { ToCore } from './wire.ts';

const patienceMs = 20_000;

/**
 * Makes this forked process a core: answers its parent's calls until the parent lets go or is gone, then stops what
 * runs, calls `close` to release what the handlers hold, and ends.
 */
export function runAsChild(handlers: Handlers, close: () => Promise<void>): void {
  if (process.send === undefined) {
    process.stderr.write('This is the core process of Scrutineer; the program starts it by itself.\n');
    process.exit(2);
  }
  const server = serve(
    {
      // Without a callback a parent that is gone would be an uncaught error; `disconnect` tells us in any case.
      post: (message) => void (process.connected && process.send?.(message, undefined, undefined, () => {})),
      onMessage: (listener) => void process.on('message', (message) => listener(message as ToCore)),
    },
    dispatch(handlers),
  );

  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), patienceMs).unref();
    await server.stop();
    await close();
    process.exit(0);
  };
  process.on('disconnect', () => void end());
  process.on('SIGTERM', () => void end());
  // Ctrl+C in a terminal reaches every process of the command; the parent decides what it means.
  process.on('SIGINT', () => {});
}
