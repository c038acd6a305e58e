import { AppError } from '../../../../shared/contract/errors.ts';

/** Turns a failure of the file system into the error a user sees; an AppError stays what it is. */
export function diskError(thrown: unknown, doing: string): AppError {
  if (thrown instanceof AppError) return thrown;
  const { code, message } = thrown as NodeJS.ErrnoException;
  if (code === undefined) throw thrown;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError(
      'disk-full',
      `${doing}: no space left; free some or choose another disk. Nothing was written`,
    );
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') return new AppError('not-found', `${doing}: ${message}`);
  if (code === 'EEXIST') return new AppError('exists', `${doing}: something is there already`);
  return new AppError('input-output', `${doing}: ${message}`);
}
