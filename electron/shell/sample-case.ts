import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../shared/contract/errors.ts';
import type { Call, CallOptions } from '../core/process/calls.ts';

/**
 * The sample case: a made-up agency's year of logs (build/window writes them), imported as anybody's would be. Made
 * once, under another name until it is whole; returns where it is.
 */
export async function makeSampleCase(
  sampleDir: URL,
  userData: string,
  call: Call,
  options: CallOptions,
): Promise<{ dir: string }> {
  const dir = join(userData, 'sample-case');
  if (existsSync(join(dir, 'case.db'))) return { dir };
  const logs = logFiles(sampleDir);
  const partial = `${dir}.partial`;
  rmSync(partial, { recursive: true, force: true });
  const examiner = 'Sample examiner';
  await call('case.create', {
    dir: partial,
    name: 'Sample agency, yearly audit',
    agency: 'Made up: no person, plate or agency in it exists',
    matter: 'SAMPLE',
    examiner,
    timezone: 'America/Chicago',
  });
  try {
    await call('import', { dir: partial, files: logs, examiner }, options);
    await call('rules.run', { dir: partial, examiner }, options);
    await call('case.close', { dir: partial });
  } catch (thrown) {
    await call('case.close', { dir: partial }).catch(() => {});
    rmSync(partial, { recursive: true, force: true });
    throw thrown;
  }
  renameSync(partial, dir);
  return { dir };
}

function logFiles(sampleDir: URL): string[] {
  const folder = fileURLToPath(new URL('./logs/', sampleDir));
  if (!existsSync(folder)) {
    throw new AppError('not-found', `the sample data are not in ${folder}: build the window anew`);
  }
  return readdirSync(folder)
    .toSorted()
    .map((name) => join(folder, name));
}
