import { useState } from 'react';
import { DataTable } from './data-table.tsx';
import { alignDays, binDays, type DayCount, dayTicks, type Gap } from './day-series.ts';
import { countOf, formatCount } from './number-format.ts';
import { formatDate } from './time-format.ts';
import { VisibleText } from './visible-text.tsx';
import './bar-timeline.css';

export interface TimelineSeries {
  readonly id: string;
  readonly name: string;
  readonly days: readonly DayCount[];
  readonly gaps?: readonly Gap[];
}

interface BarTimelineProps {
  /** What it shows and in which zone its days begin. */
  readonly label: string;
  readonly series: readonly TimelineSeries[];
  /** Opens the events of a stretch of days; without it the bars are not operated. */
  readonly onOpen?: (seriesId: string, from: string, to: string) => void;
}

const widthUnits = 1000;
const rowUnits = 44;
const mostBins = 400;
const rowsAtFirst = 13;

/** Events a day as bars, one row for each series on a common axis, each to its own height; with the same as a table. */
export function BarTimeline({ label, series, onOpen }: BarTimelineProps) {
  const [isTable, setIsTable] = useState(false);
  const [isAll, setIsAll] = useState(false);
  const filled = series.filter(({ days }) => days.length > 0);
  if (filled.length === 0) return null;
  const from = filled.map(({ days }) => days[0]!.date).toSorted()[0]!;
  const to = filled
    .map(({ days }) => days.at(-1)!.date)
    .toSorted()
    .at(-1)!;
  const spanDays = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  const place = (date: string) =>
    ((Date.parse(date) - Date.parse(from)) / 86_400_000 / spanDays) * widthUnits;
  const ticks = dayTicks(from, to, 12);

  return (
    <figure className="timeline" aria-label={label}>
      {isTable ? (
        <TimelineTable label={label} series={filled} />
      ) : (
        <div className="timeline__rows">
          {(isAll ? filled : filled.slice(0, rowsAtFirst)).map((one) => (
            <TimelineRow
              key={one.id}
              series={one}
              from={from}
              to={to}
              place={place}
              ticks={ticks.map(({ date }) => place(date))}
              {...(onOpen ? { onOpen } : {})}
            />
          ))}
          {!isAll && filled.length > rowsAtFirst && (
            <button type="button" className="link-button" onClick={() => setIsAll(true)}>
              Show {formatCount(filled.length - rowsAtFirst)} more
            </button>
          )}
          <div className="timeline__axis" aria-hidden="true">
            {ticks
              .filter(({ date }) => place(date) < widthUnits * 0.97)
              .map((tick) => (
                <span key={tick.date} style={{ left: `${place(tick.date) / 10}%` }}>
                  {tick.label}
                </span>
              ))}
          </div>
        </div>
      )}
      <figcaption className="timeline__foot">
        <span>
          {formatDate(from)} – {formatDate(to)}
        </span>
        <button type="button" className="link-button" onClick={() => setIsTable(!isTable)}>
          {isTable ? 'Show as chart' : 'Show as table'}
        </button>
      </figcaption>
    </figure>
  );
}

interface TimelineRowProps {
  readonly series: TimelineSeries;
  readonly from: string;
  readonly to: string;
  readonly place: (date: string) => number;
  readonly ticks: readonly number[];
  readonly onOpen?: (seriesId: string, from: string, to: string) => void;
}

function TimelineRow({ series, from, to, place, ticks, onOpen }: TimelineRowProps) {
  const bins = binDays(alignDays(series.days, from, to), mostBins);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const total = series.days.reduce((sum, { count }) => sum + count, 0);
  const binUnits = widthUnits / bins.length;
  const isOneDay = bins[0]!.from === bins[0]!.to;
  const gapCount = series.gaps?.length ?? 0;
  const words = [
    countOf(total, 'event'),
    `at most ${formatCount(most)} ${isOneDay ? 'a day' : 'a bar'}`,
    ...(gapCount > 0 ? [countOf(gapCount, 'gap')] : []),
  ].join(' · ');
  const name = <VisibleText text={series.name} />;
  return (
    <div className="timeline__row">
      <div className="timeline__name">
        {onOpen ? (
          <button
            type="button"
            className="link-button timeline__link"
            onClick={() => onOpen(series.id, series.days[0]!.date, series.days.at(-1)!.date)}
          >
            {name}
          </button>
        ) : (
          name
        )}
        <span className="timeline__words">{words}</span>
      </div>
      <svg
        className="timeline__bars"
        viewBox={`0 0 ${widthUnits} ${rowUnits}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${series.name}: ${words}`}
      >
        {ticks.map((x) => (
          <line key={x} className="timeline__tick" x1={x} x2={x} y1={0} y2={rowUnits} />
        ))}
        {series.gaps?.map((gap) => (
          <rect
            key={gap.from}
            className="timeline__gap"
            x={place(gap.from)}
            width={Math.max(2, (gap.days / (alignedDays(from, to) || 1)) * widthUnits)}
            y={0}
            height={rowUnits}
          >
            <title>{`No events ${formatDate(gap.from)} – ${formatDate(gap.to)}, ${countOf(gap.days, 'day')}`}</title>
          </rect>
        ))}
        {bins.map((bin, index) => {
          if (bin.count === 0) return null;
          const height = Math.max(1.5, (bin.count / most) * (rowUnits - 3));
          return (
            <rect
              key={bin.from}
              className="timeline__bar"
              x={index * binUnits + binUnits * 0.08}
              width={Math.max(0.8, binUnits * 0.84)}
              y={rowUnits - height}
              height={height}
            >
              <title>{`${binDates(bin.from, bin.to)}: ${countOf(bin.count, 'event')}`}</title>
            </rect>
          );
        })}
      </svg>
    </div>
  );
}

function alignedDays(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
}

function TimelineTable({
  label,
  series,
}: {
  readonly label: string;
  readonly series: readonly TimelineSeries[];
}) {
  const rows = series.flatMap((one) => monthsOf(one.days).map((month) => ({ name: one.name, ...month })));
  return (
    <DataTable
      caption={`${label}, by month`}
      rows={rows}
      rowKey={(row) => `${row.name} ${row.month}`}
      columns={[
        {
          key: 'source',
          header: 'Source',
          cell: (row) => <VisibleText text={row.name} />,
          isRowHeader: true,
        },
        { key: 'month', header: 'Month', cell: (row) => row.month },
        { key: 'events', header: 'Events', cell: (row) => formatCount(row.count), align: 'end' },
        { key: 'empty', header: 'Days without events', cell: (row) => formatCount(row.empty), align: 'end' },
      ]}
    />
  );
}

function monthsOf(days: readonly DayCount[]): { month: string; count: number; empty: number }[] {
  const months = new Map<string, { month: string; count: number; empty: number }>();
  for (const { date, count } of days) {
    const month = date.slice(0, 7);
    const entry = months.get(month) ?? { month, count: 0, empty: 0 };
    entry.count += count;
    if (count === 0) entry.empty++;
    months.set(month, entry);
  }
  return [...months.values()];
}

function binDates(from: string, to: string): string {
  return from === to ? formatDate(from) : `${formatDate(from)} – ${formatDate(to)}`;
}
