import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readOptions } from '../../../build/sample/options.ts';

const folder = mkdtempSync(join(tmpdir(), 'scrutineer-options-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the command line of the sample', () => {
  test('takes DIR from the caller’s folder and has defaults', () => {
    expect(readOptions(['--out', 'x'], folder)).toEqual({
      ...{ eventCount: 20_000, seed: 1, clean: false },
      outDir: join(folder, 'x'),
    });
    expect(readOptions(['--events', '7', '--seed', '0', '--clean', '--out', '/y'], folder)).toEqual({
      ...{ eventCount: 7, seed: 0, clean: true, outDir: '/y' },
    });
  });

  test.each([
    [[], '--out is missing'],
    [['--out', ''], '--out is missing'],
    [['--out', 'x', '--events', '0'], '--events "0"'],
    [['--out', 'x', '--events', '1e3'], '--events "1e3"'],
    [['--out', 'x', '--events', '100000001'], 'from 1 to 100000000'],
    [['--out', 'x', '--seed=-1'], '--seed "-1"'],
    [['--out', 'x', '--seed', '9007199254740993'], '--seed'],
    [['--out', 'x', '--dirty'], '--dirty'],
    [['x'], 'x'],
  ])('refuses %j', (words, message) => {
    expect(() => readOptions(words, folder)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining(message) }),
    );
  });

  test.each(['logs', 'reference', 'truth.json'])('does not write beside %s', (name) => {
    const dir = join(folder, `has-${name}`);
    mkdirSync(join(dir, name), { recursive: true });
    expect(() => readOptions(['--out', dir], '/')).toThrow(expect.objectContaining({ code: 'exists' }));
  });

  test('writes where it is told and says what, and ends with 2 on wrong usage', () => {
    const main = new URL('../../../build/sample/main.ts', import.meta.url).pathname;
    const run = (...words: string[]) =>
      spawnSync(process.execPath, [main, ...words], {
        encoding: 'utf8',
        cwd: '/',
        env: { ...process.env, INIT_CWD: folder },
      });
    const done = run('--events', '1000', '--out', 'made');
    expect([done.status, done.stdout]).toEqual([0, '']);
    expect(done.stderr).toContain('1000 events in 12 files');
    expect(readdirSync(join(folder, 'made')).toSorted()).toEqual(['logs', 'reference', 'truth.json']);
    expect(run('--events', '1000', '--out', 'made').status).toBe(1);
    const wrong = run('--events', 'x', '--out', 'other');
    expect([wrong.status, wrong.stderr.split('\n')]).toEqual([
      2,
      [expect.stringContaining('--events "x"'), ''],
    ]);
    expect(existsSync(join(folder, 'other'))).toBe(false);
  });
});
