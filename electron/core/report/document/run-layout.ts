import { setImmediate } from 'node:timers/promises';
import { type JobContext, throwIfCancelled } from '../../job.ts';
import type { ReportModel } from '../model.ts';
import { layOut, type Paging } from './layout.ts';
import { blindSurface } from './surface.ts';

/** Longest time without a look at the signal and a turn for messages. */
const sliceMs = 50;

/** Goes through a layout in slices, with a turn for messages, and for what else waits, between them. Throws `cancelled`. */
export async function runLayout<Result>(
  layout: Generator<number, Result>,
  job: JobContext,
  { stage, total }: { readonly stage: string; readonly total: number | null },
  between: () => Promise<void> = async () => {},
): Promise<Result> {
  let sliceEndsAt = performance.now() + sliceMs;
  for (;;) {
    const step = layout.next();
    if (step.done) return step.value;
    if (performance.now() < sliceEndsAt) continue;
    job.report({ done: step.value, total, unit: 'pages', stage });
    await setImmediate();
    throwIfCancelled(job);
    await between();
    sliceEndsAt = performance.now() + sliceMs;
  }
}

/** Lays the report out and paints nothing: how many pages it has and what stands on which. */
export function measurePages(model: ReportModel, job: JobContext): Promise<Paging> {
  return runLayout(layOut(model, blindSurface(), null), job, {
    stage: 'laying out the report',
    total: null,
  });
}
