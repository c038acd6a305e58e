import { createReadStream } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../../shared/contract/errors.ts';
import { createLooseTable, type LooseEvent } from '../events/loose-table.ts';
import type { EventTable } from '../events/table.ts';
import { type JobContext, throwIfCancelled } from '../job.ts';
import { parseLooseEvent } from './loose-events.ts';

const maxLineBytes = 16 * 1024 * 1024;
const newline = 10;

/**
 * Reads an NDJSON file into memory. Line n (0-based) is event n, so a blank line within the file is refused. Throws
 * input-unreadable, input-format with the line, cancelled.
 */
export async function readLooseEvents(file: string, job: JobContext): Promise<EventTable> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const events: LooseEvent[] = [];
  let blankLine = 0;
  let lineNumber = 0;
  const take = (bytes: Buffer) => {
    lineNumber++;
    const text = decode(decoder, bytes, file, lineNumber);
    if (text.trim() === '') {
      if (blankLine === 0) blankLine = lineNumber;
      return;
    }
    if (blankLine > 0) {
      throw new AppError('input-format', `${file}:${blankLine}: a blank line; events are numbered by line`, {
        file,
        line: blankLine,
      });
    }
    events.push(parseLooseEvent(text, file, lineNumber));
  };
  let rest: Buffer[] = [];
  let restBytes = 0;
  let done = 0;
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
      throwIfCancelled(job);
      let from = 0;
      for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
        take(Buffer.concat([...rest, chunk.subarray(from, end)]));
        rest = [];
        restBytes = 0;
        from = end + 1;
      }
      rest.push(chunk.subarray(from));
      restBytes += chunk.length - from;
      if (restBytes > maxLineBytes) {
        throw new AppError('input-format', `${file}:${lineNumber + 1}: a line is longer than 16 MiB`, {
          file,
          line: lineNumber + 1,
        });
      }
      done += chunk.length;
      job.report({ done, total: null, unit: 'bytes', stage: 'reading events' });
      await setImmediate();
    }
  } catch (error) {
    if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) throw error;
    const message = `${file} cannot be read (${error.code}); check the path and permissions`;
    throw new AppError(error.code === 'ENOENT' ? 'not-found' : 'input-unreadable', message, { file });
  }
  if (restBytes > 0) take(Buffer.concat(rest));
  return createLooseTable(events);
}

function decode(
  decoder: InstanceType<typeof TextDecoder>,
  bytes: Buffer,
  file: string,
  line: number,
): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new AppError('input-format', `${file}:${line}: not valid UTF-8`, { file, line });
  }
}
