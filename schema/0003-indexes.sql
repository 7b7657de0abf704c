-- Rows are found by what the statements ask for and in the order they ask for it, so that no plan walks a county's posts.
DROP INDEX post_account;
CREATE INDEX post_account ON post (region, account, id);
DROP INDEX responsibility_post;
CREATE INDEX responsibility_post ON responsibility (region, post, place);
