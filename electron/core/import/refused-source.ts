import { type AppError, type ErrorCode, toErrorReport } from '../../../shared/contract/errors.ts';
import type { SourceRecord } from '../../../shared/contract/records.ts';

/** What stops one file and would stop the next ones too. */
export const endsAll: readonly ErrorCode[] = ['cancelled', 'disk-full', 'input-output', 'case-damaged'];

/** The record of what is not in the case, and why. */
export function refusedSource(
  file: string,
  error: AppError,
  { member, sheet }: { readonly member?: string | null; readonly sheet?: string | null } = {},
): SourceRecord {
  return {
    id: '',
    file,
    ...(member ? { member } : {}),
    ...(sheet ? { sheet } : {}),
    sha256: '',
    bytes: 0,
    kind: 'events',
    format: '',
    encoding: '',
    profile: null,
    state: 'refused',
    error: toErrorReport(error),
    rowsRead: 0,
    rowsImported: 0,
    rowsRejected: 0,
    rowsDuplicate: 0,
    firstEventAt: null,
    lastEventAt: null,
    timezoneBasis: { zone: 'unknown', basis: 'unknown' },
    mapping: {},
    rejected: [],
    rejectedTotal: 0,
    integrity: [],
  };
}
