import { hash } from 'node:crypto';
import type { VerifyCheck } from '../../../shared/contract/records.ts';
import { blockReader, structureId } from '../events/blocks.ts';
import { findRepeats, storedKeys } from '../events/repeats.ts';
import { sourceDigest, termsDigest } from '../events/store-digest.ts';
import { storedRowCount } from '../events/store-writer.ts';
import type { Receipt } from '../import/receipt.ts';
import { type JobContext, throwIfCancelled } from '../job.ts';
import { checkActivity } from './activity-log.ts';
import type { CaseFile } from './case-file.ts';
import { checkFiles } from './check-files.ts';
import type { CaseDatabase } from './database.ts';
import { expectedSchemaHash, formatVersion, schemaHash } from './schema.ts';

/** Blocks hashed before messages get a turn. */
const blocksPerSlice = 200;

/**
 * Checks everything a case promises: schema, SQLite's own structure, the sealed files and the readings made of them
 * against their hashes, every block and term block against its hash, rows against receipts, repeats found anew, and the
 * activity log's chain with what it says of each import and withdrawal. Changes nothing.
 */
export async function verifyCase(
  caseFile: CaseFile,
  job: JobContext,
): Promise<{ ok: boolean; checks: VerifyCheck[] }> {
  const { db } = caseFile;
  const checks: VerifyCheck[] = [];
  const add = (check: string, problem: string | null, detail: string) =>
    checks.push({ check, ok: problem === null, detail: problem ?? detail });

  add(
    'schema',
    schemaHash(db) === expectedSchemaHash(formatVersion)
      ? null
      : 'tables, views or triggers are not those this program makes',
    `format ${formatVersion}, as this program makes it`,
  );
  const integrity = db.pragma('integrity_check(3)') as { integrity_check: string }[];
  const broken = integrity.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  const foreign = db.pragma('foreign_key_check') as unknown[];
  if (foreign.length > 0) broken.push(`${foreign.length} references point nowhere`);
  add('database', broken.length > 0 ? broken.join('; ') : null, 'SQLite finds its structure whole');
  const { evidence, readings } = await checkFiles(caseFile, job);
  add('evidence', evidence.problem, evidence.detail);
  add('readings', readings.problem, readings.detail);
  const blocks = await checkBlocks(db, job);
  add('blocks', blocks.problem, `${blocks.count} blocks and term blocks have the hashes stored with them`);
  add('imports', checkImports(db), 'every import has the blocks its entry in the activity log names');
  add('rows', checkRows(db), 'rows read = imported + rejected + repeats for every source, and all are there');
  add('repeats', checkRepeats(db), 'repeats found anew are those stored');
  const { entries, problem } = checkActivity(db);
  add('activity log', problem, `${entries} entries, each with the hash of the one before it`);
  return { ok: checks.every(({ ok }) => ok), checks };
}

async function checkBlocks(
  db: CaseDatabase,
  job: JobContext,
): Promise<{ count: number; problem: string | null }> {
  let count = 0;
  const wrong: string[] = [];
  const { total } = db
    .prepare('SELECT (SELECT count(*) FROM block) + (SELECT count(*) FROM term_block) AS total')
    .get() as { total: number };
  for (const [table, key, label] of [
    ['block', 'block_id', 'block'],
    ['term_block', 'rowid', 'term block'],
  ] as const) {
    const select = db.prepare(
      `SELECT ${key} AS id, sha256, data FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT ${blocksPerSlice}`,
    );
    for (let last = -1; ; ) {
      const rows = select.all(last) as { id: number; sha256: Buffer; data: Buffer }[];
      for (const { id, sha256, data } of rows) {
        if (!hash('sha256', data, 'buffer').equals(sha256)) wrong.push(`${label} ${id} was changed`);
        last = id;
      }
      count += rows.length;
      job.report({ done: count, total, unit: 'rows', stage: 'hashing blocks' });
      throwIfCancelled(job);
      await new Promise(setImmediate);
      if (rows.length < blocksPerSlice) break;
    }
  }
  return { count, problem: wrong.length > 0 ? wrong.slice(0, 5).join('; ') : null };
}

interface LoggedImport {
  readonly id: string;
  readonly receiptSha256: string;
  readonly storeSha256: string;
  readonly termsSha256: string;
}

interface LoggedWithdrawal {
  readonly id: string;
  readonly receiptSha256: string;
  readonly reason: string;
  readonly replacedBy?: string;
}

interface SourceState {
  readonly source_id: number;
  readonly state: string;
  readonly sha256: string;
  readonly evidence_sha256: string;
  readonly receipt: string;
  readonly withdrawn_reason: string | null;
  readonly replaced_by: number | null;
}

/**
 * The receipt and the block hashes of each source, and of all terms, against the activity log; of a withdrawn source what
 * is left of it. A source withdrawn without an entry, or in use with one, is found too.
 */
