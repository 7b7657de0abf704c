-- Notices on their way out: one row for each notice and way, and what became of each try. The notice row is the outbox (it is
-- written with the change it tells of); these rows are derived from it, once. How many notices wait, by gateway and cause, is
-- a figure of the gateways, never of people.

CREATE TABLE delivery (
  region TEXT NOT NULL,
  id TEXT NOT NULL,                          -- the stable delivery id: the same in every try, told to the other side
  notice TEXT NOT NULL,
  matter TEXT NOT NULL,
  event TEXT NOT NULL,
  party TEXT,                                -- NULL: to staff
  office TEXT NOT NULL,                      -- to staff: the office told; to a party: the desk that answers for the matter
  way TEXT NOT NULL,                         -- sms webhook mail (by a gateway), call paper (by hand), page (track page only)
  gateway TEXT NOT NULL,                     -- the gateway's name; "hand"; "page"
  state TEXT NOT NULL,                       -- waiting quiet sending printed sent refused failed given_up page
  cause TEXT,                                -- why it is not sent, never personal; NULL: nothing is wrong
  made_at BIGINT NOT NULL,
  next_at BIGINT,                            -- when it is tried (called) next; NULL: no more
  tries BIGINT NOT NULL,
  tried_at BIGINT,                           -- NULL: not yet
  sent_at BIGINT,                            -- when a positive answer was recorded; NULL: none, and only then it is tried
  fence BIGINT NOT NULL,                     -- of the lease it was last taken in hand under; 0: never
  batch TEXT,                                -- the printed batch; NULL: none
  PRIMARY KEY (region, id)
);
CREATE UNIQUE INDEX delivery_notice ON delivery (region, notice, way, gateway);
CREATE INDEX delivery_due ON delivery (region, gateway, state, next_at, id);
CREATE INDEX delivery_state ON delivery (region, state, gateway, cause, id);
CREATE INDEX delivery_work ON delivery (region, office, way, state, id);
CREATE INDEX delivery_gateway ON delivery (region, gateway, sent_at);
CREATE INDEX delivery_matter ON delivery (region, matter, id);
CREATE INDEX delivery_batch ON delivery (region, batch, id);

-- Rows only: each try, call, printing and decision.
CREATE TABLE delivery_try (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  delivery TEXT NOT NULL,
  at BIGINT NOT NULL,
  outcome TEXT NOT NULL,                     -- sent later refused failed retried given_up; reached told_other no_answer wrong_number call_again printed posted handed
  cause TEXT,                                -- NULL: none
  account TEXT,                              -- NULL: the outbox itself
  note TEXT,                                 -- who was told, or why it was given up; NULL: none
  PRIMARY KEY (region, id)
);
CREATE INDEX delivery_try_delivery ON delivery_try (region, delivery, id);

-- Waiting paper notices of one office, printed together.
CREATE TABLE print_batch (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  office TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  made_by TEXT NOT NULL,
  letters BIGINT NOT NULL,
  state TEXT NOT NULL,                       -- printed posted handed
  done_day TEXT,                             -- when it was posted or handed over; NULL: not yet
  PRIMARY KEY (region, id)
);
CREATE INDEX print_batch_office ON print_batch (region, office, made_at, id);

-- What was told before there was a way out stays where it was: in the inbox and on the track page.
UPDATE notice SET state = 'planned' WHERE state IN ('waiting', 'held');
