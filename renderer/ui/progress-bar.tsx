import type { Progress } from '../../shared/contract/progress.ts';
import { Button } from './button.tsx';
import { progressWords } from './progress-words.ts';
import { visibleString } from './visible-pieces.ts';
import './progress-bar.css';

interface ProgressBarProps {
  readonly title: string;
  /** null before core said anything. */
  readonly progress: Progress | null;
  readonly elapsedMs: number;
  readonly onCancel?: () => void;
  readonly isCompact?: boolean;
}

/** Long work: how far, how fast, how long still, and Cancel. */
export function ProgressBar({ title, progress, elapsedMs, onCancel, isCompact = false }: ProgressBarProps) {
  const words = progress ? progressWords(progress, elapsedMs) : null;
  const said = [progress && visibleString(progress.stage), words?.done, words?.rate, words?.left]
    .filter(Boolean)
    .join(' · ');
  const percent = words?.fraction == null ? null : Math.floor(words.fraction * 100);
  return (
    <div className={isCompact ? 'progress progress--compact' : 'progress'}>
      <div className="progress__head">
        <span className="progress__title">{title}</span>
        {percent !== null && <span className="progress__percent">{percent} %</span>}
        {onCancel && (
          <Button
            size="s"
            variant={isCompact ? 'quiet' : 'default'}
            onPress={onCancel}
            label={`Cancel: ${title}`}
          >
            Cancel
          </Button>
        )}
      </div>
      <div
        className="progress__track"
        role="progressbar"
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
        aria-valuetext={said || 'starting'}
      >
        <div
          className={percent === null ? 'progress__fill progress__fill--unknown' : 'progress__fill'}
          style={percent === null ? undefined : { width: `${(words?.fraction ?? 0) * 100}%` }}
        />
      </div>
      <p className="progress__words">{said || 'starting'}</p>
    </div>
  );
}
