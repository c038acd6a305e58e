import { loadavg } from 'node:os';

/** Figures of one action over its repetitions, in milliseconds. */
export interface Figures {
  readonly name: string;
  readonly times: readonly number[];
  /** The aim for p95; null where there is none. */
  readonly aimMs: number | null;
}

/** The value that `share` of the values do not exceed (nearest rank). */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

export function printTable(rows: readonly Figures[]): void {
  console.log(`${'action'.padEnd(52)}    n  first    p50    p95  worst   aim: p95 below`);
  for (const { name, times, aimMs } of rows) {
    if (times.length === 0) {
      console.log(`${name.padEnd(52)}    0   was over before one could be taken`);
      continue;
    }
    const p95 = quantile(times, 0.95);
    const figures = [times[0]!, quantile(times, 0.5), p95, Math.max(...times)];
    const verdict = aimMs === null ? '' : `${aimMs} ms: ${p95 < aimMs ? 'met' : 'missed'}`;
    const cells = figures.map((ms) => ms.toFixed(0).padStart(6)).join(' ');
    console.log(`${name.padEnd(52)} ${String(times.length).padStart(4)} ${cells}   ${verdict}`);
  }
}

/** Processes that wanted to run, over the last minute: figures of a loaded machine are not those of a quiet one. */
export function machineLoad(): string {
  return loadavg()[0]!.toFixed(1);
}
