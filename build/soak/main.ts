import '../../electron/core/process/node-version.ts';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareCorrelations } from '../../test/core/rules/naive/compare-correlations.ts';
import {
  compareExplanations,
  compareOnCases,
  compareOnLooseEvents,
} from '../../test/core/rules/naive/compare-detections.ts';
import { generateSample } from '../sample/generate.ts';
import { importHostileFiles } from './hostile-files.ts';
import { killImports } from './kill-import.ts';

/**
 * npm run soak [-- kill|rules|hostile …] [--moments N] [--runs N]: what takes too long for every test run. Without names,
 * all of it. Ends with exit code 1 if anything was wrong.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { moments: { type: 'string', default: '50' }, runs: { type: 'string', default: '20000' } },
});
const parts = positionals.length > 0 ? positionals : ['kill', 'hostile', 'rules'];
const folder = mkdtempSync(join(tmpdir(), 'scrutineer-soak-'));
const tell = (line: string) => console.log(`  ${line}`);
let wrong = 0;

const soak: Record<string, () => Promise<void>> = {
  async kill() {
    const events = 300_000;
    const sample = join(folder, 'sample');
    if (!existsSync(sample)) {
      mkdirSync(sample);
      generateSample({ eventCount: events, seed: 11, outDir: sample, clean: true });
    }
    const moments = Number(values.moments);
    const file = join(sample, 'logs/audit.csv');
    const { killed, complete, problems } = await killImports(folder, file, events, moments, tell);
    for (const problem of problems) tell(`PROBLEM ${problem}`);
    tell(
      `${moments} moments, ${killed} imports killed (${complete} had just been completed), ${problems.length} problems`,
    );
    wrong += problems.length;
  },
  async hostile() {
    wrong += await importHostileFiles(folder, tell);
  },
  async rules() {
    const runs = Number(values.runs);
    tell(`${await compareOnCases(runs)} verdicts on tables, none different from the second evaluator's`);
    tell(`${await compareOnLooseEvents(runs)} verdicts on loose events, none different`);
    tell(`${await compareExplanations(runs / 10)} explanations, none different`);
    tell(`${await compareCorrelations(runs)} correlation matches, none different from the slow windows'`);
  },
};

try {
  for (const part of parts) {
    const run = soak[part];
    if (!run) throw new Error(`there is no part ${part}; there are ${Object.keys(soak).join(', ')}`);
    console.log(part);
    await run();
  }
} catch (thrown) {
  wrong++;
  console.error(thrown);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(wrong === 0 ? 'nothing wrong' : `${wrong} wrong`);
process.exitCode = wrong === 0 ? 0 : 1;
