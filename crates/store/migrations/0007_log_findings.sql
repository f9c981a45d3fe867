-- Parts that hold findings are made of another part's texts by the detectors of a version.
ALTER TABLE log_part ADD COLUMN derived_from TEXT REFERENCES log_part (file) ON DELETE CASCADE;
ALTER TABLE log_part ADD COLUMN derived_by TEXT CHECK ((derived_by IS NULL) = (derived_from IS NULL));
-- Patterns that somebody marked as false findings; `id` is the pattern with its place.
CREATE TABLE dismissal (
  id      TEXT PRIMARY KEY,
  payload TEXT NOT NULL CHECK (json_valid(payload))
) STRICT, WITHOUT ROWID;
