import '../electron/core/process/node-version.ts';
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type {
  FindingRecord,
  IdentityRecord,
  PackageVerdict,
  SourceRecord,
} from '../shared/contract/records.ts';
import { checkSignature, checkSums } from './demo/outside.ts';
import { logFiles } from './demo/sample-files.ts';
import { generateSample, outDir, scrutineer, tell } from './demo/steps.ts';

/**
 * The whole main job once, on made-up data, by the commands a person would type: from a year of log exports to a
 * signed report that tools from outside verify. Prints every command; leaves everything in out/demo.
 */
const sample = join(outDir, 'agency');
const caseDir = join(outDir, 'case');
const identity = join(outDir, 'examiner.identity');
const reportDir = join(outDir, 'report');
const passphrase = { DEMO_PASSPHRASE: randomBytes(12).toString('base64url') };
const reviewed = 3;

rmSync(outDir, { recursive: true, force: true });
mkdirSync(outDir, { recursive: true });

tell('A made-up agency: a year of monthly log exports, with the defects real ones have');
await generateSample(['--events', '20000', '--seed', '7', '--out', sample]);

tell('A case');
await scrutineer([
  ...['case', 'create', caseDir, '--name', 'Sample agency, yearly audit', '--examiner', 'A. Examiner'],
  ...['--agency', 'Office of the Inspector General', '--matter', 'DEMO-1', '--timezone', 'America/Chicago'],
]);

tell('The log exports, sealed and read');
const delivery = ['--received-from', 'Records unit', '--authority', 'Audit order DEMO-1'];
const { sources } = await scrutineer<{ sources: SourceRecord[] }>(
  ['import', caseDir, ...logFiles(sample), ...delivery],
  [0, 3],
);
for (const one of sources) {
  const { file, rowsRead, rowsImported, rowsRejected, rowsDuplicate } = one;
  console.log(
    `  ${file}: ${rowsRead} read = ${rowsImported} imported + ${rowsRejected} rejected + ${rowsDuplicate} repeats`,
  );
}

tell('The rules that come with the program');
await scrutineer(['rules', 'run', caseDir]);

tell('What needs review first, and what the examiner makes of it');
const findings = await scrutineer<FindingRecord[]>(['findings', caseDir, '--top', String(reviewed)]);
const [first, second] = findings;
if (first === undefined) throw new Error('the sample gave no finding');
await scrutineer([
  ...['annotate', caseDir, first.id, '--disposition', 'needs-information'],
  ...[
    '--reason',
    'The unit was asked what these searches were for',
    '--note',
    'Answer of the unit expected by the end of the month',
    '--tag',
    'interview',
  ],
]);
if (second !== undefined) {
  await scrutineer(['annotate', caseDir, second.id, '--note', 'Compare with the duty roster', '--internal']);
}

tell('A signed report');
await scrutineer<IdentityRecord>(
  ['identity', 'create', identity, '--name', 'A. Examiner', '--passphrase-env', 'DEMO_PASSPHRASE'],
  [0],
  passphrase,
);
const report = await scrutineer<{ path: string; zip: string; pages: number }>(
  ['report', caseDir, '--out', reportDir, '--identity', identity, '--passphrase-env', 'DEMO_PASSPHRASE'],
  [0],
  passphrase,
);

tell('Verified by the program');
const verdict = await scrutineer<PackageVerdict>(['verify', report.path]);

tell('Verified without it, by the tools of any Linux machine');
checkSums(report.path);
checkSignature(report.path);

tell('The first findings');
for (const { rank, title, level, actors, targets, eventCount, grounds } of findings) {
  console.log(
    `  ${rank}. [${level}] ${title}: ${actors.join(', ')} / ${targets.join(', ')}, ${eventCount} events`,
  );
  for (const { sentence } of grounds) console.log(`       ${sentence}`);
}
console.log(`
Package    ${report.path} (${report.pages} pages), zip ${report.zip}
Unchanged  ${verdict.unchanged.ok ? 'yes' : `NO: ${verdict.unchanged.problems.join('; ')}`}
Signed     ${verdict.signed.ok ? `yes, by ${verdict.signed.subject} (${verdict.signed.trust})` : 'NO'}
Time stamp ${verdict.timestamp.state}`);
if (!verdict.unchanged.ok || !verdict.signed.ok) process.exitCode = 1;
