import { useMemo, useState } from 'react';
import { DataTable } from './data-table.tsx';
import {
  alignDays,
  binDays,
  type DayCount,
  datesBetween,
  dayTicks,
  findGaps,
  withinOwnDays,
} from './day-series.ts';
import { countOf, formatCount } from './number-format.ts';
import { formatDate } from './time-format.ts';
import { visibleString } from './visible-pieces.ts';
import { VisibleText } from './visible-text.tsx';
import './bar-timeline.css';

export interface TimelineSeries {
  readonly id: string;
  readonly name: string;
  /** In order of date; days without events may be left out. */
  readonly days: readonly DayCount[];
}

interface BarTimelineProps {
  /** What it shows and in which zone its days begin. */
  readonly label: string;
  readonly series: readonly TimelineSeries[];
  /** Opens what a series is of; without it the names are plain text. */
  readonly onOpen?: (seriesId: string) => void;
}

const widthUnits = 1000;
const rowUnits = 44;
const mostBins = 400;
const rowsAtFirst = 13;

/** Events a day as bars, one row for each series on a common axis, each to its own height; with the same as a table. */
export function BarTimeline({ label, series, onOpen }: BarTimelineProps) {
  const [isTable, setIsTable] = useState(false);
  const [isAll, setIsAll] = useState(false);
  const axis = useMemo(() => makeAxis(series), [series]);
  if (!axis) return null;
  const { from, to, rows } = axis;
  const ticks = dayTicks(from, to, 12).map((tick) => ({ ...tick, x: axis.place(tick.date) }));

  return (
    <figure className="timeline" aria-label={label}>
      {isTable ? (
        <TimelineTable label={label} rows={rows} />
      ) : (
        <div className="timeline__rows">
          {(isAll ? rows : rows.slice(0, rowsAtFirst)).map((row) => (
            <TimelineRow
              key={row.id}
              row={row}
              place={axis.place}
              ticks={ticks.map(({ x }) => x)}
              {...(onOpen ? { onOpen } : {})}
            />
          ))}
          {!isAll && rows.length > rowsAtFirst && (
            <button type="button" className="link-button" onClick={() => setIsAll(true)}>
              Show {formatCount(rows.length - rowsAtFirst)} more
            </button>
          )}
          <div className="timeline__axis" aria-hidden="true">
            {ticks
              .filter(({ x }) => x < widthUnits * 0.97)
              .map((tick) => (
                <span key={tick.date} style={{ left: `${(tick.x / widthUnits) * 100}%` }}>
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

interface AxisRow extends TimelineSeries {
  /** One for every date of the axis. */
  readonly aligned: readonly DayCount[];
  readonly gaps: ReturnType<typeof findGaps>;
}

interface Axis {
  readonly from: string;
  readonly to: string;
  readonly rows: readonly AxisRow[];
  /** Where a date begins, in units of the drawing. */
  readonly place: (date: string) => number;
}

/** The common axis of all series, and each on it; null where there is no event. */
function makeAxis(series: readonly TimelineSeries[]): Axis | null {
  const filled = series.filter(({ days }) => days.length > 0);
  const from = filled.map(({ days }) => days[0]!.date).toSorted()[0];
  const to = filled
    .map(({ days }) => days.at(-1)!.date)
    .toSorted()
    .at(-1);
  if (from === undefined || to === undefined) return null;
  const dates = datesBetween(from, to);
  const rows = filled.map((one) => {
    const aligned = alignDays(one.days, dates);
    return { ...one, aligned, gaps: findGaps(withinOwnDays(aligned)) };
  });
  const place = (date: string) =>
    ((Date.parse(date) - Date.parse(from)) / 86_400_000 / dates.length) * widthUnits;
  return { from, to, rows, place };
}

interface TimelineRowProps {
  readonly row: AxisRow;
  readonly place: (date: string) => number;
  readonly ticks: readonly number[];
  readonly onOpen?: (seriesId: string) => void;
}

function TimelineRow({ row, place, ticks, onOpen }: TimelineRowProps) {
  const bins = binDays(row.aligned, mostBins);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const binUnits = widthUnits / bins.length;
  const isOneDay = bins[0]!.from === bins[0]!.to;
  const words = [
    countOf(sumOf(row.aligned), 'event'),
    `at most ${formatCount(most)} ${isOneDay ? 'a day' : 'a bar'}`,
    ...(row.gaps.length > 0 ? [countOf(row.gaps.length, 'gap')] : []),
  ].join(' · ');
  const name = <VisibleText text={row.name} />;
  return (
    <div className="timeline__row">
      <div className="timeline__name">
        {onOpen ? (
          <button type="button" className="link-button timeline__link" onClick={() => onOpen(row.id)}>
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
        aria-label={`${visibleString(row.name)}: ${words}`}
      >
        {ticks.map((x) => (
          <line key={x} className="timeline__tick" x1={x} x2={x} y1={0} y2={rowUnits} />
        ))}
        {row.gaps.map((gap) => (
          <rect
            key={gap.from}
            className="timeline__gap"
            x={place(gap.from)}
            width={Math.max(2, (gap.days / row.aligned.length) * widthUnits)}
            y={0}
            height={rowUnits}
          >
            <title>{`No events ${binDates(gap.from, gap.to)}, ${countOf(gap.days, 'day')}`}</title>
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

/** The same as a table: months of each series, and its gaps. */
function TimelineTable({ label, rows }: { readonly label: string; readonly rows: readonly AxisRow[] }) {
  const months = rows.flatMap((row) =>
    monthsOf(withinOwnDays(row.aligned)).map((month) => ({ row, ...month })),
  );
  const gaps = rows.flatMap((row) => row.gaps.map((gap) => ({ row, ...gap })));
  return (
    <div className="stack">
      <DataTable
        caption="Stretches without events"
        isCaptionShown
        rows={gaps}
        rowKey={(gap) => `${gap.row.id} ${gap.from}`}
        whenEmpty="No stretch without events stands out."
        columns={[
          {
            key: 'source',
            header: 'Source',
            cell: (gap) => <VisibleText text={gap.row.name} />,
            isRowHeader: true,
          },
          { key: 'from', header: 'From', cell: (gap) => formatDate(gap.from) },
          { key: 'to', header: 'To', cell: (gap) => formatDate(gap.to) },
          { key: 'days', header: 'Days', cell: (gap) => formatCount(gap.days), align: 'end' },
        ]}
      />
      <DataTable
        caption={`${label}, by month`}
        isCaptionShown
        rows={months}
        rowKey={(month) => `${month.row.id} ${month.month}`}
        columns={[
          {
            key: 'source',
            header: 'Source',
            cell: (month) => <VisibleText text={month.row.name} />,
            isRowHeader: true,
          },
          { key: 'month', header: 'Month', cell: (month) => month.month },
          { key: 'events', header: 'Events', cell: (month) => formatCount(month.count), align: 'end' },
          {
            key: 'empty',
            header: 'Days without events',
            cell: (month) => formatCount(month.empty),
            align: 'end',
          },
        ]}
      />
    </div>
  );
}

function sumOf(days: readonly DayCount[]): number {
  return days.reduce((sum, { count }) => sum + count, 0);
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
