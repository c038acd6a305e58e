import { AppError } from '../../../shared/contract/errors.ts';
import { describeDatabaseError } from './database.ts';

/** What a user is told when a file cannot be written: no space, or what the system says. A bug stays one. */
export function describeWriteFault(out: string, thrown: unknown): unknown {
  if (!(thrown instanceof Error) || thrown instanceof AppError) return thrown;
  const { code, syscall } = thrown as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError(
      'disk-full',
      `no space left for ${out}; free some and try again. The case is unchanged`,
      { out },
    );
  }
  if (syscall !== undefined) {
    return new AppError('input-output', `${out} cannot be written: ${thrown.message}`, { out });
  }
  return describeDatabaseError(out, thrown);
}
