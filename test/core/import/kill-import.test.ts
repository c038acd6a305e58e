import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generateSample } from '../../../build/sample/generate.ts';
import { killImports } from '../../../build/soak/kill-import.ts';
import { freshFolder } from '../fresh-case.ts';

test('an import killed at random moments leaves a whole case and can be repeated (npm run soak: 50 moments)', async () => {
  const folder = freshFolder();
  const events = 60_000;
  generateSample({ eventCount: events, seed: 3, outDir: join(folder, 'sample'), clean: true });
  const { killed, problems } = await killImports(folder, join(folder, 'sample/logs/audit.csv'), events, 8);
  expect(problems).toEqual([]);
  expect(killed).toBeGreaterThan(3);
}, 180_000);
