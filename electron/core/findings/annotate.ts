import { AppError } from '../../../shared/contract/errors.ts';
import type { MethodArgs } from '../../../shared/contract/methods.ts';
import type { FindingRecord } from '../../../shared/contract/records.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { normalizeFindingId, readFinding } from './read-findings.ts';

type Request = Omit<MethodArgs<'annotate'>, 'dir'>;

const maxTagLength = 100;

interface Entry {
  readonly kind: 'disposition' | 'note' | 'internal-note' | 'tag';
  readonly value: string;
  readonly reason?: string;
}

/**
 * Records what an examiner says of a finding. Nothing is overwritten: a later disposition counts, the earlier ones stay
 * to be seen. Throws usage, not-found.
 */
export function annotate(caseFile: CaseFile, request: Request): { finding: FindingRecord } {
  checkRequest(request);
  const finding = readFinding(caseFile, normalizeFindingId(request.finding));
  const entries = entriesOf(request, finding);
  const examiner = caseFile.examiner(request.examiner);
  caseFile.change(() => {
    const insert = caseFile.db.prepare(
      'INSERT INTO annotation (finding_id, at, examiner, kind, value, reason) VALUES (?, ?, ?, ?, ?, ?)',
    );
    const at = new Date().toISOString();
    for (const { kind, value, reason } of entries) {
      const { lastInsertRowid } = insert.run(finding.id, at, examiner, kind, value, reason ?? null);
      caseFile.log(examiner, `finding.${kind}`, {
        finding: finding.id,
        annotation: Number(lastInsertRowid),
        // The log is part of reports; an internal note must never be.
        ...(kind === 'internal-note' ? {} : { [kind]: value }),
        ...(reason === undefined ? {} : { reason }),
      });
    }
  });
  return { finding: readFinding(caseFile, finding.id) };
}

function checkRequest({ disposition, reason, note, internal, tags }: Request): void {
  const refuse = (message: string): never => {
    throw new AppError('usage', message);
  };
  if (disposition !== undefined && reason === undefined)
    refuse(`a disposition needs a reason: say why the finding is ${disposition}`);
  if (disposition === undefined && reason !== undefined)
    refuse('a reason belongs to a disposition; for a remark of its own use a note');
  if (internal && note === undefined) refuse('internal is for a note; give the note as well');
  if (disposition === undefined && note === undefined && tags.length === 0)
    refuse('nothing to record: give a disposition, a note or a tag');
  for (const tag of tags) {
    if (tag.length > maxTagLength || /\p{Cc}/u.test(tag))
      refuse(`a tag is one line of ${maxTagLength} characters at most`);
  }
}

/** A tag the finding has already is not recorded again. */
function entriesOf({ disposition, reason, note, internal, tags }: Request, finding: FindingRecord): Entry[] {
  return [
    ...(disposition !== undefined && reason !== undefined
      ? [{ kind: 'disposition' as const, value: disposition, reason }]
      : []),
    ...(note === undefined
      ? []
      : [{ kind: internal ? ('internal-note' as const) : ('note' as const), value: note }]),
    ...[...new Set(tags)]
      .filter((tag) => !finding.tags.includes(tag))
      .map((tag) => ({ kind: 'tag' as const, value: tag })),
  ];
}
