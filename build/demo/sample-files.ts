import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The log exports of a generated agency, in the order of their months. */
export function logFiles(sampleDir: string): string[] {
  const folder = join(sampleDir, 'logs');
  return readdirSync(folder)
    .toSorted()
    .map((name) => join(folder, name));
}
