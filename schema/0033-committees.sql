-- The justice bureau's list of people's mediation committees and mediators (人民调解法 article 10), and the figures of the form of
-- organisations, staff, means and places that no register has.

-- A committee as it is listed, from a day on. One row of a committee stands on any day.
CREATE TABLE committee (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  office TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,                             -- NULL: stands
  kind TEXT NOT NULL,                        -- village town enterprise association trade other
  founded_day TEXT,                          -- NULL: not told
  filed_number TEXT,                         -- as told to the court; NULL: not told
  address TEXT,                              -- NULL: not told
  phone TEXT,                                -- the committee's own; NULL: not told
  members BIGINT NOT NULL,                   -- 委员, as told to the court; 0: not told
  women BIGINT NOT NULL,                     -- among them
  entered_at BIGINT NOT NULL,
  account TEXT NOT NULL,
  actor_label TEXT NOT NULL,
  PRIMARY KEY (region, id)
);
CREATE INDEX committee_office ON committee (region, office, valid_from);

-- One term of one mediator at one committee.
CREATE TABLE mediator_term (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  version BIGINT NOT NULL,
  office TEXT NOT NULL,                      -- the committee
  name TEXT NOT NULL,
  engagement TEXT NOT NULL,                  -- full part
  seat TEXT NOT NULL,                        -- chair vice member engaged
  from_day TEXT NOT NULL,
  to_day TEXT,                               -- the last day; NULL: no end set
  post TEXT,                                 -- the post by which they work in this system; NULL: none
  entered_at BIGINT NOT NULL,
  PRIMARY KEY (region, id)
);
CREATE INDEX mediator_term_office ON mediator_term (region, office, from_day, id);
CREATE INDEX mediator_term_post ON mediator_term (region, post);

-- A figure of a town and year that somebody entered; the last one stands, the earlier ones stay.
CREATE TABLE team_figure (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  place TEXT NOT NULL,
  year BIGINT NOT NULL,
  name TEXT NOT NULL,                        -- of model/committee.h
  value BIGINT NOT NULL,                     -- fen, or a number of things
  entered_at BIGINT NOT NULL,
  account TEXT NOT NULL,
  actor_label TEXT NOT NULL,
  PRIMARY KEY (region, id)
);
CREATE INDEX team_figure_year ON team_figure (region, year, place, name, entered_at);
