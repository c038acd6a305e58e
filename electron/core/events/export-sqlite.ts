import Database from 'better-sqlite3';
import type { CaseFile } from '../case-file/case-file.ts';
import { readSources } from '../import/source-record.ts';
import { program } from '../program.ts';
import { type EventSink, exportedFields } from './export-sink.ts';

/** Plain tables for anyone's SQL: no blocks, no terms, text as the log has it; NULL where a source has no such column. */
const schema = `
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE source (
  id TEXT PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, profile TEXT,
  rows_read INTEGER NOT NULL, rows_imported INTEGER NOT NULL, rows_rejected INTEGER NOT NULL,
  rows_duplicate INTEGER NOT NULL, timezone TEXT NOT NULL, timezone_basis TEXT NOT NULL
) STRICT;
CREATE TABLE event (
  event_id INTEGER PRIMARY KEY, source TEXT NOT NULL REFERENCES source, "row" INTEGER NOT NULL,
  "offset" INTEGER NOT NULL, at TEXT NOT NULL, at_original TEXT NOT NULL,
  ${exportedFields.map((name) => `"${name}" TEXT`).join(', ')}
) STRICT;
CREATE TABLE cell_state (event_id INTEGER NOT NULL REFERENCES event, field TEXT NOT NULL, state TEXT NOT NULL,
  PRIMARY KEY (event_id, field)) STRICT, WITHOUT ROWID;
CREATE TABLE fact (event_id INTEGER NOT NULL REFERENCES event, name TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (event_id, name)) STRICT, WITHOUT ROWID;
CREATE TABLE extra (event_id INTEGER NOT NULL REFERENCES event, "column" TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (event_id, "column")) STRICT, WITHOUT ROWID;
CREATE TABLE occurrence (event_id INTEGER NOT NULL REFERENCES event, source TEXT NOT NULL, "row" INTEGER NOT NULL,
  PRIMARY KEY (event_id, source, "row")) STRICT, WITHOUT ROWID;
CREATE TABLE rejected (source TEXT NOT NULL REFERENCES source, "row" INTEGER NOT NULL, "offset" INTEGER NOT NULL,
  length INTEGER NOT NULL, reason TEXT NOT NULL) STRICT;
`;

export function writeSqlite(path: string, caseFile: CaseFile): EventSink {
  const db = new Database(path);
  try {
    db.pragma('synchronous = OFF');
    db.exec(schema);
    writeAbout(db, caseFile);
  } catch (thrown) {
    db.close();
    throw thrown;
  }
  const names = ['source', 'row', 'offset', 'at', 'at_original', ...exportedFields];
  const insert = db.prepare(
    `INSERT INTO event (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  );
  const insertState = db.prepare('INSERT INTO cell_state VALUES (?, ?, ?)');
  const insertFact = db.prepare('INSERT INTO fact VALUES (?, ?, ?)');
  const insertExtra = db.prepare('INSERT INTO extra VALUES (?, ?, ?)');
  const insertOccurrence = db.prepare('INSERT INTO occurrence VALUES (?, ?, ?)');
  const write: EventSink['write'] = db.transaction((events) => {
    for (const { record, sourceId, occurrences } of events) {
      const { states, facts, extra } = record;
      const { lastInsertRowid: id } = insert.run(
        `S${sourceId}`,
        record.row,
        record.offset,
        record.at,
        record.atOriginal,
        ...exportedFields.map((name) => (record[name] as string | undefined) ?? null),
      );
      for (const [field, state] of Object.entries(states)) {
        // NULL already says it.
        if (state !== 'not-exported') insertState.run(id, field, state);
      }
      for (const [name, value] of Object.entries(facts)) insertFact.run(id, name, String(value));
      for (const [column, value] of Object.entries(extra)) insertExtra.run(id, column, value);
      for (const one of occurrences) insertOccurrence.run(id, `S${one.sourceId}`, one.record);
    }
  });
  return {
    write,
    end() {
      db.pragma('synchronous = FULL');
      db.exec(
        'CREATE INDEX event_by_actor ON event (actor, at); CREATE INDEX event_by_target ON event (target, at)',
      );
      db.close();
    },
    abandon: () => void db.close(),
  };
}

function writeAbout(db: Database.Database, caseFile: CaseFile): void {
  const about = db.prepare('INSERT INTO about VALUES (?, ?)');
  const { name, caseId, agency, matter, timezone } = caseFile.record();
  const entries = {
    program,
    name,
    caseId,
    agency,
    matter,
    timezone: timezone ?? 'not set',
    times: 'UTC, RFC 3339',
  };
  for (const [key, value] of Object.entries(entries)) about.run(key, value);
  const source = db.prepare('INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  for (const { record } of readSources(caseFile.db)) {
    source.run(
      ...[record.id, record.file, record.sha256, record.bytes, record.profile],
      ...[record.rowsRead, record.rowsImported, record.rowsRejected, record.rowsDuplicate],
      ...[record.timezoneBasis.zone, record.timezoneBasis.basis],
    );
  }
  const rejected = db.prepare('INSERT INTO rejected VALUES (?, ?, ?, ?, ?)');
  const rows = caseFile.db
    .prepare('SELECT source_id, record, byte_offset, byte_length, reason FROM rejected')
    .raw()
    .iterate() as Iterable<[number, number, number, number, string]>;
  db.transaction(() => {
    for (const [id, ...rest] of rows) rejected.run(`S${id}`, ...rest);
  })();
}
