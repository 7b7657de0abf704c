-- A party who came from another matter, by joining or by splitting, keeps the code they hold: it leads from the row they came from
-- to the row where their matter goes on.
-- apart: pairs of matters that the desk has looked at and found to be two; they are not suggested to each other again.

ALTER TABLE party ADD COLUMN origin TEXT;         -- the party's id in the matter they came from; NULL: from none
ALTER TABLE party ADD COLUMN joined_at BIGINT;    -- NULL: here from the start
ALTER TABLE party ADD COLUMN left_at BIGINT;      -- NULL: still a party; else their own matter stands on its own again
CREATE INDEX party_origin ON party (region, origin, id);

CREATE TABLE apart (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,                      -- the smaller id of the two
  other TEXT NOT NULL,
  office TEXT NOT NULL,                      -- whose desk looked
  at BIGINT NOT NULL,
  PRIMARY KEY (region, id)
);
CREATE UNIQUE INDEX apart_pair ON apart (region, matter, other);
CREATE INDEX apart_other ON apart (region, other);
