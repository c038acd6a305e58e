import { type JobContext, throwIfCancelled } from '../job.ts';
import type { ChunkPart, ChunkPlan, ChunkResult } from './csv/chunk.ts';
import { startParallelParse } from './csv/parallel-parse.ts';
import { type Seal, startSeal } from './seal.ts';

/** Bytes of a chunk: one thread's piece of work. */
const chunkBytes = 4 << 20;
/** Source bytes that one transaction takes in. */
const batchBytes = 24 << 20;

export interface ReadRequest {
  readonly sourcePath: string;
  /** Where the sealed copy is written; null to read without keeping one. */
  readonly copyPath: string | null;
  readonly plan: ChunkPlan;
  readonly dataOffset: number;
  readonly label: string;
}

/** Counts over all records read, for the receipt. */
export interface ReadTotals {
  records: number;
  rows: number;
  recordBytes: number;
  blankBytes: number;
  rejectedBytes: number;
}

/**
 * Seals a file and parses it at the same time: one thread copies and hashes, two parse what is already there, and
 * `store` gets the parts in file order, a batch at a time, with the number of records before the batch. Resolves with
 * the SHA-256 once every byte is read, parsed, stored and on disk.
 */
export async function readRecords(
  request: ReadRequest,
  store: (parts: readonly ChunkPart[], recordsBefore: number) => void,
  job: JobContext,
): Promise<{ sha256: string; totals: ReadTotals }> {
  const { plan, dataOffset, label } = request;
  const totals: ReadTotals = { records: 0, rows: 0, recordBytes: 0, blankBytes: 0, rejectedBytes: 0 };
  let parsedTo = dataOffset;
  const seal: Seal = startSeal(
    {
      sourcePath: request.sourcePath,
      targetPath: request.copyPath,
      sizeBytes: plan.sizeBytes,
      cuts: { dialect: plan.dialect, cellCount: plan.cellCount, dataOffset, chunkBytes },
    },
    (offset) => parse.addCut(offset),
  );
  const parse = startParallelParse(plan, dataOffset, seal.progress);
  seal.done.catch((error: Error) => parse.fail(error));
  try {
    let batch: ChunkPart[] = [];
    let batchStart = parsedTo;
    let recordsBefore = 0;
    const flush = () => {
      if (batch.length > 0) store(batch, recordsBefore);
      recordsBefore = totals.records;
      batch = [];
      batchStart = parsedTo;
    };
    for await (const result of parse.results()) {
      throwIfCancelled(job);
      for (const part of result.parts) addTo(totals, part);
      batch.push(...result.parts);
      parsedTo = result.end;
      requireAllBytes(result);
      if (parsedTo - batchStart >= batchBytes) flush();
      job.report({ done: parsedTo, total: plan.sizeBytes, unit: 'bytes', stage: `reading ${label}` });
    }
    flush();
    job.report({ done: parsedTo, total: plan.sizeBytes, unit: 'bytes', stage: `sealing ${label}` });
    const sha256 = await seal.done;
    throwIfCancelled(job);
    return { sha256, totals };
  } finally {
    await Promise.all([parse.stop(), seal.stop()]);
  }
}

function addTo(totals: ReadTotals, part: ChunkPart): void {
  totals.records += part.recordCount;
  totals.rows += part.rowCount;
  totals.recordBytes += part.recordBytes;
  totals.blankBytes += part.blankBytes;
  totals.rejectedBytes += part.rejectedBytes;
}

/** Every byte of a chunk belongs to a record, a rejected record or a blank line. */
function requireAllBytes({ start, end, parts }: ChunkResult): void {
  const counted = parts.reduce(
    (sum, part) => sum + part.recordBytes + part.blankBytes + part.rejectedBytes,
    0,
  );
  if (counted !== end - start) {
    throw new Error(`bytes ${start} to ${end}: ${counted} of ${end - start} are accounted for`);
  }
}
