import { AppError } from '../../../shared/contract/errors.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { type OpenEvents, openEvents } from './open-events.ts';
import { readInstant } from './where.ts';

/**
 * The contract's events.locate: place of the first event at or after a date or time (without a zone: UTC, as in
 * conditions on `at`) among those that meet all conditions; their number where there is none. Throws usage.
 */
export function locateTime(
  caseFile: CaseFile,
  where: readonly string[],
  at: string,
): { position: number; total: number } {
  const instant = readInstant(at);
  if (!instant) {
    throw new AppError('usage', `${JSON.stringify(at)}: write a date or time such as 2025-06-18T07:00:00Z`, {
      at,
    });
  }
  const events = openEvents(caseFile);
  const rows = events.rows(where);
  return { position: firstAtOrAfter(events, rows, instant.from), total: rows.length };
}

/** Place of a row in the canonical order of all events. */
export function placeOfRow(events: OpenEvents, row: number): number {
  const all = events.rows([]);
  const [at] = events.store.micros(Int32Array.of(row));
  return all.indexOf(row, firstAtOrAfter(events, all, at!));
}

function firstAtOrAfter({ store }: OpenEvents, rows: Int32Array, micros: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (store.micros(rows.subarray(middle, middle + 1))[0]! < micros) low = middle + 1;
    else high = middle;
  }
  return low;
}
