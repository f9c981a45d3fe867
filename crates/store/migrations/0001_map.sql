-- The evidence map. Forward only: never edited once released, a change is a new migration.
-- Times are UTC text in RFC 3339 with microseconds; days are `2026-03-01`; payloads are JSON of the types in `model`.

CREATE TABLE activity (
  seq      INTEGER PRIMARY KEY CHECK (seq > 0),
  at       TEXT NOT NULL,
  actor    TEXT NOT NULL,
  action   TEXT NOT NULL CHECK (action <> ''),
  subject  TEXT NOT NULL,
  before   TEXT CHECK (before IS NULL OR json_valid(before)),
  after    TEXT CHECK (after IS NULL OR json_valid(after)),
  previous BLOB NOT NULL CHECK (length(previous) = 32),
  hash     BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- Things that are one JSON value under a name.
CREATE TABLE engagement (id TEXT PRIMARY KEY CHECK (id = 'engagement'), payload TEXT NOT NULL CHECK (json_valid(payload))) STRICT;
CREATE TABLE team_member (id TEXT PRIMARY KEY CHECK (id <> ''), payload TEXT NOT NULL CHECK (json_valid(payload))) STRICT;
CREATE TABLE source_system (id TEXT PRIMARY KEY CHECK (id <> ''), payload TEXT NOT NULL CHECK (json_valid(payload))) STRICT;
CREATE TABLE setting (id TEXT PRIMARY KEY CHECK (id <> ''), payload TEXT NOT NULL CHECK (json_valid(payload))) STRICT;
CREATE TABLE criterion (id TEXT PRIMARY KEY CHECK (id <> ''), payload TEXT NOT NULL CHECK (json_valid(payload))) STRICT;
CREATE TABLE column_map (id TEXT PRIMARY KEY CHECK (id <> ''), payload TEXT NOT NULL CHECK (json_valid(payload))) STRICT;

CREATE TABLE secret (id TEXT PRIMARY KEY CHECK (id <> ''), payload BLOB NOT NULL) STRICT;

CREATE TABLE control (id TEXT PRIMARY KEY CHECK (id <> '')) STRICT;

-- `effective_from` is '' for a version in force since before the window; `effective_to` is NULL until further notice.
CREATE TABLE control_version (
  control        TEXT NOT NULL REFERENCES control (id) ON DELETE CASCADE,
  effective_from TEXT NOT NULL,
  effective_to   TEXT CHECK (effective_to IS NULL OR effective_to >= effective_from),
  payload        TEXT NOT NULL CHECK (json_valid(payload)),
  PRIMARY KEY (control, effective_from)
) STRICT, WITHOUT ROWID;

-- AUTOINCREMENT: the number of removed evidence is never given again.
CREATE TABLE evidence (
  id        INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 4294967295),
  sha256    TEXT NOT NULL CHECK (length(sha256) = 64),
  file_name TEXT NOT NULL,
  payload   TEXT NOT NULL CHECK (json_valid(payload))
) STRICT;
CREATE INDEX evidence_by_hash ON evidence (sha256);

-- `place` is the evidence's number in the upper and the record's in the lower 32 bits: rows lie in the order of the file.
CREATE TABLE record (
  place    INTEGER PRIMARY KEY,
  evidence INTEGER NOT NULL REFERENCES evidence (id) ON DELETE CASCADE,
  kind     TEXT NOT NULL CHECK (kind NOT IN ('', 'gateway-row')),
  at       TEXT,
  subject  TEXT NOT NULL,
  position TEXT NOT NULL,
  payload  TEXT NOT NULL,
  CHECK (place >> 32 = evidence)
) STRICT;
CREATE INDEX record_by_kind ON record (kind);
CREATE INDEX record_by_position ON record (evidence, position);

CREATE TABLE problem (
  place    INTEGER PRIMARY KEY,
  evidence INTEGER NOT NULL REFERENCES evidence (id) ON DELETE CASCADE,
  position TEXT NOT NULL CHECK (json_valid(position)),
  code     TEXT NOT NULL CHECK (code <> ''),
  message  TEXT NOT NULL,
  CHECK (place >> 32 = evidence)
) STRICT;
CREATE INDEX problem_by_evidence ON problem (evidence);

CREATE TABLE link (
  evidence INTEGER NOT NULL REFERENCES evidence (id) ON DELETE CASCADE,
  control  TEXT NOT NULL REFERENCES control (id) ON DELETE CASCADE,
  origin   TEXT NOT NULL CHECK (json_valid(origin)),
  at       TEXT NOT NULL,
  PRIMARY KEY (evidence, control)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_by_control ON link (control);

CREATE TABLE log_part (
  file     TEXT PRIMARY KEY CHECK (file <> '' AND instr(file, '/') = 0 AND instr(file, '\') = 0),
  evidence INTEGER NOT NULL REFERENCES evidence (id) ON DELETE CASCADE,
  rows     INTEGER NOT NULL CHECK (rows >= 0),
  bytes    INTEGER NOT NULL CHECK (bytes >= 0)
) STRICT;
CREATE INDEX log_part_by_evidence ON log_part (evidence);

CREATE TABLE parameter (
  id             TEXT NOT NULL CHECK (id <> ''),
  effective_from TEXT NOT NULL,
  value          TEXT NOT NULL,
  reason         TEXT NOT NULL,
  PRIMARY KEY (id, effective_from)
) STRICT, WITHOUT ROWID;

-- `model` is '' for every model of the provider.
CREATE TABLE approved (
  provider       TEXT NOT NULL CHECK (provider <> '') COLLATE NOCASE,
  model          TEXT NOT NULL COLLATE NOCASE,
  effective_from TEXT NOT NULL,
  payload        TEXT NOT NULL CHECK (json_valid(payload)),
  PRIMARY KEY (provider, model, effective_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  at      TEXT NOT NULL,
  as_of   TEXT NOT NULL,
  terms   TEXT NOT NULL CHECK (json_valid(terms)),
  dataset TEXT NOT NULL
) STRICT;

-- The payload is the evaluation without its items, which are rows of `item`.
CREATE TABLE evaluation (
  run       INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  evaluator TEXT NOT NULL CHECK (evaluator <> ''),
  state     TEXT NOT NULL CHECK (state IN ('pass', 'exception', 'no-occurrence', 'not-determinable', 'not-tested')),
  payload   TEXT NOT NULL CHECK (json_valid(payload)),
  PRIMARY KEY (run, evaluator)
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
  run       INTEGER NOT NULL,
  evaluator TEXT NOT NULL,
  seq       INTEGER NOT NULL,
  subject   TEXT NOT NULL,
  state     TEXT NOT NULL CHECK (state IN ('pass', 'exception', 'no-occurrence', 'not-determinable', 'not-tested')),
  reason    TEXT NOT NULL,
  proof     TEXT NOT NULL,
  PRIMARY KEY (run, evaluator, seq),
  FOREIGN KEY (run, evaluator) REFERENCES evaluation (run, evaluator) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX item_by_state ON item (run, evaluator, state);

CREATE TABLE response (
  evaluator TEXT NOT NULL CHECK (evaluator <> ''),
  subject   TEXT NOT NULL,
  text      TEXT NOT NULL,
  owner     TEXT NOT NULL,
  due       TEXT,
  at        TEXT NOT NULL,
  PRIMARY KEY (evaluator, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE bundle (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  at        TEXT NOT NULL,
  file_name TEXT NOT NULL,
  manifest  TEXT NOT NULL CHECK (length(manifest) = 64),
  summary   TEXT NOT NULL CHECK (json_valid(summary))
) STRICT;
