import type { Readable } from 'node:stream';

const outputKept = 4000;

/** Core has nothing to print; what it prints all the same explains a crash, so the end of it is kept. */
export function keepOutput(streams: readonly Readable[]): () => string {
  let kept = '';
  for (const stream of streams) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      kept = (kept + text).slice(-outputKept);
      if (process.env.SCRUTINEER_DEBUG) process.stderr.write(text);
    });
  }
  return () => kept;
}
