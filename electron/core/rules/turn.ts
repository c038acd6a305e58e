import { setImmediate } from 'node:timers/promises';
import { type JobContext, throwIfCancelled } from '../job.ts';

const millisecondsPerTurn = 40;

/**
 * Lets messages in between pieces of work: call it often, it waits only when enough time has passed. Throws cancelled.
 */
export function createTurn(job: JobContext): () => Promise<void> {
  let startedMs = performance.now();
  return async () => {
    if (performance.now() - startedMs < millisecondsPerTurn) return;
    await setImmediate();
    throwIfCancelled(job);
    startedMs = performance.now();
  };
}
