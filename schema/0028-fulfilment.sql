-- What becomes of a promise: a clause paid in parts is a row a part, each with its day; a receipt is a line of its own with day, way,
-- who gave and who took, and what proves it; what was entered wrongly is reversed by a line that names it.

ALTER TABLE obligation ADD COLUMN clause BIGINT NOT NULL DEFAULT 0;       -- 第几条; 0: its ordinal, from before there were parts
ALTER TABLE obligation ADD COLUMN instalment BIGINT NOT NULL DEFAULT 0;   -- 第几期; 0: not in parts
ALTER TABLE obligation ADD COLUMN instalments BIGINT NOT NULL DEFAULT 0;  -- 共几期; 0: not in parts
ALTER TABLE obligation ADD COLUMN condition TEXT;                         -- owed once this has happened; NULL: without one
ALTER TABLE obligation ADD COLUMN within_days BIGINT;                     -- how long after the condition; NULL: without one
ALTER TABLE obligation ADD COLUMN method TEXT;                            -- how: 现金、转账……; NULL: not told

ALTER TABLE ledger ADD COLUMN day TEXT;       -- when it happened; NULL: promised, or from before days were kept apart
ALTER TABLE ledger ADD COLUMN way TEXT;       -- cash transfer mobile cheque goods deposit other; NULL: not told
ALTER TABLE ledger ADD COLUMN giver TEXT;     -- party; NULL: not told
ALTER TABLE ledger ADD COLUMN taker TEXT;     -- party; NULL: not told
ALTER TABLE ledger ADD COLUMN evidence TEXT;  -- attachment; NULL: none
ALTER TABLE ledger ADD COLUMN reverses TEXT;  -- the line that was wrong; NULL: reverses none
