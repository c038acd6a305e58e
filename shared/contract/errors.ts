/** Every way the program refuses work. A closed list: scripts and the window match on it. */
export const errorCodes = [
  'usage', // the call itself is wrong: unknown method, missing or malformed argument
  'not-found', // a path, case, source, finding or rule that is not there
  'not-a-case', // a folder or file that is not a Scrutineer case
  'case-newer', // written by a newer version of the program
  'case-busy', // another process has the case open
  'case-damaged', // the case's own checks fail
  'case-side-file', // a -wal or -journal stands beside a case that was closed cleanly
  'exists', // the place to write to is taken
  'input-unreadable', // an input cannot be opened or read
  'input-format', // an input is not in a format this version reads
  'input-empty', // an input holds no records
  'mapping', // columns could not be matched to fields
  'date-ambiguous', // day and month cannot be told apart
  'timezone-unknown', // no zone in data, profile, option or case
  'rule-invalid', // a rule file that cannot be used
  'passphrase', // wrong or missing passphrase
  'identity', // a signing identity that cannot be read or used
  'package', // a package that cannot be read
  'disk-full', // no space left
  'input-output', // any other failure of the disk
  'cancelled', // stopped at the user's wish
  'not-available', // promised, not built yet
  'core-stopped', // the core process ended unexpectedly
  'internal', // a bug: anything thrown that is not an AppError
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What crosses the seam when a call fails. */
export interface ErrorReport {
  readonly code: ErrorCode;
  /** One line: what, where, how to mend it. */
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** The one error a user may see. Anything else that is thrown is a bug. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

/** Turns anything thrown into the form that crosses the seam. */
export function toErrorReport(thrown: unknown): ErrorReport {
  if (thrown instanceof AppError) {
    return { code: thrown.code, message: thrown.message, details: thrown.details };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  return { code: 'internal', message: `internal error: ${message}`, details: { stack } };
}
