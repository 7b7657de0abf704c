-- Grids and household groups edited while the county works. A place's rows are never changed but for their last day; a change that
-- takes open matters along waits for a second administrator.

CREATE TABLE place_change (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,                        -- split move
  source TEXT NOT NULL,                      -- the grid whose groups go
  target TEXT NOT NULL,                      -- the grid they go to; of a split: made by it
  target_name TEXT NOT NULL,
  groups TEXT NOT NULL,                      -- ids with a space between
  reason TEXT NOT NULL,
  seen TEXT NOT NULL,                        -- hash of what would move, as it was looked at
  state TEXT NOT NULL,                       -- waiting done declined
  submitted_at BIGINT NOT NULL,
  submitted_by TEXT NOT NULL,                -- account
  decided_at BIGINT,                         -- NULL: waiting
  decided_by TEXT,                           -- account; NULL: waiting
  answer TEXT,                               -- why declined; NULL: not
  moved BIGINT NOT NULL,                     -- open matters that followed so far
  finished_at BIGINT,                        -- NULL: not all open matters have been looked at
  PRIMARY KEY (region, id)
);
CREATE INDEX place_change_state ON place_change (region, state, submitted_at, id);

-- A grid's outline from before it was split: a point in it is known to lie in the village only.
CREATE TABLE shared_outline (
  region TEXT NOT NULL,
  id TEXT NOT NULL,                          -- the grid it was drawn for
  village TEXT NOT NULL,
  geometry TEXT NOT NULL,                    -- GeoJSON geometry
  valid_from TEXT NOT NULL,
  valid_to TEXT,                             -- NULL: still so
  PRIMARY KEY (region, id, valid_from)
);
