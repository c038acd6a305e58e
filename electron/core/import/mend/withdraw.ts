import { hash } from 'node:crypto';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { CaseFile } from '../../case-file/case-file.ts';
import type { CaseDatabase } from '../../case-file/database.ts';
import { removeRows } from '../../events/renumber.ts';
import { findingsOnSource } from '../../findings/stale.ts';

/** A source that is to go. */
export interface ReplacedSource {
  readonly sourceId: number;
  /** Of its rows in the event store. */
  readonly rowCount: number;
  readonly reason: string;
}

/** Ids of findings that an entry of the activity log lists. */
const maxListedFindings = 100;

/**
 * Marks a source as withdrawn, takes its rows out of the event store and says so in the activity log. Call it inside the
 * transaction that also writes anew which rows stand for their events, and counts them. Its receipt, the list of its
 * rejected records, its columns and its evidence stay. Returns the findings that rest on its records.
 */
export function withdraw(
  caseFile: CaseFile,
  { sourceId, reason: asGiven }: ReplacedSource,
  { by, replacedBy }: { readonly by: string; readonly replacedBy: number | null },
): readonly string[] {
  const { db } = caseFile;
  // A column cannot hold half a character, and the log must say the same.
  const reason = asGiven.toWellFormed();
  const source = db
    .prepare('SELECT file, member, sheet, evidence_sha256, receipt FROM source WHERE source_id = ?')
    .get(sourceId) as {
    file: string;
    member: string | null;
    sheet: string | null;
    evidence_sha256: string;
    receipt: string;
  };
  const findings = findingsOnSource(caseFile, sourceId);
  const rows = removeRows(db, sourceId);
  db.prepare(
    `UPDATE source SET state = 'withdrawn', row_count = 0, withdrawn_at = ?, withdrawn_by = ?, withdrawn_reason = ?,
       replaced_by = ? WHERE source_id = ?`,
  ).run(new Date().toISOString(), by, reason, replacedBy, sourceId);
  caseFile.log(by, 'source.withdraw', {
    id: `S${sourceId}`,
    file: source.file,
    ...(source.member === null ? {} : { member: source.member }),
    ...(source.sheet === null ? {} : { sheet: source.sheet }),
    sha256: source.evidence_sha256,
    reason,
    rows,
    receiptSha256: hash('sha256', source.receipt),
    ...(replacedBy === null ? {} : { replacedBy: `S${replacedBy}` }),
    affectedFindings: findings.length,
    findings: findings.slice(0, maxListedFindings),
  });
  return findings;
}

/** Counts anew how many rows of each source are the first of their event; the sources' receipts stay as they are. */
export function recountSources(db: CaseDatabase, repeatsEarlier: Uint8Array): void {
  const sources = db
    .prepare("SELECT source_id, first_row, row_count FROM source WHERE state = 'imported'")
    .all() as { source_id: number; first_row: number; row_count: number }[];
  const update = db.prepare(
    'UPDATE source SET rows_imported = ?, rows_duplicate = ? WHERE source_id = ? AND rows_duplicate <> ?',
  );
  for (const { source_id: id, first_row: firstRow, row_count: rowCount } of sources) {
    let repeated = 0;
    for (let row = firstRow; row < firstRow + rowCount; row++) repeated += repeatsEarlier[row]!;
    update.run(rowCount - repeated, repeated, id, repeated);
  }
}

/**
 * The source of an id as people write it. Throws not-found for one that is not there or not in use, and case-busy while
 * a file is being imported: rows are about to be numbered anew.
 */
export function sourceToMend({ db }: CaseFile, id: string): { sourceId: number; rowCount: number } {
  const rows = db
    .prepare('SELECT source_id, state, row_count, file FROM source ORDER BY source_id')
    .all() as {
    source_id: number;
    state: string;
    row_count: number;
    file: string;
  }[];
  if (rows.some(({ state }) => state === 'importing')) {
    throw new AppError('case-busy', 'a file is being imported; wait until that has ended, or stop it', {});
  }
  const named = id.trim().toUpperCase();
  const found = rows.find(({ source_id: sourceId }) => `S${sourceId}` === named);
  if (found?.state === 'imported') return { sourceId: found.source_id, rowCount: found.row_count };
  const inUse = rows.filter(({ state }) => state === 'imported');
  const list = inUse.map(({ source_id: sourceId, file }) => `S${sourceId} (${file})`).join(', ');
  const problem = found
    ? `source ${named} (${found.file}) was withdrawn already`
    : `there is no source ${JSON.stringify(id)}`;
  throw new AppError('not-found', `${problem}; in use: ${list === '' ? 'none' : list}`, { source: id });
}
