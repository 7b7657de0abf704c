-- The version of a matter that somebody made by an act. A lamp that turns by the clock is a newer version with nothing done:
-- a page left open meanwhile still acts on what it shows. The store guards every save by `version`; If-Match is this one.

ALTER TABLE matter ADD COLUMN acted_version BIGINT NOT NULL DEFAULT 0;

-- Which of the versions so far were acts is not known: the tags handed out stay as they are.
UPDATE matter SET acted_version = version;
