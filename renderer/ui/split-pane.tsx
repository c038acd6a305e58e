import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useId,
  useRef,
  useState,
} from 'react';
import { usePreference } from '../state/preferences.ts';
import './split-pane.css';

interface SplitPaneProps {
  /** Remembers the width under this name. */
  readonly name: string;
  /** What the divider is between, for those who hear it: `Queue width`. */
  readonly label: string;
  readonly first: ReactNode;
  readonly second: ReactNode;
  /** The side whose width is set; the other takes the rest. */
  readonly sized?: 'first' | 'second';
  readonly defaultRem?: number;
  readonly leastRem?: number;
  readonly mostRem?: number;
}

/** Two sides with a divider that is moved by pointer or arrow keys. One below the other where the window is narrow. */
export function SplitPane({
  name,
  label,
  first,
  second,
  sized = 'first',
  defaultRem = 22,
  leastRem = 14,
  mostRem = 48,
}: SplitPaneProps) {
  const id = useId();
  const [saved, save] = usePreference(`pane.${name}`, defaultRem);
  const [dragged, setDragged] = useState<number | null>(null);
  const start = useRef({ x: 0, rem: 0 });
  const clamp = (rem: number) => Math.min(mostRem, Math.max(leastRem, Math.round(rem * 4) / 4));
  const rem = clamp(dragged ?? saved);
  const direction = sized === 'first' ? 1 : -1;

  const begin = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, rem };
    setDragged(rem);
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (dragged === null) return;
    const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    setDragged(clamp(start.current.rem + (direction * (event.clientX - start.current.x)) / remPx));
  };
  const end = () => {
    if (dragged !== null) save(clamp(dragged));
    setDragged(null);
  };
  const key = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined && event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    save(step !== undefined ? clamp(rem + direction * step) : event.key === 'Home' ? leastRem : mostRem);
  };

  return (
    <div className="split" data-sized={sized} style={{ '--split-size': `${rem}rem` } as CSSProperties}>
      <div className="split__side" id={`${id}-first`}>
        {first}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a divider that moves has no element of its own */}
      <div
        className="split__divider"
        role="separator"
        tabIndex={0}
        aria-label={label}
        aria-orientation="vertical"
        aria-controls={`${id}-${sized}`}
        aria-valuemin={leastRem}
        aria-valuemax={mostRem}
        aria-valuenow={rem}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
        onKeyDown={key}
      />
      <div className="split__side" id={`${id}-second`}>
        {second}
      </div>
    </div>
  );
}
