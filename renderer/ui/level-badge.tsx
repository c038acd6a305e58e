import type { Level } from '../../shared/vocabulary/levels.ts';
import './badge.css';

/** Told apart by shape first: circle, square, filled square, diamond, triangle. */
const shapes: Record<Level, { readonly path: string; readonly isFilled: boolean }> = {
  informational: { path: 'M6 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8z', isFilled: false },
  low: { path: 'M2.500 2.500h7v7h-7z', isFilled: false },
  medium: { path: 'M2.500 2.500h7v7h-7z', isFilled: true },
  high: { path: 'M6 .8 11.200 6 6 11.200.8 6z', isFilled: true },
  critical: { path: 'M6 1 11.500 10.800H.5z', isFilled: true },
};

/** How much a rule's author says it weighs: a word with a shape, not a color alone. */
export function LevelBadge({
  level,
  isShapeOnly = false,
}: {
  readonly level: Level;
  readonly isShapeOnly?: boolean;
}) {
  const { path, isFilled } = shapes[level];
  return (
    <span className="badge badge--level">
      <svg className="badge__shape" viewBox="0 0 12 12" aria-hidden="true">
        <path d={path} data-filled={isFilled} />
      </svg>
      <span className={isShapeOnly ? 'visually-hidden' : ''}>{level}</span>
    </span>
  );
}
