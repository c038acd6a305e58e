import type { IntegrityNote } from '../../../../shared/contract/records.ts';
import type { JobContext } from '../../job.ts';

/** Bytes that can be read from their beginning as often as needed: a file, or a member of an archive. */
export interface ByteSource {
  /** What it is called to people: a path, or a path and the way inside. */
  readonly label: string;
  /** Number of bytes; null where that is known only at the end, as for a compressed stream. */
  readonly sizeBytes: number | null;
  open(): AsyncIterable<Uint8Array>;
}

/** Where a record stands in the bytes it was read from. */
export interface RecordPlace {
  /** Byte offset of the record in the file, member or sheet part. */
  readonly offset: number;
  /** Bytes of the record there. */
  readonly length: number;
  /** 1-based row of the sheet; 0 where there are no sheets. */
  readonly sheetRow: number;
}

/** Takes the records of one table in their order. `header` comes once and first. */
export interface TableSink {
  header(names: readonly string[]): void;
  /** Cells in the order of the header; null is "no cell" (a key an object does not have, a JSON null). */
  record(cells: readonly (string | null)[], place: RecordPlace): void;
  /** Something that should be a record and cannot be read as one. */
  reject(place: RecordPlace, reason: string): void;
  /** Resolves when there is room for more; readers await it now and then. */
  drained(): Promise<void>;
}

/** What became of the bytes that were read. */
export interface TableAccount {
  /** Bytes of the file, member or sheet part, by what they are; the sum is all of them. */
  readonly bytes: Readonly<Record<string, number>>;
  readonly notes: readonly IntegrityNote[];
}

/** Reads one table. Throws AppError for what cannot be read at all; `limit` ends after so many records, for a preview. */
export type ReadTable = (
  source: ByteSource,
  sink: TableSink,
  job: JobContext,
  limit?: number,
) => Promise<TableAccount>;
