import { AppError } from '../../shared/contract/errors.ts';
import type { Progress } from '../../shared/contract/progress.ts';

/** What a long job is given: a way to say how far it is and a signal to stop by. */
export interface JobContext {
  readonly signal: AbortSignal;
  report(progress: Progress): void;
}

/** A context for work nobody watches. */
export function unwatchedJob(): JobContext {
  return { signal: new AbortController().signal, report: () => {} };
}

/** Throws `cancelled` once the job has been asked to stop. Call it between slices of work. */
export function throwIfCancelled(job: JobContext): void {
  if (job.signal.aborted) throw new AppError('cancelled', 'stopped at your request; nothing was changed');
}
