-- Categories and other systems' lists from a day on, precedents that are no longer cited, and procedures released here.

ALTER TABLE category ADD COLUMN valid_from TEXT;   -- NULL: from the beginning
ALTER TABLE category ADD COLUMN valid_to TEXT;     -- NULL: still so

-- A list of another system as this county was given it, where the program brings none.
CREATE TABLE code_target (
  system TEXT NOT NULL,                      -- as in code_map
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  basis TEXT NOT NULL,                       -- the paper it was taken from
  ordinal BIGINT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,                             -- NULL: still so
  PRIMARY KEY (system, code, valid_from)
);

CREATE TABLE ruling_withdrawn (
  region TEXT NOT NULL,
  id TEXT NOT NULL,                          -- the ruling's
  reason TEXT NOT NULL,
  withdrawn_by TEXT NOT NULL,                -- account
  withdrawn_at BIGINT NOT NULL,
  PRIMARY KEY (region, id)
);

-- A procedure file handed in by one administrator, for another to release.
CREATE TABLE procedure_draft (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  version BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  text TEXT NOT NULL,
  state TEXT NOT NULL,                       -- waiting released declined
  submitted_at BIGINT NOT NULL,
  submitted_by TEXT NOT NULL,                -- account
  decided_at BIGINT,                         -- NULL: waiting
  decided_by TEXT,                           -- account; NULL: waiting
  reason TEXT,                               -- NULL: none was asked for
  PRIMARY KEY (region, id)
);
CREATE INDEX procedure_draft_state ON procedure_draft (region, state, submitted_at, id);

ALTER TABLE procedure_release ADD COLUMN released_by TEXT;  -- account; NULL: from before it was kept
