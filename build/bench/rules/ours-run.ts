import '../../../electron/core/process/node-version.ts';
import { CaseFile } from '../../../electron/core/case-file/case-file.ts';
import { StoreTable } from '../../../electron/core/events/store-table.ts';
import { unwatchedJob } from '../../../electron/core/job.ts';
import { withFacts } from '../../../electron/core/knowledge/facts/fact-table.ts';
import { loadRules } from '../../../electron/core/rules/load-rules.ts';
import { runRules } from '../../../electron/core/rules/run-rules.ts';

/** One run of a folder of rules over a case, in a process of its own: prints its figures as JSON. */
const [, , dir, rulesPath] = process.argv as [string, string, string, string];
const caseFile = CaseFile.open(dir);
const loaded = await loadRules([rulesPath]);
const store = new StoreTable(caseFile);
const startedAt = performance.now();
const zone = 'America/Chicago';
const outcomes = await runRules(withFacts(store, zone), loaded, { zone, job: unwatchedJob() });
const ms = performance.now() - startedAt;
const cpu = process.cpuUsage();
process.stdout.write(
  JSON.stringify({
    ms,
    cpuMs: (cpu.user + cpu.system) / 1000,
    rules: outcomes.length,
    ran: outcomes.filter(({ status }) => status.status === 'ran').length,
    rows: store.rowCount,
    hits: outcomes.map(({ status }) => status.hits),
    peakMemoryMb: process.resourceUsage().maxRSS / 1024,
  }),
);
store.close();
caseFile.close();
