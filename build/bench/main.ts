import '../../electron/core/process/node-version.ts';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { generateSample } from '../sample/generate.ts';
import { median, seconds } from './figures.ts';
import { askOurs, questions } from './queries.ts';

/**
 * npm run bench [-- --rows N --runs R]: our import against the sqlite3 shell's `.import` of the same file, run in turn
 * in one session, then questions and rules over the imported case. Ratios are theirs ÷ ours: above 1 we are faster.
 * The shell neither hashes nor checks nor finds repeats; it stores text.
 */
const { values } = parseArgs({
  options: { rows: { type: 'string', default: '2000000' }, runs: { type: 'string', default: '3' } },
});
const rows = Number(values.rows);
const runs = Number(values.runs);
const outDir = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'out/bench');

interface ImportFigures {
  readonly state: string;
  readonly rowsImported: number;
  readonly browsableMs: number;
  readonly checkedMs: number;
  readonly closedMs: number;
  readonly peakMemoryMb: number;
}

function sampleFile(count: number): string {
  const folder = join(outDir, `sample-${count}`);
  const file = join(folder, 'logs/audit.csv');
  if (!existsSync(join(folder, 'truth.json'))) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    console.log(`generating ${count} records …`);
    generateSample({ eventCount: count, seed: 1, outDir: folder, clean: true });
  }
  return file;
}

function importOurs(file: string, dir: string, expected: number): ImportFigures {
  rmSync(dir, { recursive: true, force: true });
  const run = fileURLToPath(new URL('./import-run.ts', import.meta.url));
  const figures = JSON.parse(
    execFileSync(process.execPath, [run, dir, file], { encoding: 'utf8' }),
  ) as ImportFigures;
  if (figures.state !== 'imported' || figures.rowsImported !== expected) {
    throw new Error(`the import went wrong: ${JSON.stringify(figures)}`);
  }
  return figures;
}

function importWithShell(file: string, database: string, expected: number): number {
  rmSync(database, { force: true });
  const startedAt = performance.now();
  execFileSync('sqlite3', [database, '.mode csv', `.import ${file} log`]);
  const ms = performance.now() - startedAt;
  const count = execFileSync('sqlite3', [database, 'SELECT count(*) FROM log'], { encoding: 'utf8' }).trim();
  if (Number(count) !== expected) throw new Error(`sqlite3 has ${count} rows`);
  return ms;
}

function askShell(database: string, sql: string): number[] {
  const times: number[] = [];
  for (let run = 0; run < 3; run++) {
    const { stdout } = spawnSync('sqlite3', [database], { input: `.timer on\n${sql};\n`, encoding: 'utf8' });
    times.push(Number(/real ([\d.]+)/.exec(stdout)?.[1]) * 1000);
  }
  return times;
}

mkdirSync(outDir, { recursive: true });
const file = sampleFile(rows);
const megabytes = statSync(file).size / 1e6;
const caseDir = join(outDir, 'case');
const database = join(outDir, 'shell.db');
console.log(`${rows} records, ${megabytes.toFixed(0)} MB; ${runs} runs of each, in turn`);

const shell: number[] = [];
const ours: ImportFigures[] = [];
for (let run = 0; run < runs; run++) {
  shell.push(importWithShell(file, database, rows));
  ours.push(importOurs(file, caseDir, rows));
  const { browsableMs, checkedMs, peakMemoryMb } = ours.at(-1)!;
  console.log(
    `  run ${run + 1}: sqlite3 ${seconds(shell.at(-1)!)}; ours browsable ${seconds(browsableMs)}, fully checked ${seconds(checkedMs)}, peak ${peakMemoryMb.toFixed(0)} MB`,
  );
}
const shellMs = median(shell);
const medianOf = (figure: (one: ImportFigures) => number) => median(ours.map(figure));
console.log('\nImport (medians)');
console.log(
  `  sqlite3 .import            ${seconds(shellMs)}   ${((rows / shellMs) * 1000).toFixed(0)} rows/s`,
);
for (const [name, ms] of [
  ['ours, browsable', medianOf(({ browsableMs }) => browsableMs)],
  ['ours, fully checked', medianOf(({ checkedMs }) => checkedMs)],
  ['ours, case closed', medianOf(({ closedMs }) => closedMs)],
] as const) {
  console.log(
    `  ${name.padEnd(26)} ${seconds(ms)}   ${((rows / ms) * 1000).toFixed(0)} rows/s   theirs ÷ ours ${(shellMs / ms).toFixed(2)}`,
  );
}

console.log('\nPeak memory of an import');
for (const count of [rows / 4, rows, rows * 2].map(Math.round)) {
  const peak =
    count === rows
      ? medianOf(({ peakMemoryMb }) => peakMemoryMb)
      : importOurs(sampleFile(count), join(outDir, 'memory-case'), count).peakMemoryMb;
  console.log(`  ${String(count).padStart(9)} records   ${peak.toFixed(0)} MB`);
}
rmSync(join(outDir, 'memory-case'), { recursive: true, force: true });

const asked = await askOurs(caseDir);
console.log(
  '\nQuestions (ours: first, then median of five more; sqlite3: median of three over the table it imported)',
);
asked.rows.forEach(({ name, firstMs, againMs }, i) => {
  const shellAnswer = median(askShell(database, questions[i]!.sql));
  console.log(
    `  ${name.padEnd(28)} ours ${firstMs.toFixed(0)} ms, then ${againMs!.toFixed(0)} ms   sqlite3 ${shellAnswer.toFixed(0)} ms   theirs ÷ ours ${(shellAnswer / againMs!).toFixed(1)}   (${asked.answers[i]})`,
  );
});
console.log('\nRules');
for (const { name, firstMs } of asked.rules) console.log(`  ${name.padEnd(36)} ${seconds(firstMs)}`);
