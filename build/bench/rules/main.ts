import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seconds } from '../figures.ts';
import { importOurs } from '../import-ours.ts';
import { largeFile } from '../large-file.ts';
import { benchRules, writeRules } from './rule-set.ts';

interface OurFigures {
  readonly ms: number;
  readonly rules: number;
  readonly ran: number;
  readonly rows: number;
  readonly hits: readonly number[];
  readonly peakMemoryMb: number;
}

/**
 * 100 rules over `rows` events against one SQL query a rule over a text table of the same log, in one run; then 3,000
 * rules, and windows of value_count. Both must find the same numbers of events.
 */
export function benchmarkRules(outDir: string, rows: number, tell: (line: string) => void): void {
  const file = largeFile(join(outDir, `large/audit-${rows}.csv`), rows);
  const caseDir = join(outDir, `rules-case-${rows}`);
  if (!existsSync(caseDir)) importOurs(file, caseDir, rows);
  const database = join(outDir, `rules-${rows}.db`);
  if (!existsSync(database)) makeTextTable(file, database);

  const folder = writeRules(join(outDir, 'rules-100'), benchRules(100));
  const sql = run<{ ms: number; hits: number[] }>('sql-run.ts', database, '100');
  const ours = run<OurFigures>('ours-run.ts', caseDir, folder);
  if (JSON.stringify(ours.hits) !== JSON.stringify(sql.hits)) {
    throw new Error(`the hits differ: ours ${ours.hits.join(' ')}, SQL ${sql.hits.join(' ')}`);
  }
  tell(
    `100 rules, ${rows} events: ours ${seconds(ours.ms)}, one SQL query a rule ${seconds(sql.ms)}, theirs ÷ ours ${(sql.ms / ours.ms).toFixed(1)}; peak ${ours.peakMemoryMb.toFixed(0)} MB; the same ${ours.hits.reduce((a, b) => a + b)} hits`,
  );

  const many = run<OurFigures>(
    'ours-run.ts',
    caseDir,
    writeRules(join(outDir, 'rules-3000'), benchRules(3000)),
  );
  tell(
    `3000 rules, ${rows} events: ${seconds(many.ms)}, ${((rows / many.ms) * 1000).toFixed(0)} events/s on one core; ${many.ran} ran; peak ${many.peakMemoryMb.toFixed(0)} MB`,
  );
  const windows = fileURLToPath(new URL('./windows.yml', import.meta.url));
  const correlated = run<OurFigures>('ours-run.ts', caseDir, windows);
  tell(
    `value_count of targets by actor within 10 minutes over ${rows} hits: ${seconds(correlated.ms)}, ${((correlated.ms / rows) * 1000).toFixed(2)} s for a million hits; peak ${correlated.peakMemoryMb.toFixed(0)} MB`,
  );
}

function run<T>(script: string, ...args: string[]): T {
  const path = fileURLToPath(new URL(`./${script}`, import.meta.url));
  return JSON.parse(
    execFileSync(process.execPath, [path, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 }),
  ) as T;
}

/** The log as text columns without regard to case, named as rules name them. */
function makeTextTable(file: string, database: string): void {
  rmSync(database, { force: true });
  execFileSync('sqlite3', [database], {
    input: `CREATE TABLE log (nativeId TEXT COLLATE NOCASE, actor TEXT COLLATE NOCASE, actorOrganization TEXT COLLATE NOCASE,
      networksSearched TEXT COLLATE NOCASE, timeFrame TEXT COLLATE NOCASE, target TEXT COLLATE NOCASE, reason TEXT COLLATE NOCASE,
      caseNumber TEXT COLLATE NOCASE, filters TEXT COLLATE NOCASE, at TEXT COLLATE NOCASE, action TEXT COLLATE NOCASE);
.import --csv --skip 1 ${file} log
`,
  });
}
