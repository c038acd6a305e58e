import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CaseFile } from '../../electron/core/case-file/case-file.ts';
import { createCase } from '../../electron/core/case-file/create.ts';
import { importFiles } from '../../electron/core/import/import-files.ts';
import type { ImportRequest } from '../../electron/core/import/import-request.ts';
import { unwatchedJob } from '../../electron/core/job.ts';
import type { SourceRecord } from '../../shared/contract/records.ts';

/** A folder that goes when the test ends. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'scrutineer-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A new case in a folder that goes when the test ends; closed then, if it is not by then. */
export function freshCase(timezone?: string): CaseFile {
  const dir = join(freshFolder(), 'case');
  const caseFile = createCase({
    dir,
    name: 'Test',
    examiner: 'E. Xaminer',
    agency: 'A',
    matter: 'M',
    timezone,
  });
  onTestFinished(() => caseFile.close());
  return caseFile;
}

/** Writes a file beside the case. */
export function writeLog(caseFile: CaseFile, name: string, content: string | Uint8Array): string {
  const path = join(caseFile.dir, '..', name);
  writeFileSync(path, content);
  return path;
}

export function importRequest(caseFile: CaseFile, files: readonly string[]): ImportRequest {
  return { dir: caseFile.dir, files: [...files], kind: 'events', dryRun: false };
}

/** Imports files into a case. */
export async function importInto(
  caseFile: CaseFile,
  files: readonly string[],
  options: Partial<ImportRequest> = {},
): Promise<SourceRecord[]> {
  const { sources } = await importFiles(
    caseFile,
    { ...importRequest(caseFile, files), ...options },
    unwatchedJob(),
  );
  return sources;
}
