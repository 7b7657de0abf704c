-- The weekly draw among what was settled on the spot: its seed, its population and what became of each lot, kept so that
-- anyone can work it out again. It is about matters; no column counts by a person.

CREATE TABLE draw (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  town TEXT NOT NULL,                        -- the place whose matters were drawn from
  town_name TEXT NOT NULL,
  week TEXT NOT NULL,                        -- the Monday it was drawn for
  cutoff_at BIGINT NOT NULL,                 -- entered before this
  drawn_at BIGINT NOT NULL,
  seed TEXT NOT NULL,                        -- 32 hexadecimal characters
  share BIGINT NOT NULL,                     -- in a hundred
  least BIGINT NOT NULL,
  population BIGINT NOT NULL,
  sample BIGINT NOT NULL,
  PRIMARY KEY (region, id)
);
CREATE UNIQUE INDEX draw_week ON draw (region, week, town);
CREATE INDEX draw_town ON draw (region, town, week);

CREATE TABLE draw_lot (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  draw TEXT NOT NULL,
  matter TEXT NOT NULL,
  number TEXT NOT NULL,                      -- the matter's, which its hash is made from
  hash TEXT NOT NULL,                        -- SHA-256 of seed, "|" and number
  drawn BIGINT NOT NULL,
  state TEXT NOT NULL,                       -- waiting given closed answered
  done_at BIGINT,                            -- NULL: waiting
  PRIMARY KEY (region, id)
);
CREATE UNIQUE INDEX draw_lot_matter ON draw_lot (region, draw, matter);
CREATE INDEX draw_lot_order ON draw_lot (region, draw, hash);
CREATE INDEX draw_lot_state ON draw_lot (region, state, id);
