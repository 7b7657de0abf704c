-- What was received or closed between two days: the brief's figures, and the lists behind them. A brief that is asked for again
-- and again is kept under a name, for its owner alone.

CREATE INDEX matter_received ON matter (region, received_at, ordinal);
CREATE INDEX matter_closed ON matter (region, closed_at, ordinal);

CREATE TABLE saved_brief (
  region TEXT NOT NULL,
  id TEXT NOT NULL,                          -- given by the page, so that a repeated save is one
  account TEXT NOT NULL,
  name TEXT NOT NULL,
  period TEXT NOT NULL,                      -- day week month
  place TEXT,                                -- NULL: the reader's whole scope
  category TEXT,                             -- NULL: every kind
  made_at BIGINT NOT NULL,
  PRIMARY KEY (region, id)
);
CREATE INDEX saved_brief_account ON saved_brief (region, account, made_at, id);
