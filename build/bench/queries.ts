import { CaseFile } from '../../electron/core/case-file/case-file.ts';
import { countBy } from '../../electron/core/events/count.ts';
import { StoreTable } from '../../electron/core/events/store-table.ts';
import { filterRows, readConditions } from '../../electron/core/events/where.ts';
import { buildFindings } from '../../electron/core/findings/build-findings.ts';
import { unwatchedJob } from '../../electron/core/job.ts';
import { withFacts } from '../../electron/core/knowledge/facts/fact-table.ts';
import { loadRules } from '../../electron/core/rules/load-rules.ts';
import { packFolder } from '../../electron/core/rules/rule-files.ts';
import { runRules } from '../../electron/core/rules/run-rules.ts';
import { median, type Row } from './figures.ts';

/** The questions and the same as SQL over the table the sqlite3 shell imported. */
export const questions = [
  { name: 'count by actor', sql: 'SELECT Name, count(*) FROM log GROUP BY Name ORDER BY 2 DESC LIMIT 100' },
  { name: 'reason contains "warrant"', sql: "SELECT count(*) FROM log WHERE Reason LIKE '%warrant%'" },
  {
    name: 'count by actor and target',
    sql: 'SELECT Name, "License Plate", count(*) FROM log GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 100',
  },
] as const;

/** Asks our store each question several times: the first answer, which reads the blocks, and the median of the rest. */
export async function askOurs(
  dir: string,
): Promise<{ rows: Row[]; answers: (string | number)[]; rules: Row[] }> {
  const caseFile = CaseFile.open(dir);
  try {
    const store = new StoreTable(caseFile);
    const ask: Record<(typeof questions)[number]['name'], () => string | number> = {
      'count by actor': () => top(countBy(store, ['actor'], 100)),
      'reason contains "warrant"': () =>
        filterRows(store, readConditions(['reason~warrant'], store.columnNames())).length,
      'count by actor and target': () => top(countBy(store, ['actor', 'target'], 100)),
    };
    const rows: Row[] = [];
    const answers: (string | number)[] = [];
    for (const { name } of questions) {
      const times: number[] = [];
      let answer: string | number = '';
      for (let run = 0; run < 6; run++) {
        const startedAt = performance.now();
        answer = ask[name]();
        times.push(performance.now() - startedAt);
      }
      answers.push(answer);
      rows.push({ name, firstMs: times[0]!, againMs: median(times.slice(1)) });
    }
    store.close();
    return { rows, answers, rules: await runPack(caseFile) };
  } finally {
    caseFile.close();
  }
}

function top(counts: readonly { cells: readonly string[]; count: number }[]): string {
  return `${counts[0]?.cells.join(' / ')}: ${counts[0]?.count}`;
}

async function runPack(caseFile: CaseFile): Promise<Row[]> {
  const zone = 'America/Chicago';
  const store = new StoreTable(caseFile);
  const table = withFacts(store, zone);
  const loaded = await loadRules([packFolder]);
  const startedAt = performance.now();
  const outcomes = await runRules(table, loaded, { zone, job: unwatchedJob() });
  const ranMs = performance.now() - startedAt;
  const { findings } = await buildFindings(outcomes, table, {
    zone,
    sourceLimits: new Map(),
    job: unwatchedJob(),
  });
  const allMs = performance.now() - startedAt;
  store.close();
  return [
    { name: `${outcomes.length} rules of the pack`, firstMs: ranMs, againMs: null },
    { name: `and ${findings.length} findings from them`, firstMs: allMs - ranMs, againMs: null },
  ];
}
