import { type PointerEvent, useState } from 'react';
import { formatCount } from '../../ui/number-format.ts';
import { binDays, type DayBin, labelledBins } from './rhythm-bins.ts';

interface DayHistogramProps {
  readonly days: readonly { readonly date: string; readonly count: number }[];
  readonly zone: string;
  readonly onPick: (from: string, to: string) => void;
}

const mostBars = 240;

/** Events a day as bars; dragging over them asks for the days between. Its twin for keyboard and reader is a table. */
export function DayHistogram({ days, zone, onPick }: DayHistogramProps) {
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const bins = binDays(days, mostBars);
  const largest = bins.reduce((most, { count }) => Math.max(most, count), 1);
  const [left, right] = drag ? [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)] : [-1, -1];

  const binAt = (event: PointerEvent<HTMLElement>) => {
    const { left: start, width } = event.currentTarget.getBoundingClientRect();
    const index = Math.floor(((event.clientX - start) / width) * bins.length);
    return Math.min(bins.length - 1, Math.max(0, index));
  };
  const finish = () => {
    if (drag) onPick(bins[left]!.from, bins[right]!.to);
    setDrag(null);
  };

  const spoken = drag
    ? `${bins[left]!.from} – ${bins[right]!.to}: ${sumOf(bins.slice(left, right + 1))} events`
    : null;
  return (
    <figure className="rhythm-days">
      <figcaption>
        Events a day <small>{captionOf(bins, days.length, zone)}</small>
      </figcaption>
      <div
        className="rhythm-bars"
        aria-hidden="true"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          const index = binAt(event);
          setDrag({ from: index, to: index });
        }}
        onPointerMove={(event) => {
          if (drag) setDrag({ ...drag, to: binAt(event) });
        }}
        onPointerUp={finish}
        onPointerCancel={() => setDrag(null)}
      >
        {bins.map((bin, index) => (
          <span
            key={bin.from}
            className="rhythm-bar"
            data-chosen={index >= left && index <= right}
            title={`${bin.from === bin.to ? bin.from : `${bin.from} – ${bin.to}`}: ${formatCount(bin.count)} events`}
          >
            <span style={{ height: bin.count === 0 ? 0 : `max(2px, ${(bin.count / largest) * 100}%)` }} />
          </span>
        ))}
      </div>
      <div className="rhythm-axis" aria-hidden="true">
        {labelledBins(bins, 6).map((index) => (
          <span key={index} style={{ left: `${(index / bins.length) * 100}%` }}>
            {bins[index]!.from}
          </span>
        ))}
      </div>
      <p className="rhythm-drag">{spoken ?? 'Drag over the bars to see some days only.'}</p>
    </figure>
  );
}

function captionOf(bins: readonly DayBin[], days: number, zone: string): string {
  const perBar = bins.length > 0 ? Math.ceil(days / bins.length) : 1;
  const largest = bins.reduce((most, { count }) => Math.max(most, count), 0);
  const unit = perBar === 1 ? 'one bar a day' : `one bar for ${perBar} days`;
  return `${unit}, the highest ${formatCount(largest)} · dates in ${zone}`;
}

function sumOf(bins: readonly DayBin[]): string {
  return formatCount(bins.reduce((sum, { count }) => sum + count, 0));
}
