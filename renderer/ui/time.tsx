import { useTimeDisplay } from '../state/time-display.ts';
import { formatTime, zonedTime } from './time-format.ts';
import { visibleString } from './visible-pieces.ts';
import { VisibleText } from './visible-text.tsx';
import './time.css';

interface TimeProps {
  /** RFC 3339. */
  readonly at: string;
  /** As it stands in the log; shown instead where the reader asked for times as written. */
  readonly original?: string;
  /** Parts of a second are left out: for times of this program, not of a log. */
  readonly isToSecond?: boolean;
  /** Without the weekday, for narrow columns. */
  readonly isShort?: boolean;
}

/** A moment in the zone the reader chose (key z: case zone, UTC, as written), always with its offset. */
export function Time({ at, original, isToSecond = false, isShort = false }: TimeProps) {
  const { mode, zone } = useTimeDisplay();
  const title = original === undefined ? formatTime(at, 'UTC') : `as written: ${visibleString(original)}`;
  if (mode === 'written' && original !== undefined) {
    return (
      <time className="time" dateTime={at} title={formatTime(at, zone)}>
        <VisibleText text={original} /> <span className="time__offset">as written</span>
      </time>
    );
  }
  const parts = zonedTime(isToSecond ? at.replace(/\.\d+/, '') : at, zone);
  if (!parts) return <VisibleText text={at} />;
  return (
    <time className="time" dateTime={at} title={title}>
      {isShort ? parts.day.slice(4) : parts.day} {parts.clock}{' '}
      <span className="time__offset">{parts.offset}</span>
    </time>
  );
}
