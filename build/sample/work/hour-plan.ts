import type { Employee, Overtime } from '../agency/world.ts';
import { Random } from '../random.ts';
import { localSecond, logEnd, logStart, secondsPerHour } from '../zone.ts';

/** Who works in each hour of the year, and how many everyday searches fall into it. */
export interface HourPlan {
  /** Searches by hour; they sum up to exactly what was asked for. */
  readonly searches: Int32Array;
  /** Employees on duty by hour, those with no share of everyday work left out. */
  readonly onDuty: readonly (readonly Employee[])[];
  /** Running sums of the weights of onDuty. */
  readonly weights: readonly Float64Array[];
}

export const hourCount = (logEnd - logStart) / secondsPerHour;

/** Share of a usual hour, by local hour of the day. */
const pulse = [
  0.95, 0.85, 0.7, 0.5, 0.4, 0.4, 0.6, 0.8, 1, 1.15, 1.2, 1.1, 1, 1.1, 1.2, 1.25, 1.2, 1.1, 0.9, 1, 1.1, 1.2,
  1.15, 1.05,
];

/** Shifts and overtime begin and end with the hour, so that an hour has one crew. */
export function planHours(
  seed: number,
  total: number,
  employees: readonly Employee[],
  overtime: readonly Overtime[],
): HourPlan {
  const onDuty: Employee[][] = Array.from({ length: hourCount }, () => []);
  const assign = (employee: Employee, start: number, end: number) => {
    if (employee.weight === 0) return;
    const from = Math.max(0, Math.ceil((start - logStart) / secondsPerHour));
    const until = Math.min(hourCount, Math.floor((end - logStart) / secondsPerHour));
    for (let hour = from; hour < until; hour++) onDuty[hour]!.push(employee);
  };
  for (const employee of employees) {
    for (const { start, end } of employee.shifts) assign(employee, start, end);
  }
  for (const { employee, start, end } of overtime) assign(employee, start, end);

  const weights = onDuty.map((crew) => {
    let sum = 0;
    return Float64Array.from(crew, ({ weight }) => (sum += weight));
  });
  return { searches: apportion(seed, total, weights), onDuty, weights };
}

function apportion(seed: number, total: number, weights: readonly Float64Array[]): Int32Array {
  const random = new Random(seed, 'hours');
  const shares = Float64Array.from(weights, (sums, hour) => {
    const hourOfDay = Math.floor(localSecond(logStart + hour * secondsPerHour) / secondsPerHour);
    return (sums.at(-1) ?? 0) * pulse[hourOfDay]! * (0.6 + random.below(800) / 1000);
  });
  const whole = shares.reduce((sum, share) => sum + share, 0);
  let shareSoFar = 0;
  let placed = 0;
  return Int32Array.from(shares, (share, hour) => {
    shareSoFar += share;
    const until = hour === shares.length - 1 ? total : Math.floor((shareSoFar / whole) * total);
    const count = until - placed;
    placed = until;
    return count;
  });
}

/** The position a random integer falls on among running sums. */
export function drawPosition(random: Random, sums: Float64Array): number {
  const point = (random.next() / 0x1_0000_0000) * sums[sums.length - 1]!;
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sums[middle]! > point) high = middle;
    else low = middle + 1;
  }
  return low;
}
