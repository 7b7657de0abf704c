-- Edits made in the field: two records of one fact that do not agree are both kept until one human has chosen.

ALTER TABLE matter ADD COLUMN differing BIGINT NOT NULL DEFAULT 0;  -- how many discrepancies are open
ALTER TABLE party ADD COLUMN interpreter TEXT;                      -- who translates for them; NULL: nobody is needed

CREATE TABLE discrepancy (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  fact TEXT NOT NULL,                        -- title, place_detail …; parties/<id>/phone
  offered TEXT,                              -- NULL: nothing is to stand there; or settled, the history keeps it
  base TEXT,                                 -- what stood there when it was written; NULL: nothing; or settled
  event TEXT NOT NULL,                       -- that kept it
  account TEXT NOT NULL,                     -- who wrote it
  office TEXT,                               -- NULL: no post
  actor_label TEXT NOT NULL,                 -- office and post, never a name
  client_id TEXT NOT NULL,                   -- made on the device, with the edits it came with
  device TEXT NOT NULL,                      -- drawn by the browser, tells two devices apart and nothing else
  device_seq BIGINT NOT NULL,                -- 1, 2, 3 … on that device
  made_at BIGINT NOT NULL,                   -- by the device's clock
  entered_at BIGINT NOT NULL,
  asked_account TEXT,                        -- who is to choose; NULL: the office
  asked_office TEXT,                         -- NULL: the account; or settled
  state TEXT NOT NULL,                       -- open taken dropped same
  settled_at BIGINT,                         -- NULL: open
  PRIMARY KEY (region, id)
);
CREATE INDEX discrepancy_matter ON discrepancy (region, matter, state);
CREATE INDEX discrepancy_account ON discrepancy (region, asked_account, state, matter);
CREATE INDEX discrepancy_office ON discrepancy (region, asked_office, state, matter);
