import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/contract/errors.ts';
import type { CaseRecord } from '../../../shared/contract/records.ts';
import { appendActivity } from './activity-log.ts';
import {
  applicationId,
  type CaseDatabase,
  describeDatabaseError,
  openDatabase,
  withDatabaseErrors,
} from './database.ts';
import { type CaseLock, lockCase } from './lock.ts';
import { expectedSchemaHash, formatVersion, migrate, schemaHash } from './schema.ts';
import { refuseForeignSideFiles } from './side-files.ts';

export interface HashSeeds {
  readonly term: number;
  readonly key: readonly [number, number];
}

/** Names in a case folder. */
export const caseDatabaseName = 'case.db';
export const evidenceFolderName = 'evidence';
export const readingsFolderName = 'readings';
export const exportsFolderName = 'exports';

/** An open case: its folder, its database, its lock. Close it to leave one plain file behind. */
export class CaseFile {
  readonly dir: string;
  readonly db: CaseDatabase;
  readonly readOnly: boolean;
  readonly #lock: CaseLock | null;
  #schemaAtOpen: string;
  readonly #beforeClose = new Set<() => void>();

  private constructor(dir: string, db: CaseDatabase, lock: CaseLock | null) {
    this.dir = dir;
    this.db = db;
    this.readOnly = lock === null;
    this.#lock = lock;
    this.#schemaAtOpen = schemaHash(db);
  }

  /**
   * Opens the case in `dir`. Throws not-a-case, case-newer, case-busy, case-side-file or case-damaged; nothing is
   * changed by a refusal. A folder that cannot be written to is opened for reading.
   */
  static open(dir: string): CaseFile {
    const path = join(dir, caseDatabaseName);
    if (!existsSync(dir)) throw new AppError('not-found', `there is no folder ${dir}`, { dir });
    if (!existsSync(path)) {
      throw new AppError('not-a-case', `${dir} is not a case: it has no ${caseDatabaseName}`, { dir });
    }
    if (!statSync(path).isFile()) throw new AppError('not-a-case', `${path} is not a file`, { path });
    const readOnly = !isWritable(dir) || !isWritable(path);
    const lock = readOnly ? null : lockCase(dir);
    try {
      refuseForeignSideFiles(path);
      return new CaseFile(dir, openChecked(path, readOnly), lock);
    } catch (thrown) {
      lock?.release();
      throw describeDatabaseError(path, thrown);
    }
  }

  get databasePath(): string {
    return join(this.dir, caseDatabaseName);
  }

  get evidenceDir(): string {
    return join(this.dir, evidenceFolderName);
  }

  /** Path of the sealed copy with the given SHA-256. */
  evidencePath(sha256: string): string {
    return join(this.evidenceDir, sha256);
  }

  get readingsDir(): string {
    return join(this.dir, readingsFolderName);
  }

  readingPath(sha256: string): string {
    return join(this.readingsDir, sha256);
  }

  /** Path of the text that the records of a source are cut from: a sealed copy, or a reading of one. */
  textPath(sha256: string): string {
    const isReading = this.db.prepare('SELECT 1 FROM reading WHERE sha256 = ?').get(sha256) !== undefined;
    return isReading ? this.readingPath(sha256) : this.evidencePath(sha256);
  }

  record(): CaseRecord {
    const row = this.db.prepare('SELECT * FROM case_info').get() as Record<string, string | null>;
    return {
      name: row.name!,
      agency: row.agency!,
      matter: row.matter!,
      timezone: row.timezone!,
      examiner: row.examiner!,
      createdAt: row.created_at!,
      caseId: row.case_id!,
      formatVersion: this.db.pragma('user_version', { simple: true }) as number,
    };
  }

  /** Hash of the schema as it was found on opening, before migrations had a say. */
  get schemaAtOpen(): string {
    return this.#schemaAtOpen;
  }

  /** Seeds of the hashes of terms and keys, drawn when the case was made. */
  get hashSeeds(): HashSeeds {
    const { hash_seeds: seeds } = this.db.prepare('SELECT hash_seeds FROM case_info').get() as {
      hash_seeds: string;
    };
    const [term, first, second] = JSON.parse(seeds) as [number, number, number];
    return { term, key: [first, second] };
  }

  /** Who acts: the examiner named, or the one who created the case. */
  examiner(named: string | undefined): string {
    return named ?? this.record().examiner;
  }

  /** Refuses changes to a case that is open for reading only. */
  requireWritable(): void {
    if (!this.readOnly) return;
    throw new AppError(
      'input-output',
      `${this.dir} cannot be written to; copy the case to a disk where it can`,
      {
        dir: this.dir,
      },
    );
  }

  /** Runs `work` in one transaction: all of it is in the case, or nothing. */
  change<T>(work: () => T): T {
    this.requireWritable();
    return withDatabaseErrors(this.databasePath, () => this.db.transaction(work).immediate());
  }

  /** Appends to the activity log inside the current transaction. */
  log(actor: string, action: string, details: Record<string, unknown>): void {
    appendActivity(this.db, { actor, action, details });
  }

  /** Has `release` called before the case is closed: for what is held open beside it. */
  beforeClose(release: () => void): void {
    this.#beforeClose.add(release);
  }

  close(): void {
    if (!this.db.open) return;
    try {
      for (const release of this.#beforeClose) release();
      // Back to one plain file: what a closed case is, and what opens on read-only media.
      if (!this.readOnly) this.db.pragma('journal_mode = DELETE');
    } finally {
      this.db.close();
      this.#lock?.release();
    }
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function openChecked(path: string, readOnly: boolean): CaseDatabase {
  const db = openDatabase(path, { readOnly });
  try {
    const id = db.pragma('application_id', { simple: true });
    if (id !== applicationId) throw new AppError('not-a-case', `${path} is not a Scrutineer case`, { path });
    const version = db.pragma('user_version', { simple: true }) as number;
    if (version <= formatVersion && schemaHash(db) !== expectedSchemaHash(version)) {
      throw new AppError(
        'case-damaged',
        `${path} has tables, views or triggers this program did not make; it was tampered with. ` +
          'Restore the case from a backup',
        { path },
      );
    }
    if (readOnly && version < formatVersion) {
      throw new AppError(
        'case-busy',
        `${path} must be brought up to date first; copy it to where it can be written`,
        {
          path,
        },
      );
    }
    if (!readOnly) {
      db.pragma('journal_mode = WAL');
      db.pragma('wal_autocheckpoint = 2000');
      migrate(db, path);
    }
    const check = db.pragma('quick_check(1)', { simple: true });
    if (check !== 'ok') {
      throw new AppError('case-damaged', `${path} is damaged: ${check}. Restore the case from a backup`, {
        path,
      });
    }
    return db;
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}
