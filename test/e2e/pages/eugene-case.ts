import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Shell } from '../shell.ts';
import { ask } from './ask-core.ts';

/** A real log of a transparency portal, in place beside the repository. */
export const eugeneLog = fileURLToPath(
  new URL('../../../../shared/data/flock-eugene-or/EPDSearchAuditLogs.csv', import.meta.url),
);
export const hasEugeneLog = existsSync(eugeneLog);
export const withoutEugeneLog = `the real log is not here: ${eugeneLog}`;

/** Makes the case of the real log with its findings past the screens. Returns its folder. */
export async function prepareEugene({ page, userData }: Shell): Promise<string> {
  const dir = join(userData, 'eugene');
  await ask(page, 'case.create', {
    dir,
    name: 'Eugene search audit',
    examiner: 'A. Examiner',
    agency: 'Eugene Police Department',
    matter: 'IG-2026-014',
    timezone: 'America/Los_Angeles',
  });
  await ask(page, 'import', { dir, files: [eugeneLog] });
  await ask(page, 'rules.run', { dir });
  return dir;
}
