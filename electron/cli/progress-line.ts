import type { Progress } from '../../shared/contract/progress.ts';
import { grouped } from './layout.ts';
import { visibleText } from './visible-text.ts';

const barWidth = 20;
const eraseLine = '\r\u001b[2K';

/** One line of a terminal that shows how far a job is. */
export interface ProgressLine {
  show(progress: Progress): void;
  clear(): void;
}

/** Draws on the given stream, which has to be a terminal. */
export function progressLine(
  write: (text: string) => void,
  columns: () => number,
  nowMs: () => number,
): ProgressLine {
  let began: { stage: string; atMs: number; done: number } | undefined;
  let drawn = false;
  return {
    show(progress) {
      if (began?.stage !== progress.stage) {
        began = { stage: progress.stage, atMs: nowMs(), done: progress.done };
      }
      const line = describeProgress(progress, (nowMs() - began.atMs) / 1000, progress.done - began.done);
      write(`${eraseLine}${line.slice(0, Math.max(20, columns() - 1))}`);
      drawn = true;
    },
    clear() {
      if (drawn) write(eraseLine);
      drawn = false;
    },
  };
}

function describeProgress(
  { done, total, unit, stage }: Progress,
  seconds: number,
  doneSince: number,
): string {
  const perSecond = seconds >= 1 ? doneSince / seconds : undefined;
  const rate = perSecond ? `${amount(perSecond, unit)}/s` : '';
  if (total === null || total <= 0) return join([visibleText(stage), amount(done, unit), rate]);
  const share = Math.min(1, done / total);
  const filled = Math.round(share * barWidth);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(barWidth - filled)}]`;
  const left = perSecond && done < total ? `${duration((total - done) / perSecond)} left` : '';
  const percent = `${Math.floor(share * 100)} %`.padStart(5);
  return join([
    `${bar} ${percent}`,
    visibleText(stage),
    `${amount(done, unit)} of ${amount(total, unit)}`,
    rate,
    left,
  ]);
}

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('  ');
}

function amount(value: number, unit: Progress['unit']): string {
  if (unit !== 'bytes') return `${grouped(Math.round(value))} ${unit}`;
  return value < 1e6
    ? `${grouped(Math.round(value / 1e3))} kB`
    : `${grouped(Math.round(value / 1e5) / 10)} MB`;
}

function duration(seconds: number): string {
  const rounded = Math.ceil(seconds);
  return rounded < 60 ? `${rounded} s` : `${Math.floor(rounded / 60)} min ${rounded % 60} s`;
}
