import type { StaleMark } from '../../../shared/contract/records.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { quoted } from './words.ts';

interface WithdrawnRow {
  readonly source_id: number;
  readonly file: string;
  readonly withdrawn_at: string;
  readonly withdrawn_by: string;
  readonly withdrawn_reason: string;
  readonly replaced_by: number | null;
}

/** Ids of the findings of the case that rest on records of a source. */
export function findingsOnSource({ db }: CaseFile, sourceId: number): string[] {
  const rows = db
    .prepare(
      `WITH newest AS (SELECT finding_id, max(run_id) AS run_id FROM finding GROUP BY finding_id)
       SELECT finding_id, rows FROM finding JOIN newest USING (finding_id, run_id)
       ORDER BY run_id DESC, rank, finding_id`,
    )
    .iterate() as Iterable<{ finding_id: string; rows: Buffer }>;
  const wanted = new Set([sourceId]);
  const ids: string[] = [];
  for (const { finding_id: id, rows: cited } of rows)
    if (sourcesAmong(cited, wanted).length > 0) ids.push(id);
  return ids;
}

/** Tells of a finding, by id, whether it rests on records that were withdrawn since. */
export function readStaleness({ db }: CaseFile): (findingId: string) => StaleMark | undefined {
  const withdrawn = db
    .prepare(
      `SELECT source_id, file, withdrawn_at, withdrawn_by, withdrawn_reason, replaced_by
       FROM source WHERE state = 'withdrawn' ORDER BY withdrawn_at, source_id`,
    )
    .all() as WithdrawnRow[];
  if (withdrawn.length === 0) return () => undefined;
  const ids = new Set(withdrawn.map(({ source_id: id }) => id));
  const select = db
    .prepare('SELECT rows FROM finding WHERE finding_id = ? ORDER BY run_id DESC LIMIT 1')
    .pluck();
  return (findingId) => {
    const cited = new Set(sourcesAmong(select.get(findingId) as Buffer, ids));
    const gone = withdrawn.filter(({ source_id: id }) => cited.has(id));
    if (gone.length === 0) return undefined;
    return {
      reason: `It rests on records of ${gone.map(inWords).join('; and of ')}. Run the rules again`,
      since: gone[0]!.withdrawn_at,
      sources: gone.map(({ source_id: id }) => `S${id}`),
    };
  };
}

function inWords(source: WithdrawnRow): string {
  const { source_id: id, file, withdrawn_at: at, withdrawn_by: by, withdrawn_reason: reason } = source;
  const replacement = source.replaced_by === null ? '' : ` and read again as S${source.replaced_by}`;
  return `source S${id} (${quoted(file)}), withdrawn${replacement} on ${at} by ${by}: ${quoted(reason)}`;
}

/** Which of the sources stand in cited records (encodeRows). */
function sourcesAmong(cited: Buffer, wanted: ReadonlySet<number>): number[] {
  const found = new Set<number>();
  for (let at = 0; at + 8 <= cited.length && found.size < wanted.size; at += 8) {
    const source = cited.readUInt32LE(at);
    if (wanted.has(source)) found.add(source);
  }
  return [...found];
}
