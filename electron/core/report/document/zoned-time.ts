const formats = new Map<string, Intl.DateTimeFormat | undefined>();

/**
 * A UTC time as a clock in a zone shows it, with its distance from UTC, such as `2025-06-17 17:02:04 -07:00`. Null where the
 * time or the zone cannot be read.
 */
export function localTime(utc: string, zone: string): string | null {
  const format = formatOf(zone);
  const at = Date.parse(utc);
  if (!format || Number.isNaN(at)) return null;
  const part: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = value;
  const offset = part.timeZoneName === 'GMT' ? '+00:00' : part.timeZoneName!.slice(3);
  return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}:${part.second} ${offset}`;
}

/** The UTC time as it is, and what it is in the zone, if there is one. */
export function timeWithZone(utc: string, zone: string | null): string {
  const local = zone === null ? null : localTime(utc, zone);
  return local === null ? `${utc} (UTC)` : `${utc} (UTC); ${local} in ${zone}`;
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  if (!formats.has(timeZone)) formats.set(timeZone, openFormat(timeZone));
  return formats.get(timeZone);
}

function openFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'longOffset',
    });
  } catch {
    return undefined;
  }
}
