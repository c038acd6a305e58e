import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type JobContext, throwIfCancelled } from '../../job.ts';
import type { ManifestEntry } from './manifest.ts';

/** A file's content: in memory, or a file elsewhere that is copied. */
export type Content = { readonly bytes: Uint8Array } | { readonly sourcePath: string };

const sliceBytes = 1 << 20;

/** Writes a new file below `root` and makes its bytes durable; gives what a manifest says of it, and its size. */
export async function writeDurably(
  root: string,
  path: string,
  content: Content,
  job: JobContext,
): Promise<ManifestEntry & { sizeBytes: number }> {
  const target = join(root, path);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const handle = await open(target, 'wx', 0o600);
  const hash = createHash('sha256');
  let sizeBytes = 0;
  try {
    for await (const slice of slicesOf(content)) {
      throwIfCancelled(job);
      hash.update(slice);
      await handle.writeFile(slice);
      sizeBytes += slice.length;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { path, sha256: hash.digest('hex'), sizeBytes };
}

function slicesOf(content: Content): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
  return 'bytes' in content
    ? inSlices(content.bytes)
    : createReadStream(content.sourcePath, { highWaterMark: sliceBytes });
}

function* inSlices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += sliceBytes)
    yield bytes.subarray(start, start + sliceBytes);
}
