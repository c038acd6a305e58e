import type { RowOrigins } from '../../events/store-writer.ts';
import type { ChunkPart } from '../csv/chunk.ts';
import type { OriginReader } from './places.ts';

/** Where all records of a part come from. */
export interface PartOrigins {
  readonly rows: RowOrigins;
  readonly rejects: RowOrigins;
}

/** A rejected record with its place in the delivered file or its member; `record` is 1-based. */
export interface PlacedReject {
  readonly record: number;
  readonly offset: number;
  readonly length: number;
  readonly reason: string;
}

/** Looks up where the records of a part come from; parts in file order. `before` is the number of records before it. */
export function originsOf(reader: OriginReader, part: ChunkPart, before: number): PartOrigins {
  const { rowCount, records: numbers, baseOffset } = part;
  const columns = part.rejects.columns;
  const count = rowCount + columns.records.length;
  const records = new Uint32Array(count);
  const offsets = new Float64Array(count);
  const lengths = new Uint32Array(count);
  const isRow = new Uint8Array(count);
  // Rows and rejected records, each ascending, put together in order: the reader goes forward only.
  for (let i = 0, row = 0, reject = 0; i < count; i++) {
    const rowRecord = row < rowCount ? (numbers ? numbers[row]! : row) : Number.POSITIVE_INFINITY;
    const rejectRecord = columns.records[reject] ?? Number.POSITIVE_INFINITY;
    if (rowRecord < rejectRecord) {
      records[i] = before + rowRecord;
      offsets[i] = baseOffset + part.offsets[row]!;
      lengths[i] = part.lengths[row]!;
      isRow[i] = 1;
      row++;
    } else {
      records[i] = before + rejectRecord;
      offsets[i] = columns.offsets[reject]!;
      lengths[i] = columns.lengths[reject]!;
      reject++;
    }
  }
  const all = reader.read(records, offsets, lengths);
  return { rows: pick(all, isRow, 1), rejects: pick(all, isRow, 0) };
}

/** The rejected records of a part, with the place they come from. */
export function rejectsOf(part: ChunkPart, before: number, origins: PartOrigins | null): PlacedReject[] {
  return Array.from(part.rejects, ({ record, offset, length, reason }, i) =>
    origins
      ? {
          record: origins.rejects.records[i]!,
          offset: origins.rejects.offsets[i]!,
          length: origins.rejects.lengths[i]!,
          reason,
        }
      : { record: before + record + 1, offset, length, reason },
  );
}

function pick(all: RowOrigins, isRow: Uint8Array, wanted: number): RowOrigins {
  const take = (_: number, i: number) => isRow[i] === wanted;
  return {
    records: all.records.filter(take),
    offsets: all.offsets.filter(take),
    lengths: all.lengths.filter(take),
    sheetRows: all.sheetRows.filter(take),
  };
}
