import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { freshFolder } from '../core/fresh-case.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));

test('the demo does the whole main job, and others can read what it leaves', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['build/demo.ts'], {
    cwd: repository,
    encoding: 'utf8',
  });
  expect(stderr).not.toMatch(/error/i);
  expect(status).toBe(0);
  const end = stdout.slice(stdout.indexOf('== The first findings'));
  expect(end).toMatch(/1\. \[(medium|high|critical)\]/);
  expect(end).toMatch(/Unchanged {2}yes/);
  expect(end).toMatch(/Signed {5}yes, by /);
  expect(end).toMatch(/Time stamp absent/);

  const packageDir = /Package {4}(\S+)/.exec(end)![1]!;
  const outside = (command: string, ...words: string[]) =>
    execFileSync(command, words, { cwd: packageDir, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  expect(outside('sha256sum', '-c', 'tagmanifest-sha256.txt')).not.toContain('FAILED');
  expect(outside('sha256sum', '-c', 'manifest-sha256.txt')).toContain('data/report.pdf: OK');
  outside(
    ...(['openssl', 'cms', '-verify', '-cades', '-binary', '-inform', 'DER'] as const),
    ...['-in', 'signatures/tagmanifest-sha256.txt.p7s', '-content', 'tagmanifest-sha256.txt'],
    ...['-CAfile', 'signatures/chain.pem', '-out', '/dev/null'],
  );
  expect(outside('qpdf', '--check', 'data/report.pdf')).toContain(
    'No syntax or stream encoding errors found',
  );

  const script = /```python\n([\s\S]*?)```/.exec(
    readFileSync(join(repository, 'docs/case-format.md'), 'utf8'),
  )![1]!;
  const path = join(freshFolder(), 'row.py');
  writeFileSync(path, script);
  const printed = execFileSync('python3', [path, join(repository, 'out/demo/case'), '0'], {
    encoding: 'utf8',
  });
  expect(printed).toMatch(/record 1 at byte \d+: 20\d\d-/);
  expect(printed).toMatch(/ {2}actor = ./);
}, 240_000);
