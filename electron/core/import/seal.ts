import { closeSync, openSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../../shared/contract/errors.ts';
import type { CutRequest } from './csv/cutter.ts';

/** State word of a copy in progress, shared with the threads that already read it. */
export const sealStates = { copying: 0, complete: 1, failed: 2 } as const;

export interface SealRequest {
  readonly sourcePath: string;
  /** null: read and hash only, nothing is written. */
  readonly targetPath: string | null;
  /** Size the file had when its reading was planned; another size at the end refuses it. */
  readonly sizeBytes: number;
  /** Where to suggest cuts between records; null for no cuts. */
  readonly cuts: CutRequest | null;
}

export type SealMessage =
  | { readonly kind: 'cut'; readonly offset: number }
  | { readonly kind: 'sealed'; readonly sha256: string }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

/** A copy being made into the evidence vault, hashed on the way, in a thread of its own. */
export interface Seal {
  /** First word: ticks with every piece written; second: sealStates. */
  readonly progress: SharedArrayBuffer;
  /** SHA-256 of every byte copied, once all are on disk. */
  readonly done: Promise<string>;
  stop(): Promise<void>;
}

/**
 * Copies a file byte for byte to `targetPath`, syncs it and hashes what was written. `onCut` gets offsets that are
 * very likely between two records, in order, then `sizeBytes`.
 */
export function startSeal(request: SealRequest, onCut: (offset: number) => void): Seal {
  // Made here, so that readers find it however fast they start.
  if (request.targetPath !== null) closeSync(openSync(request.targetPath, 'wx', 0o600));
  const progress = new SharedArrayBuffer(8);
  const worker = new Worker(new URL('./seal-worker.ts', import.meta.url), {
    workerData: { request, progress },
  });
  const done = new Promise<string>((resolve, reject) => {
    worker.on('message', (message: SealMessage) => {
      if (message.kind === 'cut') onCut(message.offset);
      else if (message.kind === 'sealed') resolve(message.sha256);
      else reject(sealError(request.sourcePath, message.code, message.message));
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the copying thread ended early')));
  });
  done.catch(() => {});
  return {
    progress,
    done,
    stop: async () => {
      await worker.terminate();
    },
  };
}

function sealError(path: string, code: string, message: string): AppError {
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError(
      'disk-full',
      `no space left for the sealed copy of ${path}; free some and import again`,
      {
        path,
      },
    );
  }
  if (code === 'CHANGED') return new AppError('input-unreadable', message, { path });
  return new AppError('input-unreadable', `${path} cannot be copied into the case: ${message}`, {
    path,
    code,
  });
}
