-- Messages of an office to the places below it, and one receipt for each household group. Nothing is copied down: whom a
-- message reaches follows from the places above a group. A receipt says how a place was reached, not who did how much.

CREATE TABLE message (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  office TEXT NOT NULL,
  account TEXT NOT NULL,                     -- who sent it
  place TEXT NOT NULL,                       -- everything below it is told
  place_name TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  receipts BIGINT NOT NULL,                  -- 1: each group answers
  open_to_all BIGINT NOT NULL,               -- 1: residents see it as well
  until_day TEXT NOT NULL,                   -- the last day it holds
  made_at BIGINT NOT NULL,
  state TEXT NOT NULL,                       -- open recalled corrected
  reason TEXT,                               -- of the recall; NULL: none
  corrects TEXT,                             -- the message this one puts right; NULL: none
  ended_at BIGINT,                           -- NULL: open
  PRIMARY KEY (region, id)
);
CREATE INDEX message_place ON message (region, place, until_day);
CREATE INDEX message_office ON message (region, office, made_at, id);

CREATE TABLE message_receipt (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  message TEXT NOT NULL,
  place TEXT NOT NULL,                       -- the household group
  place_path TEXT NOT NULL,                  -- as of that day
  state TEXT NOT NULL,                       -- read relayed
  read_at BIGINT NOT NULL,
  relayed_at BIGINT,                         -- NULL: not relayed
  how TEXT,                                  -- visit call chat; NULL: not relayed
  households BIGINT,                         -- told; NULL: not relayed
  post TEXT NOT NULL,                        -- under which it was answered
  PRIMARY KEY (region, id)
);
CREATE UNIQUE INDEX message_receipt_place ON message_receipt (region, message, place);

-- Everything below a place, without a walk through the county's.
CREATE INDEX place_path ON place (region, path);
