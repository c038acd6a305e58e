import { AppError } from '../../shared/contract/errors.ts';
import { fields } from '../../shared/vocabulary/fields.ts';
import { activityHead, readActivity } from './case-file/activity-log.ts';
import { backupCase } from './case-file/backup-case.ts';
import type { CaseFile } from './case-file/case-file.ts';
import { createCase } from './case-file/create.ts';
import { verifyCase } from './case-file/verify-case.ts';
import { exportEvents } from './events/export-events.ts';
import { listEvents } from './events/query.ts';
import { annotate } from './findings/annotate.ts';
import { countFindings, readFindings } from './findings/read-findings.ts';
import { runCaseRules } from './findings/run-case-rules.ts';
import { importFiles } from './import/import-files.ts';
import { readSources } from './import/source-record.ts';
import { adoptCase, closeAllCases, closeCase, openCase } from './open-cases.ts';
import type { Handlers } from './process/dispatch.ts';
import { buildReport } from './report/build-report.ts';
import { createIdentity } from './report/identity/create.ts';
import { showIdentity } from './report/identity/identity.ts';
import { verifyPackage } from './report/verify/verify-package.ts';
import { checkRules } from './rules/check-rules.ts';
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
  findings: ({ dir, top }) => readFindings(openCase(dir), { top }),
  annotate: (args) => annotate(openCase(args.dir), args),
  report: (args, job) => buildReport(openCase(args.dir), args, job),
  verify: verifyPackage,
  'identity.create': (args) => createIdentity(args),
  'identity.show': ({ file }) => showIdentity(file),
  'import.preview': notBuilt,
  'source.account': notBuilt,
  'source.rejected': notBuilt,
  'events.facet': notBuilt,
  'events.rhythm': notBuilt,
  'events.locate': notBuilt,
  'event.detail': notBuilt,
  'rules.results': notBuilt,
  'finding.detail': notBuilt,
  'annotate.undo': notBuilt,
  log: ({ dir }) => readActivity(openCase(dir).db),
  fields: () => [...fields],
};

function caseInfo(caseFile: CaseFile) {
  const { db } = caseFile;
  const sources = readSources(db).map(({ record }) => record);
  return {
    case: caseFile.record(),
    sources,
    events: sources.reduce((sum, { rowsImported }) => sum + rowsImported, 0),
    findings: countFindings(caseFile),
    logHead: activityHead(db),
  };
}

function notBuilt(): never {
  throw new AppError('not-available', 'this is not built yet');
}

/** Releases everything core holds, open cases above all, before its process ends. */
export async function closeAll(): Promise<void> {
  closeAllCases();
}
