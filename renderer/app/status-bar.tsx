import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { jobsStore } from '../state/jobs.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';

/** The work under way, at the foot of every screen. Nothing is there while nothing is. */
export function StatusBar() {
  const jobs = useStore(jobsStore, (state) => state.jobs);
  const nowMs = useNow(jobs.length > 0);
  if (jobs.length === 0) return null;
  return (
    <section className="status-bar" aria-label="Work under way">
      {jobs.map((job) => (
        <ProgressBar
          key={job.id}
          isCompact
          title={job.isCancelling ? `${job.title}: stopping` : job.title}
          progress={job.progress}
          elapsedMs={nowMs - job.stageStartedAtMs}
          onCancel={job.cancel}
        />
      ))}
    </section>
  );
}

function useNow(isOn: boolean): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(timer);
  }, [isOn]);
  return nowMs;
}
