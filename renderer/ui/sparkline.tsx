import './sparkline.css';

interface SparklineProps {
  readonly values: readonly number[];
  /** What it shows, in words with its figures. */
  readonly label: string;
}

/** A small line of counts beside a word. Its figures stand elsewhere; the label says what it shows. */
export function Sparkline({ values, label }: SparklineProps) {
  const most = Math.max(1, ...values);
  const step = values.length > 1 ? 100 / (values.length - 1) : 0;
  const points = values.map((value, index) => `${index * step},${19 - (value / most) * 18}`).join(' ');
  return (
    <svg className="sparkline" viewBox="0 0 100 20" preserveAspectRatio="none" role="img" aria-label={label}>
      <polyline points={points} />
    </svg>
  );
}
