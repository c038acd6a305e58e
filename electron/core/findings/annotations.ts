import type { FindingNote } from '../../../shared/contract/records.ts';
import type { Disposition } from '../../../shared/vocabulary/dispositions.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import type { FindingDecision } from '../report/model.ts';

/** What examiners said of one finding, oldest first. */
export interface Annotations {
  readonly decisions: readonly FindingDecision[];
  readonly notes: readonly FindingNote[];
  readonly tags: readonly string[];
}

interface AnnotationRow {
  readonly finding_id: string;
  readonly at: string;
  readonly examiner: string;
  readonly kind: 'disposition' | 'note' | 'internal-note' | 'tag';
  readonly value: string;
  readonly reason: string | null;
}

const none: Annotations = { decisions: [], notes: [], tags: [] };

/** Answers by id of a finding; reads all of the case's annotations, of which people write few. */
export function readAnnotations({ db }: CaseFile): (findingId: string) => Annotations {
  const rows = db
    .prepare(
      `SELECT finding_id, at, examiner, kind, value, reason FROM annotation ORDER BY finding_id, annotation_id`,
    )
    .all() as AnnotationRow[];
  const byFinding = Map.groupBy(rows, ({ finding_id }) => finding_id);
  return (findingId) => {
    const own = byFinding.get(findingId);
    return own === undefined ? none : collect(own);
  };
}

function collect(rows: readonly AnnotationRow[]): Annotations {
  const decisions: FindingDecision[] = [];
  const notes: FindingNote[] = [];
  const tags = new Set<string>();
  for (const { at, examiner, kind, value, reason } of rows) {
    if (kind === 'disposition') {
      decisions.push({ at, examiner, disposition: value as Disposition, reason: reason ?? '' });
    } else if (kind === 'tag') tags.add(value);
    else notes.push({ at, examiner, text: value, internal: kind === 'internal-note' });
  }
  return { decisions, notes, tags: [...tags] };
}
