import type { SourceRecord } from '../../shared/contract/records.ts';

/** Without those that were withdrawn: their records are no events of the case any more. */
export function inUse(sources: readonly SourceRecord[]): SourceRecord[] {
  return sources.filter(({ state }) => state !== 'withdrawn');
}
