import { createHash } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { createCutter } from './csv/cutter.ts';
import { type SealMessage, type SealRequest, sealStates } from './seal.ts';

/** Thread entry: read once, hash, write, sync; on the way suggest where records are likely to begin. */
const { request, progress } = workerData as { request: SealRequest; progress: SharedArrayBuffer };
const state = new Int32Array(progress);
const pieceBytes = 4 << 20;

function post(message: SealMessage): void {
  parentPort!.postMessage(message);
}

function finish(outcome: number): void {
  Atomics.store(state, 1, outcome);
  Atomics.add(state, 0, 1);
  Atomics.notify(state, 0);
}

try {
  const sha256 = copy();
  finish(sealStates.complete);
  post({ kind: 'sealed', sha256 });
} catch (thrown) {
  finish(sealStates.failed);
  const error = thrown as NodeJS.ErrnoException;
  post({ kind: 'failed', code: error.code ?? '', message: error.message });
}

function copy(): string {
  const source = openSync(request.sourcePath, 'r');
  const before = fstatSync(source);
  const target = request.targetPath === null ? null : openSync(request.targetPath, 'r+');
  const hash = createHash('sha256');
  const cut = request.cuts ? createCutter(request.cuts) : null;
  const piece = Buffer.allocUnsafe(pieceBytes);
  let offset = 0;
  try {
    for (;;) {
      const got = readSync(source, piece, 0, piece.length, offset);
      if (got === 0) break;
      const bytes = piece.subarray(0, got);
      hash.update(bytes);
      if (target !== null) {
        for (let written = 0; written < got; ) written += writeSync(target, bytes, written, got - written);
      }
      const suggested = cut?.(bytes, offset) ?? null;
      if (suggested !== null) post({ kind: 'cut', offset: suggested });
      offset += got;
      Atomics.add(state, 0, 1);
      Atomics.notify(state, 0);
    }
    const after = fstatSync(source);
    const sameSize = offset === request.sizeBytes && after.size === offset;
    if (!sameSize || after.mtimeMs !== before.mtimeMs) {
      throw Object.assign(
        new Error(
          `${request.sourcePath} changed while it was read; import it again when nobody writes to it`,
        ),
        { code: 'CHANGED' },
      );
    }
    post({ kind: 'cut', offset: request.sizeBytes });
    // Readers may go on from the page cache while the disk catches up.
    Atomics.store(state, 1, sealStates.complete);
    Atomics.add(state, 0, 1);
    Atomics.notify(state, 0);
    if (target !== null) fsyncSync(target);
  } finally {
    closeSync(source);
    if (target !== null) closeSync(target);
  }
  return hash.digest('hex');
}
