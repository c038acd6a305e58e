import type { WithdrawnRecord } from '../../../shared/contract/window.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { timeText } from '../rules/cell.ts';
import type { CitedRow } from './cited-rows.ts';
import { decodeRows, type StoredFinding } from './stored-finding.ts';

/** The records a finding rests on, in canonical order: those that are events, and those withdrawn with their source. */
export interface CitedRecords {
  /** Of both. */
  readonly total: number;
  readonly cited: readonly CitedRow[];
  readonly withdrawn: readonly WithdrawnRecord[];
}

interface SourceRow {
  readonly source_id: number;
  readonly file: string;
  readonly sha256: string;
  readonly state: string;
}

/**
 * Reads by id of a finding the first `most` of its records. A source that was read again has other events in the place of
 * those that were cited, though they are the same bytes: such a record counts as withdrawn.
 */
export function citedReader({ db }: CaseFile): (findingId: string, most?: number) => CitedRecords {
  const sources = db.prepare('SELECT source_id, file, sha256, state FROM source').all() as SourceRow[];
  const byId = new Map(sources.map((source) => [source.source_id, source]));
  const select = db.prepare(
    'SELECT rows, body FROM finding WHERE finding_id = ? ORDER BY run_id DESC LIMIT 1',
  );
  return (findingId, most) => {
    const { rows, body } = select.get(findingId) as { rows: Buffer; body: string };
    const all = decodeRows(rows.subarray(0, most === undefined ? rows.length : most * 8));
    const cited: CitedRow[] = [];
    const withdrawn: WithdrawnRecord[] = [];
    let listed: StoredFinding['events'] | null = null;
    for (const [index, { sourceId, record }] of all.entries()) {
      const source = byId.get(sourceId);
      if (source?.state === 'imported') {
        cited.push({ sourceSha256: source.sha256, record });
        continue;
      }
      listed ??= (JSON.parse(body) as StoredFinding).events;
      const [, , nativeId = null, micros = null] = listed[index] ?? [];
      withdrawn.push({
        sourceId: `S${sourceId}`,
        file: source?.file ?? '',
        row: record,
        nativeId,
        at: micros === null ? null : timeText(micros),
      });
    }
    return { total: rows.length / 8, cited, withdrawn };
  };
}
