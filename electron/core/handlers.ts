import { fields } from '../../shared/vocabulary/fields.ts';
import { listActs } from './acts/list-acts.ts';
import { activityHead, readActivity } from './case-file/activity-log.ts';
import { backupCase } from './case-file/backup-case.ts';
import type { CaseFile } from './case-file/case-file.ts';
import { createCase } from './case-file/create.ts';
import { verifyCase } from './case-file/verify-case.ts';
import { compareSources } from './compare/compare-sources.ts';
import { eventDetail } from './events/event-detail.ts';
import { exportEvents } from './events/export-events.ts';
import { countFacet } from './events/facet.ts';
import { locateTime } from './events/locate.ts';
import { listEvents } from './events/query.ts';
import { measureRhythm } from './events/rhythm.ts';
import { annotate } from './findings/annotate.ts';
import { findingDetail } from './findings/finding-detail.ts';
import { countFindings, readFindings } from './findings/read-findings.ts';
import { lastRuleResults } from './findings/rule-results.ts';
import { runCaseRules } from './findings/run-case-rules.ts';
import { sourcesChanged } from './findings/sources-changed.ts';
import { undoAnnotation } from './findings/undo-annotation.ts';
import { importFiles } from './import/import-files.ts';
import { remapSource } from './import/mend/remap-source.ts';
import { withdrawSource } from './import/mend/withdraw-source.ts';
import { previewImport } from './import/preview.ts';
import { saveProfile } from './import/profiles/save-profile.ts';
import { rejectedRecords, sourceAccount } from './import/source-account.ts';
import { readAllSources } from './import/source-record.ts';
import { adoptCase, closeAllCases, closeCase, openCase } from './open-cases.ts';
import type { Handlers } from './process/dispatch.ts';
import { qualityReport } from './quality/quality-report.ts';
import { buildReport } from './report/build-report.ts';
import { createIdentity } from './report/identity/create.ts';
import { showIdentity } from './report/identity/identity.ts';
import { previewReport } from './report/preview-report.ts';
import { verifyPackage } from './report/verify/verify-package.ts';
import { checkRules } from './rules/check-rules.ts';
import { explainInCase } from './rules/editor/explain-in-case.ts';
import { lintText } from './rules/editor/lint-text.ts';
import { listRuns } from './rules/editor/list-runs.ts';
import { tryInCase } from './rules/editor/try-in-case.ts';
import { listRules } from './rules/list-rules.ts';
import { matchRules } from './rules/match-rules.ts';

/** What core does for each method of the contract. */
export const handlers: Handlers = {
  'case.create': (args) => ({ case: adoptCase(createCase(args)).record() }),
  'case.info': ({ dir }) => caseInfo(openCase(dir)),
  'case.verify': async ({ dir, examiner }, job) => {
    const caseFile = openCase(dir);
    const verdict = await verifyCase(caseFile, job);
    if (!caseFile.readOnly) {
      caseFile.change(() => caseFile.log(caseFile.examiner(examiner), 'case.verify', { ok: verdict.ok }));
    }
    return verdict;
  },
  'case.backup': ({ dir, out, examiner }, job) => backupCase(openCase(dir), out, examiner, job),
  'case.close': ({ dir }) => ({ closed: closeCase(dir) }),
  import: (args, job) => importFiles(openCase(args.dir), args, job),
  events: ({ dir, where, limit, offset }) => listEvents(openCase(dir), where, limit, offset),
  export: (args, job) => exportEvents(openCase(args.dir), args, job),
  'rules.list': () => listRules(),
  'rules.check': (args) => checkRules(args),
  'rules.match': (args, job) => matchRules(args, job),
  'rules.run': (args, job) => runCaseRules(openCase(args.dir), args, job),
  findings: ({ dir, top, events }) => readFindings(openCase(dir), { top, events }),
  annotate: (args) => annotate(openCase(args.dir), args),
  report: (args, job) => buildReport(openCase(args.dir), args, job),
  'report.preview': ({ dir, ...request }, job) => previewReport(openCase(dir), request, job),
  verify: verifyPackage,
  'identity.create': (args) => createIdentity(args),
  'identity.show': ({ file }) => showIdentity(file),
  'import.preview': ({ dir, file, table, profile, timezone, choices }, job) =>
    previewImport(
      file,
      { table, profile, timezone, choices, caseTimezone: openCase(dir).record().timezone },
      job,
    ),
  'profile.save': ({ dir, ...request }, job) => saveProfile(request, openCase(dir).record().timezone, job),
  'source.account': ({ dir, source }) => sourceAccount(openCase(dir), source),
  'source.rejected': ({ dir, ...request }) => rejectedRecords(openCase(dir), request),
  'source.withdraw': ({ dir, ...request }, job) => withdrawSource(openCase(dir), request, job),
  'source.remap': ({ dir, ...request }, job) => remapSource(openCase(dir), request, job),
  'sources.compare': ({ dir, ...request }, job) => compareSources(openCase(dir), request, job),
  'events.facet': ({ dir, ...request }) => countFacet(openCase(dir), request),
  'events.rhythm': ({ dir, where }) => measureRhythm(openCase(dir), where),
  'events.locate': ({ dir, where, at }) => locateTime(openCase(dir), where, at),
  'event.detail': ({ dir, ...request }) => eventDetail(openCase(dir), request),
  'acts.list': ({ dir, ...request }, job) => listActs(openCase(dir), request, job),
  'quality.report': ({ dir, source }, job) => qualityReport(openCase(dir), { source }, job),
  'rules.results': ({ dir, run }) => lastRuleResults(openCase(dir), run),
  'rules.runs': ({ dir }) => listRuns(openCase(dir)),
  'rules.explain': ({ dir, ...request }, job) => explainInCase(openCase(dir), request, job),
  'rules.try': ({ dir, ...request }, job) => tryInCase(openCase(dir), request, job),
  'rules.lint': (args) => lintText(args),
  'finding.detail': ({ dir, finding }) => findingDetail(openCase(dir), finding),
  'annotate.undo': ({ dir, ...request }) => undoAnnotation(openCase(dir), request),
  log: ({ dir }) => readActivity(openCase(dir).db),
  fields: () => [...fields],
};

function caseInfo(caseFile: CaseFile) {
  const { db } = caseFile;
  const changed = sourcesChanged(caseFile);
  const sources = readAllSources(db).map(({ record }) => record);
  return {
    case: caseFile.record(),
    sources,
    events: sources.reduce(
      (sum, { state, rowsImported }) => sum + (state === 'imported' ? rowsImported : 0),
      0,
    ),
    findings: countFindings(caseFile),
    logHead: activityHead(db),
    ...(changed === undefined ? {} : { sourcesChanged: changed }),
  };
}

/** Releases everything core holds, open cases above all, before its process ends. */
export async function closeAll(): Promise<void> {
  closeAllCases();
}
