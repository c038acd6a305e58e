import { useStore } from 'zustand';
import { jobsStore } from '../../state/jobs.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';

/** The import under way. It goes on when one leaves this screen; the foot of the window shows it too. */
export function ImportProgress() {
  const job = useStore(jobsStore, ({ jobs }) => jobs.findLast(({ title }) => title === 'Import'));
  return (
    <div className="card import__progress">
      <ProgressBar
        title={job?.isCancelling ? 'Stopping: what is complete stays' : 'Importing'}
        progress={job?.progress ?? null}
        elapsedMs={job ? Date.now() - job.stageStartedAtMs : 0}
        {...(job ? { onCancel: job.cancel } : {})}
      />
      <p className="soft">You can go on working: the import does not need this screen.</p>
    </div>
  );
}
