-- The county's own wording of the aids for mediators (aids/*.toml): each change is a row, the highest version of a code is in force.

CREATE TABLE aid_edit (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  code TEXT NOT NULL,                        -- as in the data file, or made here
  version BIGINT NOT NULL,                   -- from 1; the data file's own is 0
  procedure TEXT NOT NULL,                   -- name without version
  method TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  states TEXT NOT NULL,                      -- separated by spaces
  categories TEXT NOT NULL,                  -- separated by spaces; '': all
  shown BIGINT NOT NULL,                     -- 0: put away
  made_at BIGINT NOT NULL,
  made_by TEXT NOT NULL,                     -- account
  PRIMARY KEY (region, id)
);
CREATE UNIQUE INDEX aid_edit_version ON aid_edit (region, code, version);