function checkImports(db: CaseDatabase): string | null {
  const imports = logged<LoggedImport>(db, 'import');
  const importOf = new Map(imports.map((entry) => [entry.id, entry]));
  const withdrawals = logged<LoggedWithdrawal>(db, 'source.withdraw');
  const withdrawalOf = new Map(withdrawals.map((entry) => [entry.id, entry]));
  const sources = db
    .prepare(
      `SELECT source_id, state, sha256, evidence_sha256, receipt, withdrawn_reason, replaced_by FROM source
       WHERE state <> 'importing'`,
    )
    .all() as SourceState[];
  const ids = new Set(sources.map(({ source_id: id }) => `S${id}`));
  for (const id of importOf.keys()) {
    if (!ids.has(id)) return `source ${id}, which the activity log has an import of, is not in the case`;
  }
  for (const source of sources) {
    const id = `S${source.source_id}`;
    const entry = importOf.get(id);
    if (entry === undefined) return `the activity log has no import of source ${id}`;
    if (hash('sha256', source.receipt) !== entry.receiptSha256)
      return `the receipt of source ${id} was changed`;
    const { sha256, textSha256 } = JSON.parse(source.receipt) as Receipt;
    if (sha256 !== source.evidence_sha256 || textSha256 !== source.sha256) {
      return `source ${id} names other files than its receipt`;
    }
    const withdrawal = withdrawalOf.get(id);
    if ((source.state === 'withdrawn') !== (withdrawal !== undefined)) {
      return `source ${id} is ${withdrawal ? 'in use though the activity log has it withdrawn' : 'withdrawn without an entry in the activity log'}`;
    }
    const problem = withdrawal
      ? checkWithdrawn(db, source, withdrawal)
      : sourceDigest(db, source.source_id) === entry.storeSha256
        ? null
        : `blocks of source ${id} are not those its import wrote`;
    if (problem !== null) return problem;
  }
  const last = imports.at(-1);
  if (last && termsDigest(db) !== last.termsSha256) return 'terms are not those the last import left';
  return null;
}

function checkWithdrawn(db: CaseDatabase, source: SourceState, withdrawal: LoggedWithdrawal): string | null {
  const { source_id: id, replaced_by: replacedBy } = source;
  const slices = db.prepare('SELECT count(*) FROM slice WHERE source_id = ?').pluck().get(id) as number;
  if (slices > 0) return `source S${id} was withdrawn and still has events`;
  const replacement = replacedBy === null ? undefined : `S${replacedBy}`;
  return withdrawal.replacedBy === replacement && withdrawal.reason === source.withdrawn_reason
    ? null
    : `source S${id} was withdrawn for another reason, or for another source, than the activity log says`;
}

function logged<T>(db: CaseDatabase, action: string): T[] {
  const rows = db
    .prepare('SELECT details FROM activity WHERE action = ? ORDER BY seq')
    .pluck()
    .all(action) as string[];
  return rows.map((details) => JSON.parse(details) as T);
}

function checkRows(db: CaseDatabase): string | null {
  const sources = db
    .prepare(
      `SELECT source_id, row_count, rows_read, rows_imported, rows_rejected, rows_duplicate,
         (SELECT coalesce(sum(row_count), 0) FROM slice WHERE slice.source_id = source.source_id) AS stored,
         (SELECT count(*) FROM rejected WHERE rejected.source_id = source.source_id) AS refused,
         (SELECT coalesce(min(first_row), source.first_row) FROM slice WHERE slice.source_id = source.source_id) AS begins,
         first_row, state = 'imported' AS is_in_use
       FROM source WHERE state <> 'importing'`,
    )
    .all() as Record<string, number>[];
  for (const source of sources) {
    const sum = source.rows_imported! + source.rows_rejected! + source.rows_duplicate!;
    if (source.rows_read !== sum)
      return `source S${source.source_id}: ${source.rows_read} read, ${sum} accounted for`;
    const expected = source.is_in_use === 1 ? source.rows_imported! + source.rows_duplicate! : 0;
    if (source.stored !== source.row_count || source.stored !== expected) {
      return `source S${source.source_id}: ${source.stored} rows are stored, ${source.row_count} were imported`;
    }
    if (source.begins !== source.first_row)
      return `source S${source.source_id} begins at another row than its first`;
    if (source.refused !== source.rows_rejected) {
      return `source S${source.source_id}: ${source.refused} rejected records are listed, ${source.rows_rejected} were counted`;
    }
  }
  return null;
}

function checkRepeats(db: CaseDatabase): string | null {
  const { eventRows, repeatsEarlier } = findRepeats(storedRowCount(db), () => storedKeys(db));
  const read = blockReader(db);
  const column = structureId(db, 'eventRow');
  const slices = db
    .prepare('SELECT slice_id, source_id, first_row, row_count FROM slice ORDER BY first_row')
    .all() as {
    slice_id: number;
    source_id: number;
    first_row: number;
    row_count: number;
  }[];
  let row = 0;
  const repeated = new Map<number, number>();
  for (const { slice_id: slice, source_id: source, first_row: firstRow, row_count: count } of slices) {
    if (firstRow !== row) return `rows are not numbered without a gap: ${firstRow} follows ${row - 1}`;
    const stored = read.integers(slice, column, count);
    let repeats = 0;
    for (let i = 0; i < count; i++, row++) {
      if (row + (stored?.[i] ?? 0) !== eventRows[row])
        return `row ${row} stands for another event than stored`;
      repeats += repeatsEarlier[row]!;
    }
    repeated.set(source, (repeated.get(source) ?? 0) + repeats);
  }
  const sources = db
    .prepare("SELECT source_id, rows_duplicate FROM source WHERE state = 'imported'")
    .all() as { source_id: number; rows_duplicate: number }[];
  for (const { source_id: id, rows_duplicate: counted } of sources) {
    const found = repeated.get(id) ?? 0;
    if (found !== counted) return `source S${id}: ${found} records are repeats, ${counted} were counted`;
  }
  return null;
}
