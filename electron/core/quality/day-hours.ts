import type { HoursOfDay } from '../../../shared/contract/quality.ts';
import { microsPerDay, microsPerHour } from '../import/dates/civil.ts';
import type { Zone } from '../import/dates/zones.ts';

const quietHours = 6;

/** Events by hour of the local day, and its six quietest hours in a row; null without events. */
export function hoursOfDay(micros: Float64Array, zone: Zone): HoursOfDay | null {
  if (micros.length === 0) return null;
  const rows = new Array<number>(24).fill(0);
  let stretch = zone.stretchAt(0);
  for (let i = 0; i < micros.length; i++) {
    const at = micros[i]!;
    if (!(at >= stretch.from && at < stretch.to)) stretch = zone.stretchAt(at);
    const local = at + stretch.offset;
    rows[Math.floor((local - Math.floor(local / microsPerDay) * microsPerDay) / microsPerHour)]!++;
  }
  const within = (from: number, hours: number) => {
    let sum = 0;
    for (let i = 0; i < hours; i++) sum += rows[(from + i + 24) % 24]!;
    return sum;
  };
  // Of several as quiet, the one in the middle of a longer quiet: what lies around it decides.
  const around = (from: number) => within(from - quietHours / 2, quietHours * 2);
  let fromHour = 0;
  for (let hour = 1; hour < 24; hour++) {
    const less = within(hour, quietHours) - within(fromHour, quietHours) || around(hour) - around(fromHour);
    if (less < 0) fromHour = hour;
  }
  const least = within(fromHour, quietHours);
  const toHour = (fromHour + quietHours) % 24;
  return { rows, quietest: { fromHour, toHour, share: least / micros.length } };
}
