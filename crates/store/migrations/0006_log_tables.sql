-- The table of the log store whose rows a part holds.
ALTER TABLE log_part ADD COLUMN log_table TEXT NOT NULL DEFAULT 'gateway' CHECK (log_table <> '');
