import '../../electron/core/process/node-version.ts';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchmarkImport } from './import-bench.ts';
import { benchmarkRules } from './rules/main.ts';

/**
 * npm run bench [-- import|rules … --rows N --runs R --rule-rows N]: our import against the sqlite3 shell's `.import` and
 * DuckDB's CSV reader of the same file, in turn in one session, then questions over the imported case; rules against
 * one SQL query a rule. Ratios are theirs ÷ ours: above 1 we are faster.
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
const parts = positionals.length > 0 ? positionals : ['import', 'rules'];
const tell = (line: string) => console.log(`  ${line}`);

const benchmarks: Record<string, () => void | Promise<void>> = {
  import: () => benchmarkImport(outDir, Number(values.rows), Number(values.runs)),
  rules: () => benchmarkRules(outDir, Number(values['rule-rows']), tell),
};

mkdirSync(outDir, { recursive: true });
for (const part of parts) {
  const benchmark = benchmarks[part];
  if (!benchmark)
    throw new Error(`there is no benchmark ${part}; there are ${Object.keys(benchmarks).join(', ')}`);
  console.log(part);
  await benchmark();
}
