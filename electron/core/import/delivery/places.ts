import { closeSync, openSync, readSync } from 'node:fs';
import type { RowOrigins } from '../../events/store-writer.ts';
import { openOriginalOffsets } from '../readers/encoding/original-offsets.ts';
import type { RecordPlace } from '../readers/table-reader.ts';

/** Bytes of one entry: offset (64-bit float), then record number, length and sheet row (32-bit). */
export const placeBytes = 20;

export function writePlace(target: Buffer, at: number, record: number, place: RecordPlace): void {
  target.writeDoubleLE(place.offset, at);
  target.writeUInt32LE(record, at + 8);
  target.writeUInt32LE(place.length, at + 12);
  target.writeUInt32LE(place.sheetRow, at + 16);
}

/** Tells where the records of a text come from, asked for in ascending order. */
export interface OriginReader {
  /** `records`: ascending 0-based numbers of records in the text, and byte offsets and lengths there. */
  read(records: Uint32Array, offsets: Float64Array, lengths: Uint32Array): RowOrigins;
  close(): void;
}

const entriesHeld = 16_384;

/** Reads the places a TextWriter wrote. */
export function openPlaces(path: string): OriginReader {
  const fd = openSync(path, 'r');
  const window = Buffer.allocUnsafeSlow(entriesHeld * placeBytes);
  let first = 0;
  let held = 0;
  function locate(record: number): number {
    if (record < first || record >= first + held) {
      const got = readSync(fd, window, 0, window.length, record * placeBytes);
      first = record;
      held = Math.floor(got / placeBytes);
      if (held === 0) throw new Error(`there is no place of record ${record} in ${path}`);
    }
    return (record - first) * placeBytes;
  }
  return {
    read(records) {
      const origins: RowOrigins = {
        records: new Uint32Array(records.length),
        offsets: new Float64Array(records.length),
        lengths: new Uint32Array(records.length),
        sheetRows: new Uint32Array(records.length),
      };
      for (let i = 0; i < records.length; i++) {
        const at = locate(records[i]!);
        origins.offsets[i] = window.readDoubleLE(at);
        origins.records[i] = window.readUInt32LE(at + 8);
        origins.lengths[i] = window.readUInt32LE(at + 12);
        origins.sheetRows[i] = window.readUInt32LE(at + 16);
      }
      return origins;
    },
    close: () => closeSync(fd),
  };
}

/**
 * Tells where records of a text that was decoded from another encoding stand in the original bytes; 0 where the encoding
 * does not let that be told.
 */
export function openTranscoded(textPath: string, encoding: string): OriginReader {
  const original = openOriginalOffsets(textPath, encoding);
  return {
    read(records, offsets, lengths) {
      const origins: RowOrigins = {
        records: records.map((record) => record + 1),
        offsets: new Float64Array(records.length),
        lengths: new Uint32Array(records.length),
        sheetRows: new Uint32Array(records.length),
      };
      for (let i = 0; i < records.length; i++) {
        const start = original.at(offsets[i]!);
        const end = start === null ? null : original.at(offsets[i]! + lengths[i]!);
        if (start === null || end === null) continue;
        origins.offsets[i] = start;
        origins.lengths[i] = end - start;
      }
      return origins;
    },
    close: () => original.close(),
  };
}
