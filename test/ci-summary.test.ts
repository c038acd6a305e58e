import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const repository = fileURLToPath(new URL('../', import.meta.url));
const summary = join(repository, '.ci/summary.mjs');

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'scrutineer-ci-'));
  mkdirSync(join(dir, 'test'));
  symlinkSync(join(repository, 'node_modules'), join(dir, 'node_modules'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** Runs Vitest on one file of these lines, then the summary on its report. */
function ciRun(lines: readonly string[], failedChecks = 0, more: readonly string[] = []) {
  if (more.length > 0) writeFileSync(join(dir, 'test/b.test.ts'), more.join('\n'));
  writeFileSync(join(dir, 'test/a.test.ts'), [`import { test, expect } from 'vitest';`, ...lines].join('\n'));
  const { NODE_ENV: _, VITEST: __, ...env } = process.env;
  const vitest = join(repository, 'node_modules/vitest/vitest.mjs');
  const words = [vitest, 'run', '--root', dir, '--reporter=json', '--outputFile=report.json'];
  const { status } = spawnSync(process.execPath, words, { cwd: dir, env, stdio: 'ignore' });
  return summarize(join(dir, 'report.json'), failedChecks, status === 0 ? 0 : 1);
}

function summarize(report: string, failedChecks: number, runFailed: number) {
  const { stdout, status } = spawnSync(
    process.execPath,
    [summary, report, `${failedChecks}`, `${runFailed}`],
    {
      encoding: 'utf8',
    },
  );
  return { line: stdout, exitCode: status };
}

const passing = `test('a', () => expect(1).toBe(1));`;
const failing = `test('b', () => expect(1).toBe(2));`;

test.each<[string, string[], number, string, number]>([
  ['all pass', [passing], 0, '1 passed, 0 failed\n', 0],
  [
    'some are skipped',
    [passing, `test.skip('c', () => {});`, `test.todo('d');`],
    0,
    '1 passed, 0 failed, 2 skipped\n',
    0,
  ],
  ['one fails', [passing, failing], 0, '1 passed, 1 failed\n', 1],
  ['a check fails', [passing], 1, '1 passed, 1 failed\n', 1],
  ['a file breaks before its tests', [passing, `throw new Error('broken');`], 0, '0 passed, 1 failed\n', 1],
  [
    'an error outside all tests',
    [
      passing,
      `setTimeout(() => { throw new Error('late'); }, 0);`,
      `test('w', () => new Promise((done) => setTimeout(done, 200)));`,
    ],
    0,
    '2 passed, 1 failed\n',
    1,
  ],
  ['no test', [], 0, '0 passed, 1 failed\n', 1],
])('%s', (_name, lines, failedChecks, line, exitCode) => {
  expect(ciRun(lines, failedChecks)).toEqual({ line, exitCode });
});

test('a broken file beside a failing test', () => {
  expect(ciRun([passing, failing], 0, [`throw new Error('broken');`])).toEqual({
    line: '1 passed, 2 failed\n',
    exitCode: 1,
  });
});

test('no report at all', () => {
  expect(summarize(join(dir, 'none.json'), 1, 0)).toEqual({ line: '0 passed, 2 failed\n', exitCode: 1 });
});

test('the script itself is sound shell', () => {
  expect(execFileSync('bash', ['-n', join(repository, '.ci/run')], { encoding: 'utf8' })).toBe('');
});
