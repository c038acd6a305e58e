import { canonicalJson } from '../../canonical-json.ts';
import type { ReportFinding, ReportModel, ReportSource } from '../model.ts';

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
    sources: model.sources.map(withoutRejected),
    withdrawnSources: model.withdrawnSources.map(withoutRejected),
    sourcesChanged: model.sourcesChanged,
    rules: model.rules.map(({ yaml: _, ...rule }, index) => ({ ...rule, path: rulePaths[index] })),
    findings: model.findings.map(withoutInternalNotes),
    findingsLeftOut: model.findingsLeftOut,
  });
}

/** Rejected records stand in rejected.csv. */
function withoutRejected({ record, custody, gaps }: ReportSource): object {
  return { ...record, rejected: undefined, custody, gaps };
}

function withoutInternalNotes({ record, decisions, records, withdrawn }: ReportFinding): object {
  const notes = record.notes.filter(({ internal }) => !internal);
  return { ...record, notes, decisions, records, withdrawnRecords: withdrawn };
}
