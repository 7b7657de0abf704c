-- An office's notice that its receiver reads after a colleague keeps the colleague's reading: taking the later one back leaves it.

ALTER TABLE notice ADD COLUMN read_before_at BIGINT;  -- NULL: nobody else read it before
ALTER TABLE notice ADD COLUMN read_before_by TEXT;    -- account; NULL: nobody
