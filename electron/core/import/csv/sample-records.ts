import { readSync } from 'node:fs';
import { cellText } from './cell-bytes.ts';
import { RecordScanner, recordOutcomes } from './scanner.ts';
import type { CsvShape } from './sniff.ts';

const pieceBytes = 64 * 1024;
const recordsPerPlace = 20;

/**
 * Cells of up to 20 records behind each of the given offsets, for decisions that the head of a file cannot support
 * (a log of one month may hold no day above 12 among its first rows). An offset may lie anywhere, inside quotes too:
 * the first lines that make no record with the header's number of cells are passed over. Nothing where a record is
 * longer than 64 KiB.
 */
export function sampleRecordsAt(
  fd: number,
  shape: CsvShape,
  sizeBytes: number,
  offsets: readonly number[],
): string[][] {
  const { dialect, headers } = shape;
  const scanner = new RecordScanner(dialect, headers.length, pieceBytes);
  const piece = Buffer.allocUnsafe(pieceBytes);
  const rows: string[][] = [];
  for (const offset of offsets) {
    const from = Math.max(offset, shape.dataOffset);
    if (from >= sizeBytes) continue;
    const available = readUpTo(fd, piece, Math.min(pieceBytes, sizeBytes - from), from);
    const atEnd = from + available >= sizeBytes;
    let position = from === shape.dataOffset ? 0 : piece.subarray(0, available).indexOf(dialect.lineEnd) + 1;
    if (position === 0 && from !== shape.dataOffset) continue;
    // What seems to be the first record may be the second half of one; the next begins where it ends in either case.
    let taken = from === shape.dataOffset ? 0 : -1;
    while (taken < recordsPerPlace && position < available) {
      const outcome = scanner.scan(piece, position, available, atEnd, 0, headers.length);
      if (outcome === recordOutcomes.needMore || scanner.recordEnd < 0) break;
      if (outcome === recordOutcomes.complete) {
        if (taken >= 0) rows.push(headers.map((_, index) => cellText(piece, scanner, index, dialect.quote)));
        taken++;
      }
      position = scanner.recordEnd;
    }
  }
  return rows;
}

function readUpTo(fd: number, buffer: Buffer, length: number, position: number): number {
  let read = 0;
  while (read < length) {
    const got = readSync(fd, buffer, read, length - read, position + read);
    if (got === 0) break;
    read += got;
  }
  return read;
}
