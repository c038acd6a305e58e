import { type JobContext, throwIfCancelled } from '../../../job.ts';
import type { ByteSource, RecordPlace, TableSink } from '../table-reader.ts';
import type { HeldBytes } from './bounds.ts';
import { ByteWindow } from './byte-window.ts';
import { LooseSkipper } from './loose-skipper.ts';
import type { RecordReader } from './record-reader.ts';

/** Rejected stretches after which a preview ends that finds no records. */
const mostRejectedInPreview = 1000;
/** Records between two looks at whether the sink has room. */
const recordsBetweenDrains = 512;

/** One pass over the bytes, in whatever way records are framed: where it is and what it has found so far. */
export interface Reading {
  readonly window: ByteWindow;
  readonly reader: RecordReader;
  readonly skipper: LooseSkipper;
  /** Null while columns are being learned. */
  readonly sink: TableSink | null;
  readonly limit: number;
  readonly largestRecordBytes: number;
  /** Every byte that was passed, by what it is. */
  readonly bytes: Record<'records' | 'rejected' | 'envelope' | 'separators' | 'byteOrderMark', number>;
  records: number;
  rejected: number;
  /** Commas that are missing between records, or too many, and where the first is. */
  commaFaults: number;
  firstCommaFault: number;
  /** Whether the bytes end before an array does. */
  endsEarly: boolean;
  /** Bytes gone over in search of where to go on, beside reading them. */
  searchedBytes: number;
  /** How records begin, to find the next one behind a broken one; null = not known or not reliable. */
  sign: Buffer | null;
  signSettled: boolean;
  documents: number;
  /** What stands outside of the records in the last document, by its keys. */
  readonly envelope: Map<string, string>;
  /** Arrays of objects among it, with their bytes. */
  readonly otherArrays: Map<string, number>;
}

export function startReading(
  source: ByteSource,
  reader: RecordReader,
  sink: TableSink | null,
  job: JobContext,
  limit: number,
  stage: string,
  held: HeldBytes,
): Reading {
  const beforeFill = async (offset: number): Promise<void> => {
    throwIfCancelled(job);
    job.report({ done: offset, total: source.sizeBytes, unit: 'bytes', stage: `${stage} ${source.label}` });
    await new Promise((resolve) => setImmediate(resolve));
    await sink?.drained();
  };
  return {
    window: new ByteWindow(source, held.fill, beforeFill),
    reader,
    skipper: new LooseSkipper(),
    sink,
    limit,
    largestRecordBytes: held.largestRecord,
    bytes: { records: 0, rejected: 0, envelope: 0, separators: 0, byteOrderMark: 0 },
    records: 0,
    rejected: 0,
    commaFaults: 0,
    firstCommaFault: 0,
    endsEarly: false,
    searchedBytes: 0,
    sign: null,
    signSettled: false,
    documents: 0,
    envelope: new Map(),
    otherArrays: new Map(),
  };
}

export function limitReached({ records, rejected, limit }: Reading): boolean {
  return records >= limit || (limit !== Number.POSITIVE_INFINITY && rejected >= mostRejectedInPreview);
}

/** Passes the bytes from `window.from` to `index`. */
export function pass(reading: Reading, index: number, as: keyof Reading['bytes']): void {
  reading.bytes[as] += index - reading.window.from;
  reading.window.from = index;
}

/** Hands over what the reader made of bytes[from, end), or refuses it, and passes it. */
export function takeRecord(reading: Reading, end: number): Promise<void> | null {
  const { window, reader, sink } = reading;
  if (reader.refusal !== '') {
    rejectTo(reading, end, `${reader.refusal} (byte ${window.offsetOf(reader.refusedAt)})`);
    return null;
  }
  sink?.record(reader.cells, place(window.offset, end - window.from));
  reading.records++;
  pass(reading, end, 'records');
  return sink !== null && reading.records % recordsBetweenDrains === 0 ? sink.drained() : null;
}

/** Rejects bytes[from, index) and passes them. */
export function rejectTo(reading: Reading, index: number, reason: string): void {
  const { window } = reading;
  rejectStretch(reading, window.offset, index - window.from, reason);
  window.from = index;
}

/** Rejects bytes that were passed already. */
export function rejectStretch(reading: Reading, offset: number, length: number, reason: string): void {
  reading.bytes.rejected += length;
  reading.rejected++;
  reading.sink?.reject(place(offset, length), reason);
}

/** What the scanner found wrong, with its place in the stream. */
export function failureText({ window, reader: { scanner } }: Reading): string {
  return `not JSON: ${scanner.failure} (byte ${window.offsetOf(scanner.failedAt)})`;
}

function place(offset: number, length: number): RecordPlace {
  return { offset, length, sheetRow: 0 };
}
