import { setImmediate } from 'node:timers/promises';

/** A function to await between pieces of work: every 15 ms it lets the event loop do what waits. */
export function giveTurns(): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last < 15) return undefined;
    return setImmediate().then(() => {
      last = performance.now();
    });
  };
}
