import { canonicalJson } from '../../canonical-json.ts';
import type { ReportFinding, ReportModel } from '../model.ts';

/** Format of findings.json; it grows when a reader of the older form would misread the new one. */
const findingsFormat = 1;

/** All findings with grounds, explanations, decisions and cited records, in canonical JSON. Internal notes are not in it. */
export function findingsJson(model: ReportModel, rulePaths: readonly string[]): string {
  return canonicalJson({
    format: findingsFormat,
    reportId: model.reportId,
    version: model.version,
    supersedes: model.supersedes,
    marking: model.marking,
    generatedAt: model.generatedAt,
    program: model.program,
    case: model.case,
    examiner: model.examiner,
    legalAuthority: model.legalAuthority,
    scope: model.scope,
    signer: model.signer,
    // rejected records stand in rejected.csv
    sources: model.sources.map(({ record, custody, gaps }) => ({
      ...record,
      rejected: undefined,
      custody,
      gaps,
    })),
    rules: model.rules.map(({ yaml: _, ...rule }, index) => ({ ...rule, path: rulePaths[index] })),
    findings: model.findings.map(withoutInternalNotes),
    findingsLeftOut: model.findingsLeftOut,
  });
}

function withoutInternalNotes({ record, decisions, records }: ReportFinding): object {
  const notes = record.notes.filter(({ internal }) => !internal);
  return { ...record, notes, decisions, records };
}
