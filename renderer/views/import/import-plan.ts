import type { MethodInput } from '../../../shared/contract/methods.ts';

/** What the wizard has been told so far. Empty texts are not stated. */
export interface ImportPlan {
  readonly files: readonly string[];
  /** Id of a built-in profile or path of a profile file; '' to find columns by name and content. */
  readonly profile: string;
  readonly timezone: string;
  readonly receivedFrom: string;
  readonly authority: string;
  readonly expectSha256: string;
  readonly expectRows: string;
}

export function newPlan(): ImportPlan {
  return {
    files: [],
    profile: '',
    timezone: '',
    receivedFrom: '',
    authority: '',
    expectSha256: '',
    expectRows: '',
  };
}

/** Why the stated hash cannot be one; null where it can, or where none is stated. */
export function hashProblem(text: string): string | null {
  const hash = text.replace(/\s/g, '');
  return hash === '' || /^[0-9a-fA-F]{64}$/.test(hash)
    ? null
    : `A SHA-256 has 64 hexadecimal digits; this has ${hash.length} characters.`;
}

/** Why the stated count of rows cannot be one; null where it can. Thousands may be set apart. */
export function rowsProblem(text: string): string | null {
  return /^\s*(\d{1,3}([, ]\d{3})+|\d*)\s*$/.test(text) ? null : 'Write a whole number, such as 12,345.';
}

/** The arguments of the import. A stated hash or count is of one file: with several they are left out. */
export function importArguments(dir: string, plan: ImportPlan): MethodInput<'import'> {
  const isOne = plan.files.length === 1;
  const hash = plan.expectSha256.replace(/\s/g, '');
  const rows = plan.expectRows.replace(/[, ]/g, '');
  return {
    dir,
    files: [...plan.files],
    ...(plan.profile === '' ? {} : { profile: plan.profile }),
    ...(plan.timezone === '' ? {} : { timezone: plan.timezone }),
    ...(plan.receivedFrom.trim() === '' ? {} : { receivedFrom: plan.receivedFrom.trim() }),
    ...(plan.authority.trim() === '' ? {} : { authority: plan.authority.trim() }),
    ...(isOne && hash !== '' ? { expectSha256: hash } : {}),
    ...(isOne && rows !== '' ? { expectRows: Number(rows) } : {}),
  };
}

/** The name of a file without its folders, on any system. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
