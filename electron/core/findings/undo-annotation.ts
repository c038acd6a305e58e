import { AppError } from '../../../shared/contract/errors.ts';
import type { MethodArgs, MethodResult } from '../../../shared/contract/methods.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { normalizeFindingId, readFinding } from './read-findings.ts';

interface SaidRow {
  readonly annotation_id: number;
  readonly at: string;
  readonly examiner: string;
  readonly kind: 'disposition' | 'note' | 'internal-note' | 'tag';
  readonly value: string;
}

/**
 * The contract's annotate.undo: takes back what was last recorded of a finding, all that one `annotate` wrote. Both the
 * annotations and that they were taken back stay in the case. Throws not-found for a finding that is none or that has
 * nothing to take back.
 */
export function undoAnnotation(
  caseFile: CaseFile,
  request: Omit<MethodArgs<'annotate.undo'>, 'dir'>,
): MethodResult<'annotate.undo'> {
  caseFile.requireWritable();
  const { id } = readFinding(caseFile, normalizeFindingId(request.finding));
  const said = lastSaid(caseFile, id);
  if (said.length === 0) {
    throw new AppError('not-found', `nothing is recorded of finding ${id} that could be taken back`, {
      finding: id,
    });
  }
  const by = caseFile.examiner(request.examiner);
  const undone = said.map(inWords).join('; ');
  caseFile.change(() => {
    const insert = caseFile.db.prepare(
      `INSERT INTO annotation (finding_id, at, examiner, kind, value, undoes) VALUES (?, ?, ?, 'undo', ?, ?)`,
    );
    const at = new Date().toISOString();
    for (const { annotation_id: annotation, kind } of said) insert.run(id, at, by, kind, annotation);
    caseFile.log(by, 'finding.undo', {
      finding: id,
      annotations: said.map(({ annotation_id }) => annotation_id),
      undone,
    });
  });
  return { finding: readFinding(caseFile, id), undone };
}

/** What the last annotate that still counts wrote: entries of one moment and examiner, one after the other. */
function lastSaid({ db }: CaseFile, findingId: string): SaidRow[] {
  const rows = db
    .prepare(
      `SELECT annotation_id, at, examiner, kind, value FROM annotation AS said
       WHERE finding_id = ? AND kind <> 'undo'
         AND NOT EXISTS (SELECT * FROM annotation AS undo WHERE undo.undoes = said.annotation_id)
       ORDER BY annotation_id DESC`,
    )
    .all(findingId) as SaidRow[];
  const [last] = rows;
  const others = rows.findIndex(
    ({ at, examiner, annotation_id }, index) =>
      at !== last!.at || examiner !== last!.examiner || annotation_id !== last!.annotation_id - index,
  );
  return rows.slice(0, others === -1 ? rows.length : others).reverse();
}

/** Never what a note says: the activity log goes into reports, and an internal note must not. */
function inWords({ kind, value }: SaidRow): string {
  switch (kind) {
    case 'disposition':
      return `disposition ${value}`;
    case 'tag':
      return `tag ${value}`;
    case 'note':
      return 'note';
    case 'internal-note':
      return 'internal note';
  }
}
