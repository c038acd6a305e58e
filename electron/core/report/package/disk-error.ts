import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../../../shared/contract/errors.ts';

/** Throws `not-found` unless the folder in which `path` is to be written is there. */
export function requireParent(path: string): void {
  const parent = dirname(path);
  if (statSync(parent, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new AppError('not-found', `${parent}: there is no such folder to write into; make it first`, {
    path,
  });
}

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
