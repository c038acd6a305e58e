import '../../electron/core/process/node-version.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { generateSample } from './generate.ts';
import { readOptions } from './options.ts';

/**
 * Makes up an agency and a year of its plate-reader searches: npm run sample -- --out DIR [--events N] [--seed S]
 * [--clean].
 *
 *   DIR/logs/        twelve monthly Organization Audit exports with the defects real ones have; with --clean one
 *                    audit.csv of exactly N records and no defect
 *   DIR/reference/   the tables that explain the log: personnel, relations, cases, schedule, overtime, leave, watchlist,
 *                    subjects, calls, accounts, training, employment
 *   DIR/truth.json   what is where: counts per file, every defect, every planted story (truth.ts says how to read it)
 *
 * The same arguments give the same bytes on every machine: random numbers are the generator's own, no clock and no
 * locale is asked. Everybody and everything in it is invented.
 */
try {
  const options = readOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  const { totals, files, misuse, lookAlikes, defects } = generateSample(options);
  process.stderr.write(
    `${options.outDir}: ${totals.imported} events in ${files.length} files (${totals.records} records, ${totals.rejected} damaged, ${totals.duplicate} repeated), ${misuse.length} stories of misuse, ${lookAlikes.length} look-alikes, ${defects.length} defects listed in truth.json\n`,
  );
} catch (thrown) {
  if (!(thrown instanceof AppError)) throw thrown;
  process.stderr.write(`sample: ${thrown.message}\n`);
  process.exitCode = thrown.code === 'usage' ? 2 : 1;
}
