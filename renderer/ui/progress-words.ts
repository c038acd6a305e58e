import type { Progress } from '../../shared/contract/progress.ts';
import { formatBytes } from './number-format.ts';

/** What a progress says in words. `fraction` is null where the end cannot be known. */
export interface ProgressWords {
  readonly fraction: number | null;
  readonly done: string;
  /** Per second; '' before it can be told. */
  readonly rate: string;
  /** `about 20 s left`; '' before it can be told. */
  readonly left: string;
}

/** Words for a progress after `elapsedMs`. A rate before half a second, or of nothing, would be made up. */
export function progressWords({ done, total, unit }: Progress, elapsedMs: number): ProgressWords {
  const amount = (count: number) =>
    unit === 'bytes' ? formatBytes(count) : `${Math.round(count).toLocaleString('en-US')} ${unit}`;
  const fraction = total === null || total <= 0 ? null : Math.min(1, Math.max(0, done / total));
  const perSecond = elapsedMs >= 500 && done > 0 ? (done / elapsedMs) * 1000 : null;
  const leftMs = fraction === null || perSecond === null ? null : ((total! - done) / perSecond) * 1000;
  return {
    fraction,
    done: total === null ? amount(done) : `${amount(done)} of ${amount(total)}`,
    rate: perSecond === null ? '' : `${amount(perSecond)}/s`,
    left: leftMs === null || fraction === 1 ? '' : `about ${durationWords(leftMs)} left`,
  };
}

/** `4 s`, `3 min`, `2 h 10 min`. */
export function durationWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
