import { useState } from 'react';
import { useStore } from 'zustand';
import type { MethodInput, MethodName, MethodResult } from '../../shared/contract/methods.ts';
import { type Job, jobsStore, runJob } from './jobs.ts';

export interface JobState<Name extends MethodName> {
  /** While it runs. */
  readonly job: Job | null;
  readonly result: MethodResult<Name> | null;
  /** Why it ended without a result; null where it did not. */
  readonly error: unknown;
  readonly start: (args: MethodInput<Name>, title: string) => Promise<void>;
}

/** A long job that a view starts, follows and can cancel; it goes on when the view is left. */
export function useJob<Name extends MethodName>(
  name: Name,
  onDone: (result: MethodResult<Name>) => void = () => {},
): JobState<Name> {
  const [jobId, setJobId] = useState<number | null>(null);
  const [result, setResult] = useState<MethodResult<Name> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const job = useStore(jobsStore, ({ jobs }) => jobs.find(({ id }) => id === jobId) ?? null);

  const start = async (args: MethodInput<Name>, title: string) => {
    setResult(null);
    setError(null);
    try {
      const running = runJob(name, args, { title });
      // It is listed at once, last.
      setJobId(jobsStore.getState().jobs.at(-1)?.id ?? null);
      const done = await running;
      setResult(done);
      onDone(done);
    } catch (thrown) {
      setError(thrown);
    }
  };
  return { job, result, error, start };
}
