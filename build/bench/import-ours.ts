import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface ImportFigures {
  readonly state: string;
  readonly rowsImported: number;
  readonly browsableMs: number;
  readonly checkedMs: number;
  readonly closedMs: number;
  readonly peakMemoryMb: number;
}

/** Imports a file into a new case in a process of its own; throws unless it has exactly the records expected. */
export function importOurs(file: string, dir: string, expected: number): ImportFigures {
  rmSync(dir, { recursive: true, force: true });
  const run = fileURLToPath(new URL('./import-run.ts', import.meta.url));
  const figures = JSON.parse(
    execFileSync(process.execPath, [run, dir, file], { encoding: 'utf8' }),
  ) as ImportFigures;
  if (figures.state !== 'imported' || figures.rowsImported !== expected) {
    throw new Error(`the import went wrong: ${JSON.stringify(figures)}`);
  }
  return figures;
}
