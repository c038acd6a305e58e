import { dispatch, type Handlers } from './dispatch.ts';
import { parentPort } from './parent-port.ts';
import { serve } from './serve.ts';

const patienceMs = 20_000;

/**
 * Makes this process a core: answers the calls of the process that started it until that one lets go or is gone, then
 * stops what runs, calls `close` to release what the handlers hold, and ends.
 */
export function runAsChild(handlers: Handlers, close: () => Promise<void>): void {
  const port = parentPort();
  if (port === undefined) {
    process.stderr.write('This is the core process of Scrutineer; the program starts it by itself.\n');
    process.exit(2);
  }
  const server = serve(port, dispatch(handlers), () => void end());

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
