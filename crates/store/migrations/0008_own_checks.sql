-- The company's own checks; `id` is the check's id with its version. Versions are never removed.
CREATE TABLE own_check (
  id      TEXT PRIMARY KEY,
  payload TEXT NOT NULL CHECK (json_valid(payload))
) STRICT, WITHOUT ROWID;
