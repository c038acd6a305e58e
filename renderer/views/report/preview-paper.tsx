import type { PreviewPage, PreviewRun } from '../../../shared/contract/window.ts';

/** Pixels of a point on a screen of 96 to the inch, over pixels of a rem: sizes follow the text size chosen. */
const remPerPoint = 96 / 72 / 16;

interface PreviewPaperProps {
  readonly page: PreviewPage;
  /** The whole page in the frame, or its printed size. */
  readonly zoom: 'fit' | 'full';
}

/** One page as it will be printed, as real text. Every run is given the width that it has in the report’s own font. */
export function PreviewPaper({ page: { width, height, lines, rules }, zoom }: PreviewPaperProps) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: it is text to be read, and the frame around it names it
    <svg
      className={`preview__paper preview__paper--${zoom}`}
      viewBox={`0 0 ${width} ${height}`}
      {...(zoom === 'full'
        ? { width: `${width * remPerPoint}rem`, height: `${height * remPerPoint}rem` }
        : {})}
    >
      <rect width={width} height={height} fill="#ffffff" />
      <text className="preview__stamp" x={width / 2} y={20} textAnchor="middle">
        Preview – not signed
      </text>
      {rules.map(({ x, y, width: length, thickness, color }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a page never changes
        <line key={index} x1={x} y1={y} x2={x + length} y2={y} stroke={color} strokeWidth={thickness} />
      ))}
      {lines.map(({ baselineY, isRunningTitle, runs }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a page never changes
        <g key={index} aria-hidden={isRunningTitle || undefined}>
          {runs.map((run, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a page never changes
            <Run key={place} run={run} baselineY={baselineY} />
          ))}
        </g>
      ))}
    </svg>
  );
}

function Run({ run, baselineY }: { readonly run: PreviewRun; readonly baselineY: number }) {
  const { text, x, width, size, color, face } = run;
  return (
    <text
      className={`preview__run preview__run--${face}`}
      x={x}
      y={baselineY}
      fontSize={size}
      fill={color}
      {...(width > 0 ? { textLength: width, lengthAdjust: 'spacingAndGlyphs' } : {})}
    >
      {text}
    </text>
  );
}
