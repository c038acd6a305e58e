import { AppError } from '../../../../shared/contract/errors.ts';
import type { Contents, TableCandidate } from '../delivery/table-candidate.ts';
import type { ReplacedSource } from './withdraw.ts';

/** Sealed evidence of which one table is read again, in place of a source. */
export interface Rereading {
  readonly replaced: ReplacedSource;
  readonly evidenceSha256: string;
  /** The table of the delivered file; both null: it is the file. */
  readonly member: string | null;
  readonly sheet: string | null;
}

/** The table to be read among those found in the file. Throws not-found. */
export function tableAgain({ member, sheet }: Rereading, { candidates }: Contents): TableCandidate {
  const found = candidates.find((candidate) => candidate.member === member && candidate.sheet === sheet);
  if (found) return found;
  const called = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join(' › ');
  const names = candidates.map((candidate) => called([candidate.member, candidate.sheet]));
  throw new AppError(
    'not-found',
    `the delivered file has no table ${JSON.stringify(called([member, sheet]))} that could be read; it has ${names.join(', ') || 'none'}`,
    { member, sheet },
  );
}

/** Throws case-damaged where the sealed file is not the one that was sealed. */
export function requireUnchanged({ evidenceSha256 }: Rereading, sha256: string): void {
  if (sha256 === evidenceSha256) return;
  throw new AppError(
    'case-damaged',
    `the sealed file ${evidenceSha256} was changed: its SHA-256 is now ${sha256}. Run \`case verify\` and restore the case from a backup`,
    { expected: evidenceSha256, found: sha256 },
  );
}
