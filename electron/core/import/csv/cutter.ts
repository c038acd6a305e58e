import { type CsvDialect, RecordScanner, recordOutcomes } from './scanner.ts';

export interface CutRequest {
  readonly dialect: CsvDialect;
  readonly cellCount: number;
  readonly dataOffset: number;
  readonly chunkBytes: number;
}

/** Records that must follow a line end, whole and of the right width, for it to be taken for the end of a record. */
const recordsLooked = 3;
/** A place is judged by what follows it: nearer to the end of the bytes at hand none is looked for. */
const marginBytes = 128 * 1024;
const patienceBytes = 64 * 1024;
const maxRecordBytes = 64 * 1024;

/**
 * Suggests cuts between records, at most one for each piece of the file: the first line end after each multiple of
 * chunkBytes that whole records follow; where none is found soon, any line end. A suggestion may be wrong (inside a cell of
 * several lines): the parser checks each. Returns the offset in the file behind the line end, or null.
 */
export function createCutter({
  dialect,
  cellCount,
  dataOffset,
  chunkBytes,
}: CutRequest): (bytes: Buffer, offset: number) => number | null {
  const scanner = new RecordScanner(dialect, cellCount, maxRecordBytes);
  let target = dataOffset + chunkBytes;

  function isBetweenRecords(bytes: Buffer, at: number): boolean {
    let position = at;
    for (let looked = 0; looked < recordsLooked; looked++) {
      const outcome = scanner.scan(bytes, position, bytes.length, false, 0, cellCount);
      if (outcome !== recordOutcomes.complete) return false;
      position = scanner.recordEnd;
    }
    return true;
  }

  return (bytes, offset) => {
    const from = Math.max(0, target - offset);
    if (from + marginBytes > bytes.length) return null;
    const first = bytes.indexOf(dialect.lineEnd, from);
    if (first === -1) return null;
    let chosen = first + 1;
    for (
      let at = first;
      at !== -1 && at - from < patienceBytes;
      at = bytes.indexOf(dialect.lineEnd, at + 1)
    ) {
      if (!isBetweenRecords(bytes, at + 1)) continue;
      chosen = at + 1;
      break;
    }
    target = offset + chosen + chunkBytes;
    return offset + chosen;
  };
}
