import type { Finding, FindingBody } from './build-findings.ts';
import type { CitedRows } from './cited-rows.ts';

/** A finding as its `body` in the case has it. */
export interface StoredFinding extends FindingBody {
  /** The first 1,000: source_id, record, the log's own id, microseconds since 1970-01-01 UTC (null: no time). */
  readonly events: readonly (readonly [number, number, string | null, number | null])[];
}

export function encodeFinding(finding: Finding, sourceIds: ReadonlyMap<string, number>): StoredFinding {
  const { id: _id, rank: _rank, cited, ...body } = finding;
  const events = cited.listed.map(({ micros, nativeId }, index) => {
    const source = sourceIds.get(cited.sources[cited.sourceOf[index]!]!)!;
    return [source, cited.records[index]!, nativeId, Number.isNaN(micros) ? null : micros] as const;
  });
  return { ...body, events };
}

/** Pairs of little-endian unsigned 32-bit numbers: source_id, record. */
export function encodeRows(cited: CitedRows, sourceIds: ReadonlyMap<string, number>): Buffer {
  const bytes = Buffer.alloc(cited.records.length * 8);
  for (let i = 0; i < cited.records.length; i++) {
    bytes.writeUInt32LE(sourceIds.get(cited.sources[cited.sourceOf[i]!]!)!, i * 8);
    bytes.writeUInt32LE(cited.records[i]!, i * 8 + 4);
  }
  return bytes;
}

/** The reverse. */
export function decodeRows(bytes: Buffer): { readonly sourceId: number; readonly record: number }[] {
  const cited: { sourceId: number; record: number }[] = [];
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    cited.push({ sourceId: bytes.readUInt32LE(at), record: bytes.readUInt32LE(at + 4) });
  }
  return cited;
}
