-- A matter's numbers in other systems: which way each went, what the other side says of it, and when it was answered.

ALTER TABLE external_reference ADD COLUMN direction TEXT NOT NULL DEFAULT 'in'; -- in: they sent it to us; out: we sent it to them
ALTER TABLE external_reference ADD COLUMN kind TEXT;        -- a court's letter: pre_filing ordinary simple; NULL: none of these
ALTER TABLE external_reference ADD COLUMN due_reason TEXT;  -- why due_at is that day, in one sentence; NULL: the other side's own day
ALTER TABLE external_reference ADD COLUMN state TEXT;       -- where it stands over there, in their words; NULL: not told
ALTER TABLE external_reference ADD COLUMN result TEXT;      -- how it ended over there; NULL: not told
ALTER TABLE external_reference ADD COLUMN replied_at BIGINT;  -- NULL: not answered
ALTER TABLE external_reference ADD COLUMN reply_sheet TEXT;   -- the sheet the answer went out with; NULL: not answered

-- So far only a matter sent to another system left a row.
UPDATE external_reference SET direction = 'out';

CREATE INDEX external_reference_received ON external_reference (region, system, direction, received_at, id);
