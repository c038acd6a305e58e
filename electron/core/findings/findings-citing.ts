import type { CaseFile } from '../case-file/case-file.ts';
import { idsOfListed } from './read-findings.ts';

/** A record: its source's number and its 1-based number in it. */
interface RecordKey {
  readonly sourceId: number;
  readonly record: number;
}

/** Findings of the case that cite one of the given records, by rank. Looks through the stored rows, 8 bytes a record. */
export function findingsCiting(
  caseFile: CaseFile,
  records: readonly RecordKey[],
): { id: string; title: string }[] {
  const wanted = records.map(({ sourceId, record }) => {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32LE(sourceId, 0);
    bytes.writeUInt32LE(record, 4);
    return bytes;
  });
  const found = idsOfListed(caseFile, (rows) => wanted.some((bytes) => holds(rows, bytes)));
  const title = caseFile.db.prepare(
    `SELECT json_extract(body, '$.title') FROM finding WHERE finding_id = ? ORDER BY run_id DESC LIMIT 1`,
  );
  return found.map((id) => ({ id, title: title.pluck().get(id) as string }));
}

function holds(rows: Buffer, pair: Buffer): boolean {
  for (let at = rows.indexOf(pair); at !== -1; at = rows.indexOf(pair, at + 1)) if (at % 8 === 0) return true;
  return false;
}
