import type { MethodArgs, MethodResult } from '../../../shared/contract/methods.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { StoreTable } from '../events/store-table.ts';
import { readSources } from '../import/source-record.ts';
import type { JobContext } from '../job.ts';
import { withFacts } from '../knowledge/facts/fact-table.ts';
import { loadRules } from '../rules/load-rules.ts';
import { packFolder } from '../rules/rule-files.ts';
import { runRules } from '../rules/run-rules.ts';
import { buildFindings } from './build-findings.ts';
import { sourcesInUse } from './sources-changed.ts';
import { storeRun } from './store-run.ts';

/** The contract's rules.run: rules over the events of the case, and the findings they make, kept in the case. */
export async function runCaseRules(
  caseFile: CaseFile,
  { rules, examiner }: MethodArgs<'rules.run'>,
  job: JobContext,
): Promise<MethodResult<'rules.run'>> {
  caseFile.requireWritable();
  const loaded = await loadRules(rules.length > 0 ? rules : [packFolder]);
  const zone = caseFile.record().timezone;
  const sourceLimits = new Map(
    readSources(caseFile.db).map(({ receipt }) => [receipt.textSha256, receipt.cannotTell] as const),
  );
  const sources = sourcesInUse(caseFile);
  const store = new StoreTable(caseFile);
  try {
    const table = withFacts(store, zone);
    const outcomes = await runRules(table, loaded, { zone, job });
    const found = await buildFindings(outcomes, table, { zone, sourceLimits, job });
    return storeRun(caseFile, { outcomes, found, zone, sources, examiner });
  } finally {
    store.close();
  }
}
