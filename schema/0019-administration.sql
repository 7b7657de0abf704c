-- What administration changes while the county works: tables of days off, and offices from a day on.

-- Each text of a calendar as it was saved, the newest in force; what it replaced stays readable, to be put back.
CREATE TABLE calendar_text (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  year BIGINT NOT NULL,                      -- 0: the days off of this place
  text TEXT,                                 -- NULL: taken back, the program's own table holds again
  saved_at BIGINT NOT NULL,
  saved_by TEXT NOT NULL,                    -- account
  moved BIGINT NOT NULL,                     -- deadlines that were derived again so far
  done_at BIGINT,                            -- NULL: not all open deadlines have been looked at
  PRIMARY KEY (region, id)
);
CREATE INDEX calendar_text_year ON calendar_text (region, year, saved_at, id);
CREATE INDEX calendar_text_done ON calendar_text (region, done_at);

-- An office as it is from a day on. The office's own row holds what it was at first; its id never changes.
CREATE TABLE office_version (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  office TEXT NOT NULL,
  valid_from TEXT NOT NULL,                  -- until the next version's day
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  place TEXT NOT NULL,
  presence TEXT NOT NULL,
  logs_in BIGINT NOT NULL,
  phone TEXT,                                -- NULL: none published
  saved_at BIGINT NOT NULL,
  saved_by TEXT NOT NULL,                    -- account
  PRIMARY KEY (region, id)
);
CREATE UNIQUE INDEX office_version_day ON office_version (region, office, valid_from);
