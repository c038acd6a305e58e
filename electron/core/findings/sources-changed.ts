import type { SourcesChanged } from '../../../shared/contract/window.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { quoted } from './words.ts';

/** Numbers of the sources whose events are in the case. */
export function sourcesInUse({ db }: CaseFile): number[] {
  return db
    .prepare("SELECT source_id FROM source WHERE state = 'imported' ORDER BY source_id")
    .pluck()
    .all() as number[];
}

interface SourceRow {
  readonly source_id: number;
  readonly file: string;
  readonly state: string;
  readonly imported_at: string;
  readonly withdrawn_at: string | null;
}

/** What came and went since the last run of rules; undefined where that is nothing, or none was run. */
export function sourcesChanged({ db }: CaseFile): SourcesChanged | undefined {
  const notes = db.prepare('SELECT notes FROM rule_run ORDER BY run_id DESC LIMIT 1').pluck().get() as
    | string
    | undefined;
  const { sources } = JSON.parse(notes ?? '{}') as { sources?: readonly number[] };
  if (sources === undefined) return undefined;
  const lookedAt = new Set(sources);
  const rows = db
    .prepare(
      `SELECT source_id, file, state, imported_at, withdrawn_at FROM source
       WHERE state IN ('imported', 'withdrawn') ORDER BY source_id`,
    )
    .all() as SourceRow[];
  const withdrawn = rows
    .filter(({ source_id: id, state }) => state === 'withdrawn' && lookedAt.has(id))
    .map(({ source_id: id, file, withdrawn_at: at }) => ({ id: `S${id}`, file, at: at! }));
  const added = rows
    .filter(({ source_id: id, state }) => state === 'imported' && !lookedAt.has(id))
    .map(({ source_id: id, file, imported_at: at }) => ({ id: `S${id}`, file, at }));
  if (withdrawn.length === 0 && added.length === 0) return undefined;
  const named = (list: typeof added) => list.map(({ id, file }) => `${id} (${quoted(file)})`).join(', ');
  const parts = [
    ...(withdrawn.length > 0 ? [`withdrawn: ${named(withdrawn)}`] : []),
    ...(added.length > 0 ? [`added: ${named(added)}`] : []),
  ];
  const sentence = `Since the rules were last run sources were ${parts.join('; ')}. Counts, comparisons and findings are those of the sources as they were; run the rules again`;
  return { withdrawn, added, sentence };
}
