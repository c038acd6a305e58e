import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const systemNode = '/usr/bin/node';

function majorOf(node: string): number {
  try {
    return Number.parseInt(execFileSync(node, ['--version'], { encoding: 'utf8' }).slice(1), 10);
  } catch {
    return Number.NaN;
  }
}

const guard = new URL('../../../electron/core/process/node-version.ts', import.meta.url);

test('this Node passes', () => {
  expect(spawnSync(process.execPath, [guard.pathname], { encoding: 'utf8' })).toMatchObject({
    status: 0,
    stderr: '',
  });
});

test.skipIf(!(majorOf(systemNode) < 24))('an older Node is told what to do before anything is loaded', () => {
  const dir = mkdtempSync(join(tmpdir(), 'scrutineer-node-'));
  const copy = join(dir, 'guard.mjs'); // an older Node does not know .ts; the guard holds no types
  copyFileSync(guard, copy);
  const { status, stderr } = spawnSync(systemNode, [copy], { encoding: 'utf8' });
  rmSync(dir, { recursive: true });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^Scrutineer needs Node 24, this is v\d+\.\d+\.\d+\. Run it through npm/);
});
