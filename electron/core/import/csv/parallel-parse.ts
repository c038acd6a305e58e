import { Worker } from 'node:worker_threads';
import type { ChunkJob, ChunkPlan, ChunkResult } from './chunk.ts';
import { RejectList } from './reject-list.ts';

/** Parser threads: one for each core of a small workstation. More gain nothing while one thread writes. */
const threadCount = 2;
/** Chunks under way at once: bounds memory, keeps both threads busy. */
const maxUnderWay = threadCount * 2;

/** Chunks of one file, parsed by several threads and handed on in file order. */
export interface ParallelParse {
  /** A suggested end of a chunk, in order; the last one is the size of the file, and no suggestion may lack. */
  addCut(offset: number): void;
  /** The results in file order; each starts where the one before it ended. */
  results(): AsyncGenerator<ChunkResult>;
  /** Ends `results` with an error. */
  fail(error: Error): void;
  stop(): Promise<void>;
}

/**
 * Starts parser threads for a file whose copy is in progress. Suggested cuts are guesses: a chunk that did not begin
 * where the one before it ended is parsed again from the right place, so that the rows never depend on the guesses. So is
 * one that turns out to stand below the header of another table.
 */
export function startParallelParse(
  plan: ChunkPlan,
  dataOffset: number,
  progress: SharedArrayBuffer,
): ParallelParse {
  const workers = Array.from(
    { length: threadCount },
    () => new Worker(new URL('./parse-worker.ts', import.meta.url), { workerData: { plan, progress } }),
  );
  const cuts: number[] = [];
  const waiting = new Map<number, { resolve(result: ChunkResult): void; reject(error: Error): void }>();
  const load = new Array<number>(threadCount).fill(0);
  const loadOf = new Map<number, number>();
  let failure: Error | null = null;
  let nextJobId = 0;
  let wakeForCut: (() => void) | null = null;

  function fail(error: Error): void {
    failure ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    wakeForCut?.();
  }
  for (const worker of workers) {
    worker.on('message', (result: ChunkResult) => {
      load[loadOf.get(result.id)!]! -= 1;
      loadOf.delete(result.id);
      waiting.get(result.id)?.resolve(revive(result));
      waiting.delete(result.id);
    });
    worker.on('error', fail);
    worker.on('exit', (code) => {
      if (code !== 0) fail(new Error(`a parser thread ended with code ${code}`));
    });
  }

  function dispatch(start: number, softEnd: number, otherTableAt: number | null): Promise<ChunkResult> {
    const job: ChunkJob = { id: nextJobId++, start, softEnd, otherTableAt };
    const thread = load.indexOf(Math.min(...load));
    load[thread]! += 1;
    loadOf.set(job.id, thread);
    const answer = new Promise<ChunkResult>((resolve, reject) => waiting.set(job.id, { resolve, reject }));
    answer.catch(() => {});
    workers[thread]!.postMessage(job);
    return answer;
  }

  const underWay: Promise<ChunkResult>[] = [];
  let dispatched = 0;

  /** Sends out what may be under way; called whenever a cut arrives or a chunk is done. */
  function pump(): void {
    while (dispatched < cuts.length && underWay.length < maxUnderWay) {
      underWay.push(dispatch(dispatched === 0 ? dataOffset : cuts[dispatched - 1]!, cuts[dispatched]!, null));
      dispatched++;
    }
  }

  async function cut(index: number): Promise<number> {
    while (cuts.length <= index && !failure) {
      await new Promise<void>((resolve) => {
        wakeForCut = resolve;
      });
    }
    if (failure) throw failure;
    return cuts[index]!;
  }

  async function* results(): AsyncGenerator<ChunkResult> {
    let position = dataOffset;
    let otherTableAt: number | null = null;
    for (let index = 0; position < plan.sizeBytes; index++) {
      const softEnd = await cut(index);
      pump();
      const guessed = await underWay.shift()!;
      pump();
      // A record that ran on past this chunk's end leaves nothing to parse here.
      if (position >= softEnd) continue;
      const isRight: boolean = guessed.start === position && otherTableAt === null;
      const result: ChunkResult = isRight ? guessed : await dispatch(position, softEnd, otherTableAt);
      position = result.end;
      otherTableAt = result.otherTableAt;
      yield result;
    }
  }

  return {
    addCut(offset) {
      // A file that grows while it is copied is refused in the end; until then it has the size it was planned with.
      cuts.push(Math.min(offset, plan.sizeBytes));
      pump();
      wakeForCut?.();
    },
    fail,
    results,
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** What crosses threads comes out as plain data. */
function revive(result: ChunkResult): ChunkResult {
  const parts = result.parts.map((part) => ({ ...part, rejects: new RejectList(part.rejects.columns) }));
  return { ...result, parts };
}
