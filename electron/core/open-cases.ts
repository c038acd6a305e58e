import { resolve } from 'node:path';
import { CaseFile } from './case-file/case-file.ts';
import { removePartialCopies, undoInterruptedImport } from './import/undo.ts';

const open = new Map<string, CaseFile>();

/** The case in a folder, opened on first use and kept open until it is closed. Throws as CaseFile.open. */
export function openCase(dir: string): CaseFile {
  const path = resolve(dir);
  let caseFile = open.get(path);
  if (!caseFile) {
    caseFile = CaseFile.open(path);
    try {
      if (!caseFile.readOnly) {
        undoInterruptedImport(caseFile.db);
        removePartialCopies(caseFile.evidenceDir);
        removePartialCopies(caseFile.readingsDir);
      }
    } catch (thrown) {
      caseFile.close();
      throw thrown;
    }
    open.set(path, caseFile);
  }
  return caseFile;
}

/** Takes over a case that was just made. */
export function adoptCase(caseFile: CaseFile): CaseFile {
  open.set(resolve(caseFile.dir), caseFile);
  return caseFile;
}

/** Closes a case; false where it was not open. */
export function closeCase(dir: string): boolean {
  const path = resolve(dir);
  const caseFile = open.get(path);
  open.delete(path);
  caseFile?.close();
  return caseFile !== undefined;
}

export function closeAllCases(): void {
  for (const dir of [...open.keys()]) closeCase(dir);
}
