import { AppError, type ErrorCode } from '../../shared/contract/errors.ts';

export interface ErrorWords {
  readonly code: ErrorCode;
  readonly message: string;
  readonly kept: string;
  readonly todo: string;
}

const nothingChanged = 'Nothing was changed.';
const caseKept = 'Everything that was saved before is kept.';

const words: Partial<Record<ErrorCode, { readonly kept: string; readonly todo: string }>> = {
  'not-found': { kept: nothingChanged, todo: 'Check that the file or folder is still there and try again.' },
  'not-a-case': { kept: nothingChanged, todo: 'Choose the folder that holds case.db.' },
  'case-newer': {
    kept: nothingChanged,
    todo: 'Open the case with the version that wrote it, or a newer one.',
  },
  'case-busy': { kept: nothingChanged, todo: 'Close the other window or command that has the case open.' },
  'case-damaged': {
    kept: 'The sealed evidence files were not touched.',
    todo: 'Copy the case folder as it is, then restore a backup or ask for help with the copy.',
  },
  'case-side-file': {
    kept: 'The case was not opened, so nothing was applied to it.',
    todo: 'Keep a copy of the folder as it is and find out where the extra file came from.',
  },
  exists: { kept: 'What is there was not overwritten.', todo: 'Choose another name or folder.' },
  'disk-full': { kept: caseKept, todo: 'Free some space and try again.' },
  'input-output': { kept: caseKept, todo: 'Check the disk and try again.' },
  cancelled: { kept: caseKept, todo: '' },
  'core-stopped': {
    kept: 'What was committed to the case is kept.',
    todo: 'Open the case again and verify it.',
  },
  internal: {
    kept: caseKept,
    todo: 'This is a fault of the program. Please report the message with what you did before it.',
  },
};

/** What to say of anything thrown: its message, what was kept, what to do. */
export function errorWords(thrown: unknown): ErrorWords {
  const code = thrown instanceof AppError ? thrown.code : 'internal';
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code, message, ...(words[code] ?? { kept: nothingChanged, todo: '' }) };
}
