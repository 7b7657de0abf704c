-- Reminders to an office before something happens again: a kind that keeps coming in at one village, promises about to fall due, a season
-- that was busy in former years. Each says its reason and has a list of matters behind it. None is about a person.

CREATE TABLE reminder (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  office TEXT NOT NULL,
  kind TEXT NOT NULL,                        -- recurring due season
  subject TEXT NOT NULL,                     -- village|category, "due", category|month: one of a kind for an office and week
  week TEXT NOT NULL,                        -- the Monday it was made for
  title TEXT NOT NULL,
  reason TEXT NOT NULL,
  place TEXT,                                -- NULL: the office's own
  category TEXT,                             -- NULL: of every kind
  from_day TEXT NOT NULL,                    -- of the list behind it
  until_day TEXT NOT NULL,
  matters BIGINT NOT NULL,                   -- as of made_at; what the list holds now may differ
  made_at BIGINT NOT NULL,
  state TEXT NOT NULL,                       -- open arranged needless
  answer TEXT,                               -- NULL: not answered
  answered_at BIGINT,
  answered_by TEXT,                          -- account
  PRIMARY KEY (region, id)
);
CREATE UNIQUE INDEX reminder_week ON reminder (region, week, office, kind, subject);
CREATE INDEX reminder_office ON reminder (region, office, state, week);
CREATE INDEX obligation_due ON obligation (region, due_day);
