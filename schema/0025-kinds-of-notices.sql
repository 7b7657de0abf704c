-- What a notice to staff is about, so that the inbox is read by kind; public messages of a place, newest first; and which reading
-- of what every process keeps in memory is the newest.

ALTER TABLE notice ADD COLUMN kind TEXT NOT NULL DEFAULT 'progress';  -- assignment overdue supervision progress

CREATE INDEX message_public ON message (region, place, open_to_all, made_at, id);

CREATE TABLE held_version (
  region TEXT NOT NULL,
  name TEXT NOT NULL,                        -- calendar directory places procedures
  version BIGINT NOT NULL,                   -- one more with each change, in the change's own transaction
  PRIMARY KEY (region, name)
);
