import type { CaseDatabase } from '../case-file/database.ts';
import {
  type BlockEncoding,
  decodeFloats,
  decodeHashes,
  decodeIntegers,
  decodeLargeIntegers,
  decodeSpans,
  type EncodedBlock,
} from './block-codec.ts';
import type { ColumnKind, StructureColumn } from './columns.ts';

/** Reads blocks of the store; undefined where the slice has none of the column. */
export interface BlockReader {
  block(slice: number, column: number): EncodedBlock | undefined;
  integers(slice: number, column: number, count: number): Int32Array | undefined;
  largeIntegers(slice: number, column: number, count: number): Float64Array | undefined;
  floats(slice: number, column: number): Float64Array | undefined;
  hashes(slice: number, column: number): Uint32Array | undefined;
  spans(slice: number, column: number, count: number): ReturnType<typeof decodeSpans> | undefined;
}

export function blockReader(db: CaseDatabase): BlockReader {
  const select = db.prepare('SELECT encoding, data FROM block WHERE slice_id = ? AND column_id = ?');
  const block = (slice: number, column: number) => {
    const row = select.get(slice, column) as { encoding: BlockEncoding; data: Buffer } | undefined;
    return row;
  };
  const decoded = <T>(slice: number, column: number, decode: (found: EncodedBlock) => T): T | undefined => {
    const found = block(slice, column);
    return found && decode(found);
  };
  return {
    block,
    integers: (slice, column, count) => decoded(slice, column, (found) => decodeIntegers(found, count)),
    largeIntegers: (slice, column, count) =>
      decoded(slice, column, (found) => decodeLargeIntegers(found, count)),
    floats: (slice, column) => decoded(slice, column, decodeFloats),
    hashes: (slice, column) => decoded(slice, column, decodeHashes),
    spans: (slice, column, count) => decoded(slice, column, (found) => decodeSpans(found, count)),
  };
}

/** Number of a column; 0 where the case has none of that name yet. */
function findColumnId(db: CaseDatabase, kind: ColumnKind, name: string): number {
  const row = db.prepare('SELECT column_id FROM event_column WHERE kind = ? AND name = ?').get(kind, name);
  return (row as { column_id: number } | undefined)?.column_id ?? 0;
}

export function structureId(db: CaseDatabase, name: StructureColumn): number {
  return findColumnId(db, 'structure', name);
}
