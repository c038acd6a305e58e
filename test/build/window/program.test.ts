import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWindow } from '../../../build/window/build.ts';
import { parts, pathOf } from '../../../build/window/places.ts';

const program = pathOf(parts.program);
let dir: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'scrutineer-program-'));
  await buildWindow(['program', 'preload', 'sample']);
});
afterAll(() => rmSync(dir, { recursive: true }));

const run = async (...words: string[]) => {
  const cli = join(program, 'electron/cli/main.js');
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...words, '--json'], { cwd: dir });
  return JSON.parse(stdout);
};

test('the built program does what its source does: workers, migrations, profiles and rules are found', async () => {
  const caseDir = join(dir, 'case');
  await run('case', 'create', caseDir, '--name', 'N', '--examiner', 'E', '--timezone', 'America/Chicago');
  const logs = join(pathOf(parts.sample), 'logs');
  const [first] = readdirSync(logs).toSorted();
  const { sources } = await run('import', caseDir, join(logs, first!)).catch((failed) =>
    JSON.parse(failed.stdout),
  );
  expect(sources).toMatchObject([{ file: first, state: 'imported' }]);
  expect(sources[0].rowsImported).toBeGreaterThan(500);
  const { rules } = await run('rules', 'run', caseDir);
  expect(rules.length).toBeGreaterThan(8);
});

test('it is JavaScript throughout, and needs nothing of the checkout beside it', () => {
  const files = globSync('**/*', { cwd: program, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map(({ parentPath, name }) => join(parentPath, name));
  expect(names.filter((name) => name.endsWith('.ts'))).toEqual([]);
  const scripts = names.filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(100);
  for (const script of scripts) {
    const text = readFileSync(script, 'utf8');
    expect([script, /["'`]\.{1,2}\/[^"'`]*\.ts["'`]/.exec(text)?.[0]]).toEqual([script, undefined]);
    expect([script, /from ["'](\.\.\/)+(build|test|renderer)\//.test(text)]).toEqual([script, false]);
  }
});

test('the preload is one file that requires nothing but Electron', () => {
  const text = readFileSync(parts.preload, 'utf8');
  expect([...text.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual(['electron']);
  expect(text).not.toMatch(/^import /m);
});
