/** A time in a zone, in parts: `Mon 3 Mar 2025`, `22:41:07`, `−06:00`. */
export interface ZonedTime {
  readonly day: string;
  readonly clock: string;
  readonly offset: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A zone that this browser does not know is shown as UTC, and says so in its offset. */
function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = makeFormat(zone) ?? makeFormat('UTC')!;
    formats.set(zone, format);
  }
  return format;
}

function makeFormat(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      weekday: 'short',
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'longOffset',
    });
  } catch {
    return null;
  }
}

/** Splits an RFC 3339 time for a zone; null where it is no time. Parts of a second are kept where they are not zero. */
export function zonedTime(at: string, zone: string): ZonedTime | null {
  const ms = Date.parse(at);
  if (Number.isNaN(ms)) return null;
  const parts = new Map(
    formatOf(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  const fraction = /\.(\d+)/.exec(at)?.[1]?.replace(/0+$/, '') ?? '';
  const clock = `${parts.get('hour')}:${parts.get('minute')}:${parts.get('second')}`;
  return {
    day: `${parts.get('weekday')} ${parts.get('day')} ${parts.get('month')} ${parts.get('year')}`,
    clock: fraction ? `${clock}.${fraction}` : clock,
    offset: offsetText(parts.get('timeZoneName') ?? ''),
  };
}

/** `Mon 3 Mar 2025 22:41:07 −06:00`; in UTC `… 04:41:07 UTC`. A text that is no time is given back as it is. */
export function formatTime(at: string, zone: string): string {
  const time = zonedTime(at, zone);
  return time ? `${time.day} ${time.clock} ${time.offset}` : at;
}

/** `3 Mar 2025` of a calendar date YYYY-MM-DD. */
export function formatDate(date: string): string {
  const time = zonedTime(`${date}T00:00:00Z`, 'UTC');
  return time ? time.day.slice(4) : date;
}

/** `GMT-06:00` as `−06:00`, `GMT` as `UTC`. */
function offsetText(name: string): string {
  const offset = name.replace(/^GMT/, '').replace('-', '−');
  return offset === '' || offset === '+00:00' ? 'UTC' : offset;
}
