-- Who read a notice to an office first: the others there are told so, and the officer whose name the matter bears there
-- still finds it unread.

ALTER TABLE notice ADD COLUMN read_by TEXT; -- account; NULL: not read, or read before this was kept
