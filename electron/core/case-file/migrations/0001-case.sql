-- The case: who, what, in which zone. One row.
CREATE TABLE case_info (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  case_id TEXT NOT NULL,
  name TEXT NOT NULL,
  agency TEXT NOT NULL,
  matter TEXT NOT NULL,
  timezone TEXT,
  examiner TEXT NOT NULL,
  created_at TEXT NOT NULL,
  program TEXT NOT NULL,
  -- Three random numbers that seed the hashes of terms and keys, so that no log can be crafted to collide.
  hash_seeds TEXT NOT NULL
) STRICT;

-- Everything done in the case, oldest first; hash = SHA-256 over the entry and the hash before it.
CREATE TABLE activity (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  details TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER activity_is_append_only_update BEFORE UPDATE ON activity
BEGIN SELECT RAISE(ABORT, 'the activity log is append-only'); END;
CREATE TRIGGER activity_is_append_only_delete BEFORE DELETE ON activity
BEGIN SELECT RAISE(ABORT, 'the activity log is append-only'); END;

-- Sealed copies under evidence/, named by SHA-256.
CREATE TABLE evidence (
  sha256 TEXT PRIMARY KEY,
  size_bytes INTEGER NOT NULL,
  stored_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Text that records are cut from where the delivered file is not such text itself: a table of a workbook, JSON, a member
-- of an archive, another encoding. Kept under readings/, named by SHA-256; made from the evidence and can be made again.
CREATE TABLE reading (
  sha256 TEXT PRIMARY KEY,
  size_bytes INTEGER NOT NULL,
  evidence_sha256 TEXT NOT NULL REFERENCES evidence,
  -- How it was made: a JSON object.
  made TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A table of a delivered file and how it was read. `importing` is left only by an interrupted import, which opening the
-- case undoes. `sha256` names the text the records are cut from: the delivered file or a reading of it. A withdrawn
-- source has no events any more; its receipt and its evidence stay.
CREATE TABLE source (
  source_id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  evidence_sha256 TEXT NOT NULL,
  file TEXT NOT NULL,
  -- The way inside an archive, names joined by "/"; NULL for a file that is none.
  member TEXT,
  sheet TEXT,
  size_bytes INTEGER NOT NULL,
  kind TEXT NOT NULL,
  format TEXT NOT NULL,
  encoding TEXT NOT NULL,
  profile TEXT,
  state TEXT NOT NULL CHECK (state IN ('importing', 'imported', 'withdrawn')),
  first_row INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  rows_read INTEGER NOT NULL,
  rows_imported INTEGER NOT NULL,
  rows_rejected INTEGER NOT NULL,
  rows_duplicate INTEGER NOT NULL,
  first_event_micros INTEGER,
  last_event_micros INTEGER,
  timezone TEXT NOT NULL,
  timezone_basis TEXT NOT NULL,
  delivery TEXT NOT NULL,
  receipt TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  imported_by TEXT NOT NULL,
  program TEXT NOT NULL,
  withdrawn_at TEXT,
  withdrawn_by TEXT,
  withdrawn_reason TEXT,
  -- The source that was read from the same evidence in its place.
  replaced_by INTEGER REFERENCES source,
  CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX source_in_use ON source (sha256) WHERE state <> 'withdrawn';

-- Records that could not be read as events, with the place and the reason.
CREATE TABLE rejected (
  source_id INTEGER NOT NULL REFERENCES source,
  record INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL,
  byte_length INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (source_id, record, byte_offset)
) STRICT, WITHOUT ROWID;

-- The event store (docs/case-format.md): columns in blocks, one block per slice of rows.
CREATE TABLE event_column (
  column_id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('canonical', 'extra', 'structure')),
  name TEXT NOT NULL,
  UNIQUE (kind, name)
) STRICT;

CREATE TABLE source_column (
  source_id INTEGER NOT NULL REFERENCES source,
  position INTEGER NOT NULL,
  header TEXT NOT NULL,
  column_id INTEGER NOT NULL REFERENCES event_column,
  PRIMARY KEY (source_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE slice (
  slice_id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  first_row INTEGER NOT NULL UNIQUE,
  row_count INTEGER NOT NULL
) STRICT;

CREATE TABLE block (
  block_id INTEGER PRIMARY KEY,
  slice_id INTEGER NOT NULL REFERENCES slice,
  column_id INTEGER NOT NULL REFERENCES event_column,
  encoding TEXT NOT NULL,
  sha256 BLOB NOT NULL,
  data BLOB NOT NULL,
  UNIQUE (slice_id, column_id)
) STRICT;

CREATE TABLE term_block (
  column_id INTEGER NOT NULL REFERENCES event_column,
  first_term INTEGER NOT NULL,
  term_count INTEGER NOT NULL,
  sha256 BLOB NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (column_id, first_term)
) STRICT;

-- What rules said, one run after the other; the last run is the one that counts. `notes` is a JSON object: matching
-- events that make no finding, by rule (`unattributed`), and the number of findings not kept (`leftOut`).
CREATE TABLE rule_run (
  run_id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  program TEXT NOT NULL,
  timezone TEXT,
  notes TEXT NOT NULL
) STRICT;

-- `rule` is a JSON object: what the rule came to, and its level, author, license, description and parameters.
CREATE TABLE rule_result (
  run_id INTEGER NOT NULL REFERENCES rule_run,
  position INTEGER NOT NULL,
  rule_id TEXT NOT NULL,
  status TEXT NOT NULL,
  rule TEXT NOT NULL,
  yaml TEXT NOT NULL,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

-- Findings of the last run, and of earlier ones those that were annotated. `rows` are the records in canonical order:
-- pairs of little-endian unsigned 32-bit numbers, source_id and 1-based record.
CREATE TABLE finding (
  run_id INTEGER NOT NULL REFERENCES rule_run,
  finding_id TEXT NOT NULL,
  rank INTEGER NOT NULL,
  body TEXT NOT NULL,
  rows BLOB NOT NULL,
  PRIMARY KEY (run_id, finding_id)
) STRICT;
CREATE INDEX finding_by_rank ON finding (run_id, rank);

-- What examiners said of a finding. Never changed; the latest disposition counts. An `undo` takes an earlier annotation
-- back (`undoes`): that one no longer counts, and both stay to be seen.
CREATE TABLE annotation (
  annotation_id INTEGER PRIMARY KEY,
  finding_id TEXT NOT NULL,
  at TEXT NOT NULL,
  examiner TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('disposition', 'note', 'internal-note', 'tag', 'undo')),
  value TEXT NOT NULL,
  reason TEXT,
  undoes INTEGER UNIQUE REFERENCES annotation,
  CHECK ((kind = 'undo') = (undoes IS NOT NULL))
) STRICT;
CREATE INDEX annotation_by_finding ON annotation (finding_id, annotation_id);
CREATE TRIGGER annotation_is_append_only_update BEFORE UPDATE ON annotation
BEGIN SELECT RAISE(ABORT, 'annotations are append-only'); END;
CREATE TRIGGER annotation_is_append_only_delete BEFORE DELETE ON annotation
BEGIN SELECT RAISE(ABORT, 'annotations are append-only'); END;
