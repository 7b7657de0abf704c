-- What comes from the field: files that come in pieces over a bad line.

CREATE TABLE upload (
  region TEXT NOT NULL,
  id TEXT NOT NULL,                          -- given by the phone, so that it can go on where it stopped
  matter TEXT NOT NULL,
  party TEXT,                                -- NULL: sent by staff
  account TEXT,                              -- NULL: sent by a party
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,                  -- as the sender says; the content decides once it is whole
  sha256 TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  received BIGINT NOT NULL,                  -- where the next piece begins
  of_report BIGINT NOT NULL,                 -- 1: part of the report itself
  attachment TEXT,                           -- NULL: not whole yet
  made_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (region, matter, id)
);
CREATE INDEX upload_changed ON upload (region, changed_at);

CREATE TABLE upload_piece (
  region TEXT NOT NULL,
  matter TEXT NOT NULL,
  upload TEXT NOT NULL,
  start_at BIGINT NOT NULL,                  -- bytes before it
  body TEXT NOT NULL,                        -- base64url
  PRIMARY KEY (region, matter, upload, start_at)
);
