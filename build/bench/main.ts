import '../../electron/core/process/node-version.ts';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median } from './figures.ts';
import { benchmarkImport } from './import-bench.ts';
import { benchmarkRules } from './rules/main.ts';
import { benchXlsx } from './xlsx.ts';

/**
 * npm run bench [-- import|xlsx|rules … --rows N --runs R --rule-rows N]: our import against the sqlite3 shell's `.import` and
 * DuckDB's CSV reader of the same file, in turn in one session, then questions over the imported case; rules against
 * one SQL query a rule; our reader of workbooks against read-excel-file. Ratios are theirs ÷ ours: above 1 we are faster.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '2000000' },
    runs: { type: 'string', default: '3' },
    'rule-rows': { type: 'string', default: '1000000' },
  },
});
const outDir = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'out/bench');
const parts = positionals.length > 0 ? positionals : ['import', 'xlsx', 'rules'];
const tell = (line: string) => console.log(`  ${line}`);

const benchmarks: Record<string, () => void | Promise<void>> = {
  import: () => benchmarkImport(outDir, Number(values.rows), Number(values.runs)),
  xlsx: () => benchmarkXlsx(200_000, Number(values.runs)),
  rules: () => benchmarkRules(outDir, Number(values['rule-rows']), tell),
};

async function benchmarkXlsx(records: number, runs: number): Promise<void> {
  const file = join(outDir, `workbook-${records}.xlsx`);
  const { fileBytes, ours, readExcelFile } = await benchXlsx(file, records, runs);
  const ms = [ours, readExcelFile].map((figures) => median(figures.map((one) => one.ms)));
  const peaks = [ours, readExcelFile].map((figures) => median(figures.map((one) => one.peakMemoryMb)));
  tell(
    `${records} records, ${(fileBytes / 1e6).toFixed(0)} MB: ours ${((records / ms[0]!) * 1000).toFixed(0)} rows/s, peak ${peaks[0]!.toFixed(0)} MB; read-excel-file ${((records / ms[1]!) * 1000).toFixed(0)} rows/s, peak ${peaks[1]!.toFixed(0)} MB; theirs ÷ ours ${(ms[1]! / ms[0]!).toFixed(2)}`,
  );
}

mkdirSync(outDir, { recursive: true });
for (const part of parts) {
  const benchmark = benchmarks[part];
  if (!benchmark)
    throw new Error(`there is no benchmark ${part}; there are ${Object.keys(benchmarks).join(', ')}`);
  console.log(part);
  await benchmark();
}
