import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Shell } from '../shell.ts';
import { newCase } from './cases-page.ts';
import { eugeneLog } from './eugene-case.ts';
import { decide, findingsPage, noteForReport, tag } from './findings-page.ts';
import { content, goTo } from './frame.ts';
import type { Hands } from './hands.ts';
import { importLog } from './import-page.ts';
import { buildReport, createIdentity, verifyReport } from './report-page.ts';
import { runRules } from './rules-page.ts';

const passphrase = 'correct horse battery staple';

/** From a new case to a verified report on the real log, all of it in the window; then others' tools look at the disk. */
export async function doWholeJob(
  hands: Hands,
  shell: Shell,
  beforeClosing: () => Promise<void> = async () => {},
): Promise<void> {
  const { page } = hands;
  const at = (name: string) => join(shell.userData, name);
  await newCase(hands, shell, {
    dir: at('case'),
    name: 'Eugene audit',
    examiner: 'A. Examiner',
    matter: 'IG-2026-014',
  });

  const receipt = await importLog(hands, shell, {
    file: eugeneLog,
    receivedFrom: 'City recorder',
    sha256: createHash('sha256').update(readFileSync(eugeneLog)).digest('hex'),
    rows: 4294,
  });
  await expect(receipt).toContainText(/4,294\s*imported/);
  await expect(receipt).toContainText(/0\s*rejected/);

  const found = await runRules(hands);
  expect(found).toBeGreaterThan(0);
  await goTo(hands, 'Findings');
  const findings = findingsPage(hands);
  await expect(content(page).getByRole('status').first()).toContainText(`${found} of ${found}`);
  await expect(findings.finding.getByRole('heading', { name: 'Why it stands out' })).toBeVisible();
  await expect(findings.finding.getByRole('heading', { name: 'What would explain it' })).toBeVisible();
  await tag(hands, 'second look');
  await noteForReport(hands, 'The stated reason was compared with the dispatch record.');
  await decide(hands, 'Explained', '3', 'The dispatch record names this search.');

  await createIdentity(hands, shell, { file: at('examiner.identity'), name: 'A. Examiner', passphrase });
  await buildReport(hands, shell, { out: at('report'), passphrase, onlyDecided: true });
  const verdicts = await verifyReport(hands);
  expect(verdicts.map((words) => words.trim())).toEqual([
    'Unchanged',
    // Nobody vouches for an identity that was made just now.
    expect.stringMatching(/^Signed; /),
    'No timestamp',
  ]);

  judgePackage(at('report'));
  await beforeClosing();
  await shell.close();
  expect(existsSync(join(at('case'), 'case.db-wal'))).toBe(false);
}

/** What sha256sum and openssl say of the package, and what is in it. */
function judgePackage(folder: string): void {
  const run = (program: string, words: readonly string[]) =>
    execFileSync(program, words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  for (const list of ['tagmanifest-sha256.txt', 'manifest-sha256.txt']) {
    const lines = run('sha256sum', ['-c', list]).trim().split('\n');
    expect(lines.filter((line) => !line.endsWith(': OK'))).toEqual([]);
  }
  const signature = 'signatures/tagmanifest-sha256.txt.p7s';
  const form = [
    'cms',
    '-verify',
    '-cades',
    '-binary',
    '-inform',
    'DER',
    '-in',
    signature,
    '-out',
    '/dev/null',
  ];
  const trust = ['-CAfile', 'signatures/chain.pem'];
  run('openssl', [...form, '-content', 'tagmanifest-sha256.txt', ...trust]);
  // The same signature over anything else does not hold.
  expect(() => run('openssl', [...form, '-content', 'manifest-sha256.txt', ...trust])).toThrow();
  const data = readdirSync(join(folder, 'data'), { recursive: true }).map(String);
  const json = data.find((name) => name.endsWith('findings.json'))!;
  const text = readFileSync(join(folder, 'data', json), 'utf8');
  for (const words of ['The dispatch record names this search.', 'compared with the dispatch record']) {
    expect(text).toContain(words);
  }
}
