-- What a mediator is still writing at the desk: the talk, the draft of the agreement. Deleted once it is a record or the mediation is over.

CREATE TABLE working_paper (
  region TEXT NOT NULL,
  matter TEXT NOT NULL,
  proceeding TEXT NOT NULL,
  kind TEXT NOT NULL,       -- talk draft
  version BIGINT NOT NULL,
  content TEXT NOT NULL,    -- JSON
  saved_at BIGINT NOT NULL,
  saved_by TEXT NOT NULL,   -- account
  PRIMARY KEY (region, proceeding, kind)
);
