-- A dispute held elsewhere that is not ours: number, state and due day, and where it is. Nobody's name. It is no matter and is
-- counted nowhere; once its number is a reference of a matter, it is that matter's.

CREATE TABLE stub (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  version BIGINT NOT NULL,
  system TEXT NOT NULL,
  number TEXT NOT NULL,                      -- theirs, as normal_number() leaves it
  state TEXT,                                -- where it stands over there, in their words; NULL: not told
  due_day TEXT,                              -- NULL: not told
  place TEXT NOT NULL,
  place_path TEXT NOT NULL,                  -- as of the day it was entered
  place_name TEXT NOT NULL,
  heard_day TEXT NOT NULL,                   -- when we heard of it
  outcome TEXT,                              -- settled judged handled withdrawn refused moved other; NULL: still open
  ended_day TEXT,                            -- NULL: still open
  entered_at BIGINT NOT NULL,
  PRIMARY KEY (region, id)
);
CREATE UNIQUE INDEX stub_number ON stub (region, system, number);
CREATE INDEX stub_heard ON stub (region, system, heard_day, id);

-- What was told of it, only added to.
CREATE TABLE stub_event (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  stub TEXT NOT NULL,
  at BIGINT NOT NULL,
  account TEXT NOT NULL,
  actor_label TEXT NOT NULL,                 -- office and role
  text TEXT NOT NULL,
  PRIMARY KEY (region, id)
);
CREATE INDEX stub_event_stub ON stub_event (region, stub, at, id);
