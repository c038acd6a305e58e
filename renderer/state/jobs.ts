import { createStore } from 'zustand/vanilla';
import { AppError } from '../../shared/contract/errors.ts';
import type { HostMethodInput, HostMethodName, HostMethodResult } from '../../shared/contract/host.ts';
import type { MethodInput, MethodName, MethodResult } from '../../shared/contract/methods.ts';
import type { Progress } from '../../shared/contract/progress.ts';
import { call } from './client.ts';

/** Long work that this window started, from its start until it is done. */
export interface Job {
  readonly id: number;
  readonly title: string;
  readonly startedAtMs: number;
  /** When the stage began that `progress` is of: rates are of a stage. */
  readonly stageStartedAtMs: number;
  readonly progress: Progress | null;
  readonly isCancelling: boolean;
  readonly cancel: () => void;
}

export const jobsStore = createStore<{ readonly jobs: readonly Job[] }>(() => ({ jobs: [] }));

interface JobOptions {
  readonly title: string;
  readonly signal?: AbortSignal;
}

interface RunJob {
  <Name extends MethodName>(
    name: Name,
    args: MethodInput<Name>,
    options: JobOptions,
  ): Promise<MethodResult<Name>>;
  <Name extends HostMethodName>(
    name: Name,
    args: HostMethodInput<Name>,
    options: JobOptions,
  ): Promise<HostMethodResult<Name>>;
}

let lastId = 0;

/**
 * Runs a job of core, listed in the status bar with its progress and Cancel for as long as it takes. Fails like `call`;
 * with code `cancelled` where the user stopped it.
 */
export const runJob = (async (name: never, args: never, { title, signal }: JobOptions): Promise<unknown> => {
  const controller = new AbortController();
  const id = ++lastId;
  const now = Date.now();
  const cancel = () => {
    update(id, { isCancelling: true });
    controller.abort();
  };
  if (signal?.aborted) throw new AppError('cancelled', `${title}: cancelled before it began`);
  signal?.addEventListener('abort', cancel, { once: true });
  const job: Job = {
    id,
    title,
    startedAtMs: now,
    stageStartedAtMs: now,
    progress: null,
    isCancelling: false,
    cancel,
  };
  jobsStore.setState(({ jobs }) => ({ jobs: [...jobs, job] }));
  try {
    return await call(name, args, {
      signal: controller.signal,
      onProgress: (progress) => {
        const before = jobsStore.getState().jobs.find((other) => other.id === id)?.progress;
        const isSameStage = before?.stage === progress.stage && before.unit === progress.unit;
        update(id, isSameStage ? { progress } : { progress, stageStartedAtMs: Date.now() });
      },
    });
  } finally {
    signal?.removeEventListener('abort', cancel);
    jobsStore.setState(({ jobs }) => ({ jobs: jobs.filter((other) => other.id !== id) }));
  }
}) as RunJob;

function update(id: number, change: Partial<Job>): void {
  jobsStore.setState(({ jobs }) => ({
    jobs: jobs.map((job) => (job.id === id ? { ...job, ...change } : job)),
  }));
}
