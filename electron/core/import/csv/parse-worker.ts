import { openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { sealStates } from '../seal.ts';
import type { ChunkJob, ChunkPlan, ChunkResult } from './chunk.ts';
import { ChunkParser } from './chunk-parser.ts';

/** Thread entry: parses the chunks it is sent, from the sealed copy while that is still being written. */
const { plan, progress } = workerData as { plan: ChunkPlan; progress: SharedArrayBuffer };
const state = new Int32Array(progress);
const fd = openSync(plan.path, 'r');

/** Reads the sealed copy; where its writer is behind, waits for it. */
function read(buffer: Uint8Array, at: number, length: number, position: number): number {
  for (;;) {
    const ticks = Atomics.load(state, 0);
    const got = readSync(fd, buffer, at, Math.min(length, plan.sizeBytes - position), position);
    if (got > 0 || position >= plan.sizeBytes) return got;
    if (Atomics.load(state, 1) !== sealStates.copying) {
      // The copy is complete or has failed: what is not there now will never come.
      return readSync(fd, buffer, at, length, position);
    }
    Atomics.wait(state, 0, ticks, 50);
  }
}

const parser = new ChunkParser(plan, read);

parentPort!.on('message', (job: ChunkJob) => {
  const result = parser.parse(job);
  parentPort!.postMessage(result, buffersOf(result));
});

function buffersOf(result: ChunkResult): ArrayBuffer[] {
  const buffers: ArrayBuffer[] = [];
  const take = (array: { buffer: ArrayBufferLike } | null) => {
    if (array) buffers.push(array.buffer as ArrayBuffer);
  };
  for (const part of result.parts) {
    for (const array of [part.records, part.offsets, part.lengths, part.micros, part.flags, part.keys])
      take(array);
    const { records, offsets, lengths, reasons } = part.rejects.columns;
    for (const array of [records, offsets, lengths, reasons]) take(array);
    for (const cells of part.columns) {
      if (cells.kind === 'terms')
        for (const array of [cells.codes, cells.arena, cells.ends, cells.hashes]) take(array);
      else for (const array of [cells.starts, cells.lengths]) take(array);
    }
  }
  return buffers;
}
