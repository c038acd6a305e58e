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
  let fromHour = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let hour = 0; hour < 24; hour++) {
    let within = 0;
    for (let i = 0; i < quietHours; i++) within += rows[(hour + i) % 24]!;
    if (within < least) {
      least = within;
      fromHour = hour;
    }
  }
  const toHour = (fromHour + quietHours) % 24;
  return { rows, quietest: { fromHour, toHour, share: least / micros.length } };
}
