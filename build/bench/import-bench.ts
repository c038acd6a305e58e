import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateSample } from '../sample/generate.ts';
import { median, seconds } from './figures.ts';
import { type ImportFigures, importOurs } from './import-ours.ts';
import { largeFile } from './large-file.ts';
import { askOurs, questions } from './queries.ts';

/** Above so many records the file has five million different targets in twenty million records, and is made faster. */
const largeFrom = 5_000_000;

function sampleFile(outDir: string, count: number): string {
  if (count >= largeFrom) return largeFile(join(outDir, `large/audit-${count}.csv`), count);
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

function importWithDuckDb(
  file: string,
  database: string,
  expected: number,
): { ms: number; peakMemoryMb: number } {
  const run = fileURLToPath(new URL('./duckdb-run.ts', import.meta.url));
  const figures = JSON.parse(execFileSync(process.execPath, [run, database, file], { encoding: 'utf8' })) as {
    ms: number;
    rows: number;
    peakMemoryMb: number;
  };
  if (figures.rows !== expected) throw new Error(`DuckDB has ${figures.rows} rows`);
  return figures;
}

/**
 * The shell neither hashes nor checks nor finds repeats; it stores text. DuckDB has two threads and compresses columns;
 * it neither seals the file nor says where a record stood. Ours is `browsable` once all records are committed and
 * `fully checked` once the sealed copy is on disk, repeats are found and the receipt is written.
 */
export async function benchmarkImport(outDir: string, rows: number, runs: number): Promise<void> {
  const file = sampleFile(outDir, rows);
  const megabytes = statSync(file).size / 1e6;
  const caseDir = join(outDir, 'case');
  const database = join(outDir, 'shell.db');
  console.log(`${rows} records, ${megabytes.toFixed(0)} MB; ${runs} runs of each, in turn`);

  const shell: number[] = [];
  const duck: { ms: number; peakMemoryMb: number }[] = [];
  const ours: ImportFigures[] = [];
  for (let run = 0; run < runs; run++) {
    shell.push(importWithShell(file, database, rows));
    duck.push(importWithDuckDb(file, join(outDir, 'duck.db'), rows));
    ours.push(importOurs(file, caseDir, rows));
    const { browsableMs, checkedMs, peakMemoryMb } = ours.at(-1)!;
    console.log(
      `  run ${run + 1}: sqlite3 ${seconds(shell.at(-1)!)}, DuckDB ${seconds(duck.at(-1)!.ms)}; ours browsable ${seconds(browsableMs)}, fully checked ${seconds(checkedMs)}, peak ${peakMemoryMb.toFixed(0)} MB`,
    );
  }
  const shellMs = median(shell);
  const medianOf = (figure: (one: ImportFigures) => number) => median(ours.map(figure));
  console.log('\nImport (medians)');
  console.log(
    `  sqlite3 .import            ${seconds(shellMs)}   ${((rows / shellMs) * 1000).toFixed(0)} rows/s`,
  );
  const duckMs = median(duck.map(({ ms }) => ms));
  console.log(
    `  DuckDB read_csv            ${seconds(duckMs)}   ${((rows / duckMs) * 1000).toFixed(0)} rows/s   peak ${median(duck.map(({ peakMemoryMb }) => peakMemoryMb)).toFixed(0)} MB`,
  );
  for (const [name, ms] of [
    ['ours, browsable', medianOf(({ browsableMs }) => browsableMs)],
    ['ours, fully checked', medianOf(({ checkedMs }) => checkedMs)],
    ['ours, case closed', medianOf(({ closedMs }) => closedMs)],
  ] as const) {
    console.log(
      `  ${name.padEnd(26)} ${seconds(ms)}   ${((rows / ms) * 1000).toFixed(0)} rows/s   sqlite3 ÷ ours ${(shellMs / ms).toFixed(2)}, DuckDB ÷ ours ${(duckMs / ms).toFixed(2)}`,
    );
  }

  console.log('\nPeak memory of an import');
  for (const count of [rows / 4, rows, rows * 2].map(Math.round)) {
    const peak =
      count === rows
        ? medianOf(({ peakMemoryMb }) => peakMemoryMb)
        : importOurs(sampleFile(outDir, count), join(outDir, 'memory-case'), count).peakMemoryMb;
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
}
