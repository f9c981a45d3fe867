-- What somebody decided about whose account it is; `id` is system and log-in in lower case, JSON.
CREATE TABLE identity_decision (
  id      TEXT PRIMARY KEY,
  payload TEXT NOT NULL CHECK (json_valid(payload))
) STRICT, WITHOUT ROWID;
