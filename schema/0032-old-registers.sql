-- Registers that a committee kept before this system: rows to be found again, no matters. They are counted in no form.

-- One sheet taken in. Its rows are taken out again whole, within the days of rules/old_case.h, by who took them in.
CREATE TABLE old_register (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  office TEXT NOT NULL,                      -- the committee
  imported_at BIGINT NOT NULL,
  account TEXT NOT NULL,
  actor_label TEXT NOT NULL,                 -- office and role
  file_name TEXT NOT NULL,                   -- '': not told
  sha256 TEXT NOT NULL,                      -- of the sheet; the sheet itself is not kept
  cases BIGINT NOT NULL,                     -- rows taken in
  undone_at BIGINT,                          -- NULL: it stands
  PRIMARY KEY (region, id)
);
CREATE INDEX old_register_day ON old_register (region, imported_at, id);

CREATE TABLE old_case (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  old_register TEXT NOT NULL,
  office TEXT NOT NULL,                      -- the committee
  office_path TEXT NOT NULL,                 -- of its place, as of the day it was taken in
  number TEXT NOT NULL,                      -- in the committee's register
  received_day TEXT NOT NULL,
  concluded_day TEXT,                        -- NULL: the register does not say
  place_path TEXT NOT NULL,                  -- where the dispute was; the committee's where the register does not say
  place_name TEXT NOT NULL,
  parties TEXT NOT NULL,                     -- names as the register has them, divided by 、
  kind TEXT NOT NULL,                        -- code of the justice offices' list
  summary TEXT NOT NULL,
  result TEXT NOT NULL,                      -- written oral failed; '': the register does not say
  amount BIGINT NOT NULL,                    -- fen; 0: none
  shelf TEXT,                                -- where the paper file stands; NULL: the register does not say
  PRIMARY KEY (region, id)
);
CREATE UNIQUE INDEX old_case_number ON old_case (region, office, number);
CREATE INDEX old_case_day ON old_case (region, received_day, id);
CREATE INDEX old_case_register ON old_case (region, old_register);
