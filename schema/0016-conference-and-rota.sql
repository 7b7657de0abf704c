-- The weekly conference (研判会) of a centre: which matters are on its list, why, and what it concluded. And the days on which bodies that
-- are not always there sit at the centre (轮驻).

CREATE TABLE conference_item (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  office TEXT NOT NULL,                      -- the centre whose conference it is
  week TEXT NOT NULL,                        -- the Monday
  matter TEXT NOT NULL,
  reason TEXT NOT NULL,
  added_by TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  conclusion TEXT,                           -- NULL: not yet talked about
  concluded_at BIGINT,
  event TEXT,                                -- the matter's event that holds the conclusion
  PRIMARY KEY (region, id)
);
CREATE UNIQUE INDEX conference_item_once ON conference_item (region, office, week, matter);

CREATE TABLE rota_day (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  centre TEXT NOT NULL,
  day TEXT NOT NULL,
  office TEXT NOT NULL,                      -- the body that sits that day
  window_name TEXT,                          -- NULL: no window of its own
  phone TEXT,                                -- of the window; NULL: the body's own
  PRIMARY KEY (region, id)
);
CREATE UNIQUE INDEX rota_day_once ON rota_day (region, centre, day, office);
