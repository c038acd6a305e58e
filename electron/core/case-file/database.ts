import Database from 'better-sqlite3';
import { AppError } from '../../../shared/contract/errors.ts';

export type CaseDatabase = Database.Database;

/** 'Scrt' as SQLite's application id: tells a case from any other database. */
export const applicationId = 0x53637274;

/** Opens case.db with the settings every connection to a case must have; throws AppError for damage it meets. */
export function openDatabase(path: string, options: { readOnly: boolean }): CaseDatabase {
  const db = new Database(path, { readonly: options.readOnly, fileMustExist: true, timeout: 0 });
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  db.pragma('temp_store = MEMORY');
  db.pragma('foreign_keys = ON');
  db.pragma('mmap_size = 0');
  db.pragma('synchronous = FULL');
  db.pragma('cache_size = -32768');
  return db;
}

/** Runs `work` and gives SQLite's own failures the words a user needs. */
export function withDatabaseErrors<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw describeDatabaseError(path, thrown);
  }
}

export function describeDatabaseError(path: string, thrown: unknown): unknown {
  if (!(thrown instanceof Database.SqliteError)) return thrown;
  const details = { path, sqlite: thrown.code };
  if (thrown.code === 'SQLITE_FULL') {
    return new AppError(
      'disk-full',
      `no space left on the disk of ${path}; free some and try again`,
      details,
    );
  }
  if (thrown.code.startsWith('SQLITE_BUSY') || thrown.code.startsWith('SQLITE_LOCKED')) {
    return new AppError('case-busy', `${path} is in use by another program; close it there first`, details);
  }
  if (thrown.code.startsWith('SQLITE_CORRUPT') || thrown.code === 'SQLITE_NOTADB') {
    return new AppError(
      'case-damaged',
      `${path} is damaged (${thrown.message}); restore it from a backup`,
      details,
    );
  }
  if (thrown.code.startsWith('SQLITE_IOERR') || thrown.code.startsWith('SQLITE_CANTOPEN')) {
    return new AppError('input-output', `the disk refused ${path}: ${thrown.message}`, details);
  }
  return thrown;
}
