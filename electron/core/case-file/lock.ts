import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../../shared/contract/errors.ts';

/** Holds a case for one process. The kernel frees the lock when its owner dies, however it dies. */
export interface CaseLock {
  release(): void;
}

/** Takes the lock of the case in `dir`; throws `case-busy` where another process has it. */
export function lockCase(dir: string): CaseLock {
  const path = join(dir, 'case.lock');
  const isNew = !existsSync(path);
  const db = new Database(path, { timeout: 0 });
  try {
    if (isNew) db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (thrown) {
    db.close();
    if (thrown instanceof Database.SqliteError && thrown.code.startsWith('SQLITE_BUSY')) {
      throw new AppError(
        'case-busy',
        `the case in ${dir} is open in another window or program; close it there first`,
        {
          dir,
        },
      );
    }
    throw thrown;
  }
  return {
    release() {
      if (!db.open) return;
      db.exec('ROLLBACK');
      db.close();
    },
  };
}
