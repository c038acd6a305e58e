import type { IntegrityNote } from '../../../../../shared/contract/records.ts';
import type { Meter } from './limits.ts';

/** Bytes of a file on some level of an archive, on their way to be told what they are. */
export interface Content {
  /** Names inside, outermost first; empty for the outermost file itself. */
  readonly way: readonly string[];
  /** The outermost file's label and the way, joined by "/". */
  readonly label: string;
  readonly sizeBytes: number | null;
  readonly compressedBytes: number;
  readonly modified: string | null;
  /** Reads it from the beginning; what that takes of the outermost file is counted on the meter. */
  open(meter: Meter): AsyncIterable<Uint8Array>;
  notes(): readonly IntegrityNote[];
}

const headBytes = 1 << 16;

/** The first 64 KiB. */
export async function readHead(content: Content): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of content.open({ outerBytes: 0 })) {
    parts.push(piece);
    length += piece.length;
    if (length >= headBytes) break;
  }
  return Buffer.concat(parts).subarray(0, headBytes);
}
