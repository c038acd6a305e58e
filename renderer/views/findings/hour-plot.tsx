import { useLayoutEffect, useRef, useState } from 'react';
import type { FindingRecord } from '../../../shared/contract/records.ts';
import { useTimeDisplay } from '../../state/time-display.ts';
import { countOf } from '../../ui/number-format.ts';
import { formatTime } from '../../ui/time-format.ts';
import { hourPlot } from './plot-places.ts';

interface HourPlotProps {
  readonly events: FindingRecord['events'];
  readonly total: number;
}

const plot = { left: 50, right: 12, top: 12, bottom: 26, height: 190 } as const;
const narrowestPx = 240;

/** The events by date and hour of day: days from left to right, midnight to midnight downward. Its twin is the rows. */
export function HourPlot({ events, total }: HourPlotProps) {
  const { zone } = useTimeDisplay();
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(800);
  useLayoutEffect(() => {
    const box = frame.current;
    if (!box) return;
    const measure = () => setWidth(Math.max(narrowestPx, box.clientWidth));
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    measure();
    return () => observer.disconnect();
  }, []);
  const { dots, dates, hasHours } = hourPlot(
    events.map(({ at }) => at),
    zone,
    Math.floor(width / 110),
  );
  if (!hasHours) return null;
  const [innerWidth, innerHeight] = [width - plot.left - plot.right, plot.height - plot.top - plot.bottom];
  const x = (share: number) => plot.left + share * innerWidth;
  const y = (hour: number) => plot.top + (hour / 24) * innerHeight;
  return (
    <section className="finding__section">
      <h2>
        When <small>one dot an event · date from left to right, hour of day downward · {zone}</small>
      </h2>
      <div className="hour-plot-frame" ref={frame}>
        <svg
          className="hour-plot"
          viewBox={`0 0 ${width} ${plot.height}`}
          height={plot.height}
          role="img"
          aria-label={`${countOf(events.length, 'event')} by date and hour of day; the rows below hold the same times.`}
        >
          {[0, 6, 12, 18, 24].map((hour) => (
            <g key={hour}>
              <line
                x1={plot.left}
                x2={width - plot.right}
                y1={y(hour)}
                y2={y(hour)}
                className="hour-plot__line"
              />
              <text x={plot.left - 8} y={y(hour) + 4} textAnchor="end">
                {`${hour}:00`}
              </text>
            </g>
          ))}
          {dates.map(({ share, label }) => (
            <g key={label}>
              <line x1={x(share)} x2={x(share)} y1={plot.top} y2={y(24)} className="hour-plot__line" />
              <text x={x(share) + 3} y={plot.height - 6}>
                {label}
              </text>
            </g>
          ))}
          {dots.map(({ share, hour }, index) => (
            <circle
              // biome-ignore lint/suspicious/noArrayIndexKey: two events may be at the same moment
              key={index}
              cx={x(share)}
              cy={y(hour)}
              r={4}
              className="hour-plot__dot"
            >
              <title>{formatTime(events[index]!.at, zone)}</title>
            </circle>
          ))}
        </svg>
      </div>
      {total > events.length && (
        <p className="soft">
          The first {events.length.toLocaleString('en-US')} of {countOf(total, 'event')}.
        </p>
      )}
    </section>
  );
}
