import type { FindingNote } from '../../../shared/contract/records.ts';
import type { Disposition } from '../../../shared/vocabulary/dispositions.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import type { FindingDecision } from '../report/model.ts';

/** What examiners said of one finding and did not take back, oldest first. */
export interface Annotations {
  readonly decisions: readonly FindingDecision[];
  /** Decisions that were taken back too. */
  readonly history: readonly DecisionEntry[];
  readonly notes: readonly FindingNote[];
  readonly tags: readonly string[];
}

export interface DecisionEntry extends FindingDecision {
  readonly takenBack?: { readonly at: string; readonly examiner: string };
}

interface AnnotationRow {
  readonly undone_at: string | null;
  readonly undone_by: string | null;
  readonly finding_id: string;
  readonly at: string;
  readonly examiner: string;
  readonly kind: 'disposition' | 'note' | 'internal-note' | 'tag';
  readonly value: string;
  readonly reason: string | null;
}

const none: Annotations = { decisions: [], history: [], notes: [], tags: [] };

/** Answers by id of a finding; reads all of the case's annotations, of which people write few. */
export function readAnnotations({ db }: CaseFile): (findingId: string) => Annotations {
  const rows = db
    .prepare(
      `SELECT said.finding_id, said.at, said.examiner, said.kind, said.value, said.reason,
         undo.at AS undone_at, undo.examiner AS undone_by
       FROM annotation AS said LEFT JOIN annotation AS undo ON undo.undoes = said.annotation_id
       WHERE said.kind <> 'undo' ORDER BY said.finding_id, said.annotation_id`,
    )
    .all() as AnnotationRow[];
  const byFinding = Map.groupBy(rows, ({ finding_id }) => finding_id);
  return (findingId) => {
    const own = byFinding.get(findingId);
    return own === undefined ? none : collect(own);
  };
}

function collect(rows: readonly AnnotationRow[]): Annotations {
  const history: DecisionEntry[] = [];
  const notes: FindingNote[] = [];
  const tags = new Set<string>();
  for (const { at, examiner, kind, value, reason, undone_at: undoneAt, undone_by: undoneBy } of rows) {
    const isUndone = undoneAt !== null && undoneBy !== null;
    if (kind === 'disposition') {
      const decision = { at, examiner, disposition: value as Disposition, reason: reason ?? '' };
      history.push(isUndone ? { ...decision, takenBack: { at: undoneAt, examiner: undoneBy } } : decision);
    } else if (isUndone) continue;
    else if (kind === 'tag') tags.add(value);
    else notes.push({ at, examiner, text: value, internal: kind === 'internal-note' });
  }
  const decisions = history.filter(({ takenBack }) => takenBack === undefined);
  return { decisions, history, notes, tags: [...tags] };
}
