-- What was answered to another system: one sheet, its lines as they went out. A line holds as long as its reference names the
-- sheet; taken back, the reference is open again and the line stands for the history only.

CREATE TABLE reply_sheet (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  system TEXT NOT NULL,
  from_day TEXT NOT NULL,                    -- received from this day
  to_day TEXT NOT NULL,                      -- to this day
  made_at BIGINT NOT NULL,
  made_by TEXT NOT NULL,                     -- account
  office TEXT NOT NULL,
  PRIMARY KEY (region, id)
);
CREATE INDEX reply_sheet_office ON reply_sheet (region, office, made_at, id);

CREATE TABLE reply_line (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  sheet TEXT NOT NULL,
  ordinal BIGINT NOT NULL,                   -- 1, 2, 3 … as in the sheet
  reference TEXT NOT NULL,                   -- external_reference
  matter TEXT NOT NULL,
  number TEXT NOT NULL,                      -- theirs
  received_day TEXT NOT NULL,
  ours TEXT NOT NULL,                        -- our number
  state TEXT NOT NULL,
  result TEXT NOT NULL,
  day TEXT,                                  -- closed on; NULL: not told
  contact TEXT NOT NULL,                     -- the office's phone; "": none
  PRIMARY KEY (region, id)
);
CREATE INDEX reply_line_sheet ON reply_line (region, sheet, ordinal);
