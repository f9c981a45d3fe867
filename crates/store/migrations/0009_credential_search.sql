-- What looking for credentials in an original came to. Made anew whenever the detectors change, so that it is no part of the
-- activity chain.
CREATE TABLE credential_search (
  evidence INTEGER PRIMARY KEY REFERENCES evidence (id) ON DELETE CASCADE,
  payload  TEXT NOT NULL CHECK (json_valid(payload))
) STRICT;
