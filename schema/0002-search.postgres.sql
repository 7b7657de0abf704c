-- The same bigrams and scope tokens as in SQLite, found by a GIN index.
CREATE TABLE matter_text (region TEXT NOT NULL, ordinal BIGINT NOT NULL, body TSVECTOR NOT NULL, PRIMARY KEY (region, ordinal));
CREATE INDEX matter_text_body ON matter_text USING GIN (body) WITH (fastupdate = off);
