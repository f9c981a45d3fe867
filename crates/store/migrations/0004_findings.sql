-- What management says of an exception, in parts; an answer given in one piece stays as the cause, as which bundles printed it.
ALTER TABLE response RENAME COLUMN text TO cause;
ALTER TABLE response ADD COLUMN fix TEXT NOT NULL DEFAULT '';
ALTER TABLE response ADD COLUMN compensating TEXT NOT NULL DEFAULT '';
-- The later evidence that the fix was tested again on.
ALTER TABLE response ADD COLUMN retest INTEGER REFERENCES evidence (id) ON DELETE SET NULL;

-- An exception that somebody accepted as known until a day. It stays an exception.
CREATE TABLE acceptance (
  evaluator TEXT NOT NULL CHECK (evaluator <> ''),
  subject   TEXT NOT NULL,
  reason    TEXT NOT NULL CHECK (trim(reason) <> ''),
  by        TEXT NOT NULL CHECK (by <> ''),
  until     TEXT NOT NULL,
  at        TEXT NOT NULL,
  PRIMARY KEY (evaluator, subject)
) STRICT, WITHOUT ROWID;

-- Who works on an exception, and by when.
CREATE TABLE assignment (
  evaluator TEXT NOT NULL CHECK (evaluator <> ''),
  subject   TEXT NOT NULL,
  member    TEXT NOT NULL CHECK (member <> ''),
  due       TEXT NOT NULL,
  at        TEXT NOT NULL,
  PRIMARY KEY (evaluator, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX assignment_by_member ON assignment (member);

-- What was said about an item. Nothing is changed or taken back afterwards.
CREATE TABLE remark (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  evaluator TEXT NOT NULL CHECK (evaluator <> ''),
  subject   TEXT NOT NULL,
  text      TEXT NOT NULL CHECK (trim(text) <> ''),
  author    TEXT NOT NULL CHECK (author <> ''),
  at        TEXT NOT NULL
) STRICT;
CREATE INDEX remark_by_item ON remark (evaluator, subject);
CREATE TRIGGER remark_stays_as_it_is BEFORE UPDATE ON remark BEGIN SELECT RAISE(ABORT, 'a remark is never changed'); END;
CREATE TRIGGER remark_stays BEFORE DELETE ON remark BEGIN SELECT RAISE(ABORT, 'a remark is never removed'); END;

CREATE INDEX item_by_subject ON item (run, evaluator, subject);

-- The names by which records are found (`email:ben@example.com`), see `model::record::names`. `at` is '' for standing things.
-- Filled for records of earlier versions when this is migrated. No foreign key: it would need an index as large again;
-- the rows go where their records go.
CREATE TABLE mention (
  name  TEXT NOT NULL,
  kind  TEXT NOT NULL,
  at    TEXT NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (name, kind, at, place)
) STRICT, WITHOUT ROWID;
