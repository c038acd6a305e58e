import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connectCore } from '../../electron/core/process/client.ts';
import { generateSample } from '../sample/generate.ts';
import { pathOf, repository } from '../window/places.ts';

const outDir = pathOf(new URL('out/', repository));

/** The log of a generated year with so many records; `npm run bench` makes and uses the same. */
export function sampleLog(rows: number): string {
  const folder = join(outDir, 'bench', `sample-${rows}`);
  if (!existsSync(join(folder, 'truth.json'))) {
    console.log(`generating ${rows} records …`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    generateSample({ eventCount: rows, seed: 1, outDir: folder, clean: true });
  }
  return join(folder, 'logs/audit.csv');
}

/** A case of so many events with its findings; `isFresh` makes it anew where it is there. */
export async function benchCase(rows: number, isFresh: boolean): Promise<string> {
  const log = sampleLog(rows);
  const dir = join(outDir, 'bench-window', `case-${rows}`);
  if (isFresh) rmSync(dir, { recursive: true, force: true });
  if (existsSync(dir)) return dir;
  console.log(`importing ${rows} records and running the rules …`);
  const partial = `${dir}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(join(outDir, 'bench-window'), { recursive: true });
  const core = connectCore();
  try {
    await core.call('case.create', {
      dir: partial,
      name: 'Bench',
      examiner: 'Bench',
      timezone: 'America/Chicago',
    });
    await core.call('import', { dir: partial, files: [log] });
    await core.call('rules.run', { dir: partial });
  } finally {
    await core.close();
  }
  renameSync(partial, dir);
  return dir;
}
