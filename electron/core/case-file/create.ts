import { randomInt, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../../shared/contract/errors.ts';
import { isKnownZone } from '../import/dates/zones.ts';
import { program } from '../program.ts';
import { appendActivity } from './activity-log.ts';
import { CaseFile, caseDatabaseName, evidenceFolderName, exportsFolderName } from './case-file.ts';
import { applicationId, describeDatabaseError } from './database.ts';
import { syncFolder } from './durable.ts';
import { migrate } from './schema.ts';

export interface NewCase {
  readonly dir: string;
  readonly name: string;
  readonly examiner: string;
  readonly agency: string;
  readonly matter: string;
  readonly timezone?: string | undefined;
}

/** Makes a new case folder (mode 0700) and opens it. Throws `exists` for a folder with anything in it. */
export function createCase(request: NewCase): CaseFile {
  const { dir, timezone } = request;
  if (timezone !== undefined && !isKnownZone(timezone)) {
    throw new AppError(
      'usage',
      `${timezone} is not a time zone; use an IANA name such as America/Los_Angeles`,
      {
        timezone,
      },
    );
  }
  if (existsSync(dir) && readdirSync(dir).length > 0) {
    throw new AppError('exists', `${dir} is not empty; a case needs a new or empty folder`, { dir });
  }
  const made = mkdirSync(dir, { recursive: true, mode: 0o700 });
  try {
    for (const folder of [evidenceFolderName, exportsFolderName]) {
      mkdirSync(join(dir, folder), { mode: 0o700, recursive: true });
    }
    writeDatabase(request);
  } catch (thrown) {
    rmSync(made ?? join(dir, caseDatabaseName), { recursive: true, force: true });
    throw describeDatabaseError(dir, thrown);
  }
  syncFolder(dir);
  syncFolder(dirname(dir));
  return CaseFile.open(dir);
}

/** The database is complete before it gets its name: a kill leaves no half-made case. */
function writeDatabase(request: NewCase): void {
  const path = join(request.dir, caseDatabaseName);
  const partial = `${path}.partial`;
  rmSync(partial, { force: true });
  const db = new Database(partial);
  try {
    db.pragma('page_size = 16384');
    db.pragma('synchronous = FULL');
    db.pragma(`application_id = ${applicationId}`);
    migrate(db, partial);
    const createdAt = new Date().toISOString();
    const info = {
      case_id: randomUUID(),
      name: request.name,
      agency: request.agency,
      matter: request.matter,
      timezone: request.timezone ?? null,
      examiner: request.examiner,
      created_at: createdAt,
      program,
    };
    const hashSeeds = JSON.stringify(Array.from({ length: 3 }, () => randomInt(1, 2 ** 32)));
    db.transaction(() => {
      db.prepare(
        `INSERT INTO case_info
           (only, case_id, name, agency, matter, timezone, examiner, created_at, program, hash_seeds)
         VALUES
           (1, @case_id, @name, @agency, @matter, @timezone, @examiner, @created_at, @program, @hashSeeds)`,
      ).run({ ...info, hashSeeds });
      appendActivity(db, { actor: request.examiner, action: 'case.create', details: info, at: createdAt });
    })();
  } finally {
    db.close();
  }
  renameSync(partial, path);
}
