-- The steps of a judgement, JSON.
ALTER TABLE item ADD COLUMN steps TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(steps));

-- Fingerprint of all that the evaluation depends on: the same means that judging again gives the same answer.
ALTER TABLE evaluation ADD COLUMN inputs TEXT NOT NULL DEFAULT '';
