-- Who read a notice to an office first: the others there are told so, and the officer whose name the matter bears there
-- still finds it unread.

ALTER TABLE notice ADD COLUMN read_by TEXT; -- account; NULL: not read, or read before this was kept

-- A matter's notices in their order, without a walk through the county's.
DROP INDEX notice_matter;
CREATE INDEX notice_matter ON notice (region, matter, id);
