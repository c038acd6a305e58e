/** IANA zones that this computer knows, those of the United States first. */
export function timeZones(): readonly string[] {
  const all = Intl.supportedValuesOf('timeZone');
  const first = [
    'America/New_York',
    'America/Chicago',
    'America/Denver',
    'America/Phoenix',
    'America/Los_Angeles',
    'America/Anchorage',
    'Pacific/Honolulu',
    'America/Puerto_Rico',
    'UTC',
  ];
  return [...first, ...all.filter((zone) => !first.includes(zone))];
}
