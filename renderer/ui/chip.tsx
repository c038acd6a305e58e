import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import './chip.css';

interface ChipProps {
  readonly children: ReactNode;
  /** What Remove takes away, for those who hear it: `filter actor is 4471`. */
  readonly removeLabel?: string;
  readonly onRemove?: () => void;
  readonly onPress?: () => void;
  readonly isOn?: boolean;
}

/** A short piece that can be pressed, switched or taken away: filters and tags. */
export function Chip({ children, removeLabel, onRemove, onPress, isOn }: ChipProps) {
  return (
    <span className={isOn ? 'chip chip--on' : 'chip'}>
      {onPress ? (
        <button type="button" className="chip__press" aria-pressed={isOn} onClick={onPress}>
          {children}
        </button>
      ) : (
        <span className="chip__words">{children}</span>
      )}
      {onRemove && (
        <button
          type="button"
          className="chip__remove"
          aria-label={`Remove ${removeLabel ?? ''}`.trim()}
          onClick={onRemove}
        >
          <Icon name="close" />
        </button>
      )}
    </span>
  );
}
