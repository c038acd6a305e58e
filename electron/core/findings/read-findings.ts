import { AppError } from '../../../shared/contract/errors.ts';
import type { FindingRecord } from '../../../shared/contract/records.ts';
import type { WithdrawnRecord } from '../../../shared/contract/window.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import type { FindingDecision, FindingLeftOut } from '../report/model.ts';
import { timeText } from '../rules/cell.ts';
import { type Annotations, readAnnotations } from './annotations.ts';
import type { CitedRow } from './cited-rows.ts';
import { citedReader } from './read-cited.ts';
import { readStaleness } from './stale.ts';
import type { StoredFinding } from './stored-finding.ts';

interface FindingRow {
  readonly finding_id: string;
  readonly rank: number;
  readonly body: string;
  /** When the run that made it was. */
  readonly at: string;
  readonly is_last: 0 | 1;
}

/**
 * Findings of the last run by rank; behind them those of earlier runs that it does not make any more but that were
 * annotated, each as the latest run had it, so that no decision is lost from sight. They say so themselves.
 */
const listedOf = (column: 'body' | 'rows') => `
  WITH last AS (SELECT max(run_id) AS run_id FROM rule_run),
  newest AS (SELECT finding_id, max(run_id) AS run_id FROM finding GROUP BY finding_id)
  SELECT finding.finding_id, finding.rank, finding.${column}, rule_run.at, finding.run_id = last.run_id AS is_last
  FROM finding JOIN newest USING (finding_id, run_id) JOIN rule_run USING (run_id), last
  WHERE (finding.run_id = last.run_id OR finding_id IN (SELECT finding_id FROM annotation))`;
const listed = listedOf('body');
const inOrder = 'ORDER BY finding.run_id DESC, finding.rank, finding.finding_id';

/** The findings of the case with what examiners said of them; `top` = at most so many, `events` false = none listed. */
export function readFindings(
  caseFile: CaseFile,
  { top, events = true }: { readonly top?: number | undefined; readonly events?: boolean } = {},
): FindingRecord[] {
  // Cut out before they are read: they are nearly all of the text.
  const body = events ? 'body' : "json_set(body, '$.events', json_array()) AS body";
  const rows = caseFile.db
    .prepare(`SELECT finding_id, rank, ${body}, at, is_last FROM (${listed} ${inOrder} LIMIT ?)`)
    .all(top ?? -1) as FindingRow[];
  const toRecord = recordReader(caseFile);
  return rows.map((row, index) => toRecord(row, index + 1));
}

/** One finding by its id. Throws not-found. */
export function readFinding(caseFile: CaseFile, findingId: string): FindingRecord {
  const row = caseFile.db.prepare(`${listed} AND finding.finding_id = ?`).get(findingId) as
    | FindingRow
    | undefined;
  if (row !== undefined && row.is_last === 1) return recordReader(caseFile)(row, row.rank);
  // Its rank among those the last run does not make depends on the others.
  const record = row && readFindings(caseFile).find(({ id }) => id === findingId);
  if (record === undefined) throw unknownFinding(caseFile, findingId);
  return record;
}

/** Ids of the findings of the case, by rank, whose cited records (encodeRows) `wanted` takes. */
export function idsOfListed({ db }: CaseFile, wanted: (rows: Buffer) => boolean): string[] {
  const rows = db.prepare(`${listedOf('rows')} ${inOrder}`).iterate() as Iterable<{
    finding_id: string;
    rows: Buffer;
  }>;
  const ids: string[] = [];
  for (const { finding_id: id, rows: cited } of rows) if (wanted(cited)) ids.push(id);
  return ids;
}

export function countFindings({ db }: CaseFile): number {
  return db.prepare(`SELECT count(*) FROM (${listed})`).pluck().get() as number;
}

function unknownFinding({ db }: CaseFile, findingId: string): AppError {
  const runs = db.prepare('SELECT count(*) FROM rule_run').pluck().get() as number;
  const hint =
    runs === 0 ? 'no rules have been run yet; run them first' : 'list the findings to see their ids';
  return new AppError('not-found', `there is no finding ${findingId}: ${hint}`, { finding: findingId });
}

function recordReader(caseFile: CaseFile): (row: FindingRow, rank: number) => FindingRecord {
  const annotationsOf = readAnnotations(caseFile);
  const fileOf = filesOfSources(caseFile);
  const staleOf = readStaleness(caseFile);
  return ({ finding_id: id, body, at, is_last: isLast }, rank) => {
    const { events, cannotTell, ...said } = JSON.parse(body) as StoredFinding;
    const { decisions, notes, tags } = annotationsOf(id);
    const decision = decisions.at(-1);
    const stale = staleOf(id);
    return {
      id,
      rank,
      ...said,
      cannotTell: isLast === 1 ? cannotTell : [notMadeAnyMore(at), ...cannotTell],
      events: events.map(([sourceId, row, nativeId, micros]) => ({
        file: fileOf(sourceId),
        row,
        nativeId,
        at: micros === null ? '' : timeText(micros),
      })),
      disposition: decision?.disposition ?? null,
      ...(decision === undefined ? {} : { dispositionReason: decision.reason }),
      notes,
      tags,
      ...(stale === undefined ? {} : { stale }),
    };
  };
}

function filesOfSources({ db }: CaseFile): (id: number) => string {
  const rows = db.prepare('SELECT source_id, file FROM source').raw().all() as [number, string][];
  const files = new Map(rows);
  return (id) => files.get(id) ?? '';
}

function notMadeAnyMore(at: string): string {
  return `The last run of rules does not make this finding; it stands as the run of ${at} made it, because it was annotated.`;
}

/** What a report takes of a finding. */
export interface FindingForReport {
  readonly record: FindingRecord;
  /** Every disposition ever given, oldest first; the last one counts. */
  readonly decisions: readonly FindingDecision[];
  /** All records the finding rests on, in canonical order, those of withdrawn sources apart. */
  readonly cited: readonly CitedRow[];
  readonly withdrawn: readonly WithdrawnRecord[];
}

/** The findings a report is to hold (all, or those named) and the others. Throws not-found for an id that is none. */
export function readFindingsForReport(
  caseFile: CaseFile,
  ids: readonly string[] | undefined,
): { readonly findings: FindingForReport[]; readonly leftOut: FindingLeftOut[] } {
  const records = readFindings(caseFile);
  const wanted = new Set(ids?.map(normalizeFindingId));
  for (const id of wanted)
    if (!records.some((record) => record.id === id)) throw unknownFinding(caseFile, id);
  const annotationsOf = readAnnotations(caseFile);
  const citedOf = citedReader(caseFile);
  const findings: FindingForReport[] = [];
  const leftOut: FindingLeftOut[] = [];
  for (const record of records) {
    const { id, level, disposition } = record;
    if (ids !== undefined && !wanted.has(id)) {
      leftOut.push({ id, level, disposition });
      continue;
    }
    const { decisions }: Annotations = annotationsOf(id);
    const { cited, withdrawn } = citedOf(id);
    findings.push({ record, decisions, cited, withdrawn });
  }
  return { findings, leftOut };
}

/** Ids are read out and typed: letters may be small, and O and 0, I, L and 1 are taken for each other. */
export function normalizeFindingId(text: string): string {
  const [, body] = /^\s*F-([0-9A-Z]+)\s*$/i.exec(text) ?? [];
  if (body === undefined) return text.trim();
  return `F-${body.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1')}`;
}
