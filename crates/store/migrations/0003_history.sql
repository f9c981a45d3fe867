-- Who changed a control, when, from which day on and why; the versions themselves are rows of `control_version`.
-- A version that is replaced on its own first day lives on in `before`.
CREATE TABLE control_change (
  seq            INTEGER PRIMARY KEY,
  control        TEXT NOT NULL REFERENCES control (id) ON DELETE CASCADE,
  at             TEXT NOT NULL,
  actor          TEXT NOT NULL,
  action         TEXT NOT NULL CHECK (action IN ('added', 'changed', 'retired', 'reinstated')),
  effective_from TEXT NOT NULL,
  reason         TEXT NOT NULL CHECK (trim(reason) <> ''),
  effect         TEXT NOT NULL,
  before         TEXT CHECK (before IS NULL OR json_valid(before)),
  after          TEXT CHECK (after IS NULL OR json_valid(after))
) STRICT;
CREATE INDEX control_change_by_control ON control_change (control, seq);

-- Every change of the engagement after it was set up.
CREATE TABLE engagement_change (
  seq    INTEGER PRIMARY KEY,
  at     TEXT NOT NULL,
  actor  TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (trim(reason) <> ''),
  before TEXT NOT NULL CHECK (json_valid(before)),
  after  TEXT NOT NULL CHECK (json_valid(after))
) STRICT;

-- Engagements that are over: as they were when the window was rolled forward, with their results and responses.
CREATE TABLE past_engagement (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  at         TEXT NOT NULL,
  actor      TEXT NOT NULL,
  reason     TEXT NOT NULL CHECK (trim(reason) <> ''),
  engagement TEXT NOT NULL CHECK (json_valid(engagement)),
  run_at     TEXT,
  run_as_of  TEXT,
  run_terms  TEXT CHECK (run_terms IS NULL OR json_valid(run_terms)),
  summary    TEXT NOT NULL CHECK (json_valid(summary))
) STRICT;

CREATE TABLE past_evaluation (
  past      INTEGER NOT NULL REFERENCES past_engagement (id) ON DELETE CASCADE,
  evaluator TEXT NOT NULL CHECK (evaluator <> ''),
  payload   TEXT NOT NULL CHECK (json_valid(payload)),
  PRIMARY KEY (past, evaluator)
) STRICT, WITHOUT ROWID;

CREATE TABLE past_item (
  past      INTEGER NOT NULL,
  evaluator TEXT NOT NULL,
  seq       INTEGER NOT NULL,
  subject   TEXT NOT NULL,
  state     TEXT NOT NULL,
  reason    TEXT NOT NULL,
  proof     TEXT NOT NULL,
  PRIMARY KEY (past, evaluator, seq),
  FOREIGN KEY (past, evaluator) REFERENCES past_evaluation (past, evaluator) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE past_response (
  past      INTEGER NOT NULL REFERENCES past_engagement (id) ON DELETE CASCADE,
  evaluator TEXT NOT NULL,
  subject   TEXT NOT NULL,
  payload   TEXT NOT NULL CHECK (json_valid(payload)),
  PRIMARY KEY (past, evaluator, subject)
) STRICT, WITHOUT ROWID;
