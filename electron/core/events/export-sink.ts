import type { EventRecord } from '../../../shared/contract/records.ts';
import { fields } from '../../../shared/vocabulary/fields.ts';

/** Canonical fields but the time, in the order of the vocabulary: columns of both forms. */
export const exportedFields = fields
  .filter(({ kind, name }) => kind === 'canonical' && name !== 'at')
  .map(({ name }) => name);

/** Takes events a batch at a time; nothing counts before `end`. */
export interface EventSink {
  write(events: readonly ExportedEvent[]): void;
  end(): void;
  abandon(): void;
}

export interface ExportedEvent {
  readonly record: EventRecord;
  readonly sourceId: number;
  /** Further occurrences of the event: file and 1-based record. */
  readonly occurrences: readonly { readonly sourceId: number; readonly record: number }[];
}
