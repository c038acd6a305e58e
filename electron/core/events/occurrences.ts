import { orderByTime } from './order.ts';
import { lowerBound } from './sorted.ts';
import type { StoreTable } from './store-table.ts';

/** Answers the further occurrences of an event, ascending, by the row that stands for it. */
export type FindOccurrences = (eventRow: number) => readonly number[];

/** Looks the repeats of a case up once; 8 bytes for each. */
export function indexOccurrences(store: StoreTable): FindOccurrences {
  const events: number[] = [];
  const repeats: number[] = [];
  for (let index = 0; index < store.sliceCount; index++) {
    const differences = store.eventRowDifferences(index);
    if (!differences) continue;
    const { firstRow } = store.slice(index);
    for (let i = 0; i < differences.length; i++) {
      if (differences[i] === 0) continue;
      events.push(firstRow + i + differences[i]!);
      repeats.push(firstRow + i);
    }
  }
  const keys = Float64Array.from(events);
  const byEvent = orderByTime(Int32Array.from(repeats), keys);
  const sorted = keys.toSorted();
  return (eventRow) => {
    const from = lowerBound(sorted, eventRow);
    let to = from;
    while (to < sorted.length && sorted[to] === eventRow) to++;
    return [...byEvent.subarray(from, to)];
  };
}
