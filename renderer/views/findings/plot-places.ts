import { formatDate } from '../../ui/time-format.ts';

export interface HourPlotPlaces {
  /** `share` of the way from the first day to the last, 0 to 1; `hour` 0 to 24, as the clock of the zone showed it. */
  readonly dots: readonly { readonly share: number; readonly hour: number }[];
  /** Days to be named along the axis. */
  readonly dates: readonly { readonly share: number; readonly label: string }[];
  /** False where no time can be read. */
  readonly hasHours: boolean;
}

const dayMs = 86_400_000;

/** Places of events by date and hour of day in a zone. Whole days are shown, so that one day is a column of its own. */
export function hourPlot(times: readonly string[], zone: string, mostLabels: number): HourPlotPlaces {
  const clock = clockReader(zone);
  const read = times.map((time) => clock(time));
  const known = read.filter((one) => one !== null);
  if (known.length === 0) return { dots: [], dates: [], hasHours: false };
  const first = known.reduce((least, { dayNumber }) => Math.min(least, dayNumber), Number.POSITIVE_INFINITY);
  const last = known.reduce((most, { dayNumber }) => Math.max(most, dayNumber), Number.NEGATIVE_INFINITY);
  const days = last - first + 1;
  const step = Math.max(1, Math.ceil(days / Math.max(1, mostLabels)));
  const dates = [];
  for (let day = 0; day < days; day += step) {
    dates.push({
      share: day / days,
      label: formatDate(new Date((first + day) * dayMs).toISOString().slice(0, 10)),
    });
  }
  return {
    dots: known.map(({ dayNumber, hour }) => ({ share: (dayNumber - first + 0.5) / days, hour })),
    dates,
    hasHours: true,
  };
}

/** Reads the calendar day (days since 1970-01-01) and hour of day that the clock of a zone showed. */
function clockReader(zone: string): (time: string) => { dayNumber: number; hour: number } | null {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (time) => {
    const ms = Date.parse(time);
    if (Number.isNaN(ms)) return null;
    const part = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
    return {
      dayNumber: Date.UTC(part.get('year')!, part.get('month')! - 1, part.get('day')!) / dayMs,
      hour: part.get('hour')! + part.get('minute')! / 60 + part.get('second')! / 3600,
    };
  };
}
