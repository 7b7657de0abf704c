-- The spine: territory, offices, matters and everything that hangs on a matter.
-- One text for SQLite and PostgreSQL: TEXT, BIGINT and DOUBLE PRECISION only; every key begins with region
-- (the county's 6-digit code at first install, never re-keyed). Times are ms UTC, days are TEXT YYYY-MM-DD,
-- money is fen. NULL always has a meaning, told at the column. The empty string is never stored.
-- Which columns say something of a person stands in schema/field_registry.toml (class, purpose, retention, mask).

CREATE TABLE county (
  region TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  prefix TEXT NOT NULL,                      -- of matter numbers: PD
  installed_at BIGINT NOT NULL,
  demo BIGINT NOT NULL,                      -- 1: an invented county with printed logins
  sponsor TEXT,                              -- 主办单位; NULL: not yet told
  filing TEXT,                               -- 备案编号; NULL: not yet filed
  hotline TEXT                               -- NULL: none
);

-- ---- territory and offices ----------------------------------------------------------------------------

CREATE TABLE place (
  region TEXT NOT NULL,
  id TEXT NOT NULL,                          -- the code at first entry; never re-keyed
  valid_from TEXT NOT NULL,
  valid_to TEXT,                             -- NULL: still so
  kind TEXT NOT NULL,                        -- county town village grid group household
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  parent TEXT,                               -- NULL: the county itself
  path TEXT NOT NULL,                        -- /520422/520422001/… : ids from the county down, ending with /
  full_name TEXT NOT NULL,                   -- 定南街道塔山社区第2网格
  geometry TEXT,                             -- GeoJSON geometry; NULL: not drawn
  search TEXT NOT NULL,                      -- name and code, for the place finder
  PRIMARY KEY (region, id, valid_from)
);
CREATE INDEX place_parent ON place (region, parent, valid_to, code);
CREATE INDEX place_kind ON place (region, kind, code);

CREATE TABLE office (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,                        -- county_centre town_centre village mediation_committee department court procuratorate police …
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  parent TEXT,                               -- NULL: top of the office tree
  path TEXT NOT NULL,                        -- ids from the top, /…/…/
  place TEXT NOT NULL,                       -- its place scope: this place and everything below
  presence TEXT NOT NULL,                    -- resident rotating on_call local
  independent BIGINT NOT NULL,               -- 1: no ruling, card or instruction is possible on it
  logs_in BIGINT NOT NULL,                   -- 0: works by slips
  phone TEXT,                                -- NULL: none published
  valid_from TEXT NOT NULL,
  valid_to TEXT,                             -- NULL: still so
  PRIMARY KEY (region, id)
);
CREATE INDEX office_place ON office (region, place, kind);

CREATE TABLE account (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  phone TEXT,                                -- NULL: not given
  password TEXT,                             -- Argon2id string; NULL: cannot log in
  state TEXT NOT NULL,                       -- active disabled
  created_at BIGINT NOT NULL,
  password_at BIGINT,                        -- NULL: never set
  version BIGINT NOT NULL,
  PRIMARY KEY (region, id)
);
CREATE UNIQUE INDEX account_login ON account (region, login);

CREATE TABLE post (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  account TEXT NOT NULL,
  office TEXT NOT NULL,
  role TEXT NOT NULL,                        -- triage handler mediator grid_worker group_head leader verifier supervisor system_admin …
  valid_from TEXT NOT NULL,
  valid_to TEXT,                             -- NULL: still so
  PRIMARY KEY (region, id)
);
CREATE INDEX post_account ON post (region, account);
CREATE INDEX post_office ON post (region, office, role);

-- Who answers for a place, as what, and since when.
CREATE TABLE responsibility (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  place TEXT NOT NULL,
  duty TEXT NOT NULL,                        -- triage grid group_head mediation
  office TEXT NOT NULL,
  post TEXT,                                 -- NULL: the office as a whole
  valid_from TEXT NOT NULL,
  valid_to TEXT,                             -- NULL: still so
  PRIMARY KEY (region, id)
);
CREATE INDEX responsibility_place ON responsibility (region, place, duty);
CREATE INDEX responsibility_post ON responsibility (region, post);

-- The duty list (职责清单): which office a kind of matter belongs to, and on what ground.
CREATE TABLE duty (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  office TEXT NOT NULL,
  category TEXT NOT NULL,
  text TEXT NOT NULL,
  basis TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,                             -- NULL: still so
  PRIMARY KEY (region, id)
);
CREATE INDEX duty_category ON duty (region, category);

CREATE TABLE login_session (
  region TEXT NOT NULL,
  token TEXT NOT NULL,                       -- SHA-256 of the token in the cookie
  account TEXT NOT NULL,
  csrf TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (region, token)
);
CREATE INDEX login_session_account ON login_session (region, account);

-- ---- the matter -----------------------------------------------------------------------------------------

CREATE TABLE matter (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  ordinal BIGINT NOT NULL,                   -- leaf index of its first event: unique in the region, grows with time
  version BIGINT NOT NULL,
  number TEXT NOT NULL,                      -- public: PD2026-000123
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  category TEXT NOT NULL,
  scale TEXT NOT NULL,                       -- individual small_group large_group
  urgent BIGINT NOT NULL,                    -- 1: class of its own at the desk
  place TEXT NOT NULL,
  place_path TEXT NOT NULL,                  -- as of the day of intake
  place_name TEXT NOT NULL,                  -- full name as of that day
  place_detail TEXT,                         -- NULL: not told
  lon_e6 BIGINT,                             -- NULL: no point given (never demanded)
  lat_e6 BIGINT,
  channel TEXT NOT NULL,                     -- phone_page grid_worker group_head counter call letter api
  intake_office TEXT,                        -- NULL: came from a resident's own phone
  entered_by TEXT,                           -- account; NULL: the resident
  seal TEXT NOT NULL,                        -- open sealed (minors, domestic violence) confidential (complaint)
  happened_at TEXT,                          -- day; NULL: not told
  received_at BIGINT NOT NULL,
  entered_at BIGINT NOT NULL,
  people BIGINT,                             -- how many it concerns; NULL: not known
  amount_fen BIGINT,                         -- NULL: none or not known
  root TEXT NOT NULL,                        -- counts follow this id (itself, or what it was merged into)
  status TEXT NOT NULL,                      -- phase of the leading proceeding, denormalised for lists
  status_title TEXT NOT NULL,
  open BIGINT NOT NULL,
  due_at BIGINT,                             -- earliest armed deadline; NULL: none runs
  close_kind TEXT,                           -- NULL: not closed. substantive staged procedural terminated withdrawn
  closed_at BIGINT,                          -- NULL: not closed
  month TEXT NOT NULL,                       -- YYYY-MM of received_at, China
  PRIMARY KEY (region, id)
);
CREATE UNIQUE INDEX matter_number ON matter (region, number);
CREATE UNIQUE INDEX matter_ordinal ON matter (region, ordinal);

-- What a list or search may be scoped by: one row per office involved and per place on the path.
-- Sealed matters have no rows for villages and below; see rules/scope.
CREATE TABLE matter_scope (
  region TEXT NOT NULL,
  token TEXT NOT NULL,
  ordinal BIGINT NOT NULL,
  matter TEXT NOT NULL,
  PRIMARY KEY (region, token, ordinal)
);
CREATE INDEX matter_scope_matter ON matter_scope (region, matter);

CREATE TABLE party (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  role TEXT NOT NULL,                        -- reporter applicant respondent other
  kind TEXT NOT NULL,                        -- natural legal other
  name TEXT,                                 -- NULL: not told
  hidden BIGINT NOT NULL,                    -- 1: 不公开身份, shown to the handling desk only
  phone TEXT,                                -- NULL: none
  phone_key TEXT,                            -- keyed hash for the one look-up; NULL: no phone
  id_cipher TEXT,                            -- NULL: not needed so far
  id_key TEXT,
  address TEXT,                              -- NULL: not told
  contact_flags TEXT,                        -- "no_call no_paper"; NULL: none
  helped_by TEXT,                            -- who wrote it down for them; NULL: themselves
  secret TEXT,                               -- SHA-256 of the tracking secret; NULL: has none
  secret_round BIGINT NOT NULL,              -- one more makes the old secret worthless
  pin TEXT,                                  -- keyed hash of the PIN; NULL: none was set
  version BIGINT NOT NULL,
  PRIMARY KEY (region, id)
);
CREATE INDEX party_matter ON party (region, matter, id);
CREATE INDEX party_secret ON party (region, secret);
CREATE INDEX party_phone ON party (region, phone_key);
CREATE INDEX party_id_key ON party (region, id_key);

CREATE TABLE proceeding (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  version BIGINT NOT NULL,
  procedure_name TEXT NOT NULL,              -- grid_matter
  procedure_version BIGINT NOT NULL,
  state TEXT NOT NULL,
  parent TEXT,                               -- NULL: the matter's first proceeding
  lead_office TEXT,                          -- NULL: not yet assigned
  desk_office TEXT NOT NULL,                 -- whose triage desk answers for it
  round BIGINT NOT NULL,                     -- a fresh start after refusal is round 2
  outcome TEXT,                              -- NULL: none yet
  close_kind TEXT,                           -- NULL: open
  number TEXT,                               -- of the procedure's own series; NULL: has none
  opened_at BIGINT NOT NULL,
  closed_at BIGINT,                          -- NULL: open
  PRIMARY KEY (region, id)
);
CREATE INDEX proceeding_matter ON proceeding (region, matter);
CREATE INDEX proceeding_procedure ON proceeding (region, procedure_name, procedure_version, state);

CREATE TABLE assignment (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  proceeding TEXT NOT NULL,
  office TEXT NOT NULL,
  receiver TEXT,                             -- account named as receiver; NULL: the office has no login
  kind TEXT NOT NULL,                        -- desk lead co copied verify
  state TEXT NOT NULL,                       -- given accepted returned reported ended
  task TEXT,                                 -- what is asked; NULL: the matter itself
  given_at BIGINT NOT NULL,
  given_by TEXT,                             -- account; NULL: by the procedure itself
  accepted_at BIGINT,                        -- NULL: not yet
  ended_at BIGINT,                           -- NULL: open
  open BIGINT NOT NULL,
  due_at BIGINT,                             -- earliest deadline that binds this office; NULL: none
  return_reason TEXT,                        -- NULL: not returned
  return_duty TEXT,                          -- the duty row cited
  ruling TEXT,                               -- the centre's ruling on the return
  lamp TEXT NOT NULL,                        -- green yellow red: of the matter at this office, never of a person
  PRIMARY KEY (region, id)
);
CREATE INDEX assignment_matter ON assignment (region, matter);
CREATE INDEX assignment_work ON assignment (region, office, open, due_at);

-- Precedents of whose-job rulings (J3).
CREATE TABLE ruling (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  assignment TEXT NOT NULL,
  category TEXT NOT NULL,
  place_path TEXT NOT NULL,
  office TEXT NOT NULL,                      -- the office that refused
  duty TEXT NOT NULL,                        -- the row it cited
  upheld BIGINT NOT NULL,                    -- 1: rightly returned
  competent TEXT NOT NULL,                   -- the office the centre named
  reason TEXT NOT NULL,
  ruled_by TEXT NOT NULL,
  ruled_at BIGINT NOT NULL,
  PRIMARY KEY (region, id)
);
CREATE INDEX ruling_kind ON ruling (region, category, ruled_at, id);
CREATE INDEX ruling_matter ON ruling (region, matter, ruled_at, id);

CREATE TABLE consent (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  proceeding TEXT NOT NULL,
  party TEXT NOT NULL,
  round BIGINT NOT NULL,
  given BIGINT NOT NULL,                     -- 1 agreed, 0 refused
  way TEXT NOT NULL,                         -- written spoken phone
  at BIGINT NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (region, id)
);
CREATE INDEX consent_matter ON consent (region, matter, id);

CREATE TABLE deadline (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  subject_kind TEXT NOT NULL,                -- proceeding assignment obligation document application
  subject TEXT NOT NULL,
  clock TEXT NOT NULL,                       -- the procedure's clock
  rule TEXT NOT NULL,                        -- the term rule
  title TEXT NOT NULL,
  internal BIGINT NOT NULL,                  -- 1: 内部期限, never cited as law
  start_day TEXT NOT NULL,
  due_day TEXT,                              -- NULL: paused, the end is not known
  due_at BIGINT,                             -- NULL: paused
  warn_at BIGINT,                            -- when it turns yellow; NULL: never
  red_at BIGINT,                             -- when it turns red; NULL: never
  state TEXT NOT NULL,                       -- armed paused missed met cancelled
  lamp TEXT NOT NULL,                        -- green yellow red
  provisional BIGINT NOT NULL,               -- 1: rests on a year whose holidays are not published
  sentence TEXT NOT NULL,                    -- the reason in one sentence
  derivation TEXT NOT NULL,                  -- JSON: every skipped and added day
  met_at BIGINT,                             -- NULL: not (yet) met
  next_at BIGINT,                            -- when the clock must look again; NULL: never
  version BIGINT NOT NULL,
  PRIMARY KEY (region, id)
);
CREATE INDEX deadline_matter ON deadline (region, matter, id);
CREATE INDEX deadline_next ON deadline (region, next_at);
CREATE INDEX deadline_provisional ON deadline (region, state, provisional);

-- ---- history --------------------------------------------------------------------------------------------

-- One row per region: the next leaf of the log.
CREATE TABLE log_head (
  region TEXT NOT NULL PRIMARY KEY,
  next_leaf BIGINT NOT NULL,
  last_hash TEXT NOT NULL
);

CREATE TABLE event (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  seq BIGINT NOT NULL,                       -- 1, 2, 3 … within the matter
  leaf_index BIGINT NOT NULL,                -- 0, 1, 2 … within the region
  kind TEXT NOT NULL,                        -- the move or fact: reported accepted assigned …
  title TEXT NOT NULL,
  proceeding TEXT,                           -- NULL: concerns the matter as a whole
  account TEXT,                              -- NULL: a party or the clock
  party TEXT,                                -- NULL: staff or the clock
  post TEXT,                                 -- NULL: not staff
  office TEXT,                               -- NULL: not staff
  actor_label TEXT NOT NULL,                 -- 普定县综治中心 分流员 / 当事人本人 / 系统时钟
  audience TEXT NOT NULL,                    -- parties staff handling desk mediator audit
  happened_at BIGINT NOT NULL,
  entered_at BIGINT NOT NULL,
  leaf TEXT NOT NULL,                        -- SHA-256(salt ‖ content)
  previous TEXT NOT NULL,                    -- hash of the matter's previous event; 64 zeros for the first
  hash TEXT NOT NULL,                        -- SHA-256 over this row's canonical head, leaf and previous
  client_id TEXT,                            -- made on the phone; NULL: made here
  PRIMARY KEY (region, id)
);
CREATE UNIQUE INDEX event_seq ON event (region, matter, seq);
CREATE UNIQUE INDEX event_leaf ON event (region, leaf_index);

-- Salt and content apart, so that they can be erased by law while the chain still verifies.
CREATE TABLE event_body (
  region TEXT NOT NULL,
  event TEXT NOT NULL,
  salt TEXT NOT NULL,
  content TEXT NOT NULL,                     -- JSON as stored
  PRIMARY KEY (region, event)
);

CREATE TABLE attachment (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  event TEXT,                                -- NULL: uploaded, not yet part of an act
  party TEXT,                                -- NULL: uploaded by staff
  account TEXT,                              -- NULL: uploaded by a party
  sha256 TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  name TEXT NOT NULL,
  audience TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  PRIMARY KEY (region, id)
);
CREATE INDEX attachment_matter ON attachment (region, matter);
CREATE INDEX attachment_hash ON attachment (region, sha256);

CREATE TABLE document (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  proceeding TEXT NOT NULL,
  paper TEXT NOT NULL,                       -- acceptance_notice
  paper_version BIGINT NOT NULL,
  number TEXT,                               -- NULL: of no series
  title TEXT NOT NULL,
  fields TEXT NOT NULL,                      -- JSON as filled
  fields_hash TEXT NOT NULL,                 -- what the QR carries
  party TEXT,                                -- addressed to; NULL: to the file
  audience TEXT NOT NULL,
  made_by TEXT,                              -- account; NULL: by the procedure
  made_at BIGINT NOT NULL,
  voided_at BIGINT,                          -- NULL: in force
  PRIMARY KEY (region, id)
);
CREATE INDEX document_matter ON document (region, matter);

CREATE TABLE link (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  other_region TEXT NOT NULL,
  other TEXT NOT NULL,
  kind TEXT NOT NULL,                        -- duplicate merged split same_dispute arises_from
  event TEXT NOT NULL,
  PRIMARY KEY (region, id)
);
CREATE INDEX link_matter ON link (region, matter, id);
CREATE INDEX link_other ON link (region, other);

CREATE TABLE external_reference (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  system TEXT NOT NULL,                      -- 12345 petition court …
  number TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  due_at BIGINT,                             -- NULL: the other side set no term
  reply_state TEXT NOT NULL,                 -- open replied confirmed
  PRIMARY KEY (region, id)
);
CREATE INDEX external_reference_matter ON external_reference (region, matter);
CREATE UNIQUE INDEX external_reference_number ON external_reference (region, system, number);

-- Who must not know: checked by may(), routing, search, notices and counts from intake on.
CREATE TABLE bar (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  office TEXT,                               -- this office and everything below it; NULL: an account is barred
  account TEXT,                              -- NULL: an office is barred
  ground TEXT NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (region, id)
);
CREATE INDEX bar_matter ON bar (region, matter);

-- ---- promises, money and things ------------------------------------------------------------------------

CREATE TABLE obligation (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  subject_kind TEXT NOT NULL,                -- clause order restoration
  subject TEXT NOT NULL,
  ordinal BIGINT NOT NULL,
  debtor TEXT,                               -- party; NULL: named in the text only
  creditor TEXT,
  text TEXT NOT NULL,
  deed TEXT NOT NULL,                        -- pay do refrain return apologise release
  quantity BIGINT NOT NULL,                  -- in the unit; fen for money
  unit TEXT NOT NULL,                        -- fen fish tree time
  due_day TEXT,                              -- NULL: on a condition, told in the text
  state TEXT NOT NULL,                       -- open kept late excused reversed
  version BIGINT NOT NULL,
  PRIMARY KEY (region, id)
);
CREATE INDEX obligation_matter ON obligation (region, matter);

-- Rows only, never changed: promised, performed, reversed, excused; deposits, instalments, stock alike.
CREATE TABLE ledger (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  account TEXT NOT NULL,                     -- obligation:<id> deposit:<id> stock:<id>
  kind TEXT NOT NULL,
  amount BIGINT NOT NULL,
  unit TEXT NOT NULL,
  reference TEXT NOT NULL,
  client_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  event TEXT,                                -- NULL: not part of a matter
  PRIMARY KEY (region, id)
);
CREATE INDEX ledger_account ON ledger (region, account, at);
CREATE UNIQUE INDEX ledger_client ON ledger (region, account, client_id);

-- ---- figures --------------------------------------------------------------------------------------------

CREATE TABLE count_fact (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  figure TEXT NOT NULL,                      -- received closed success …
  delta BIGINT NOT NULL,                     -- +1 or −1
  month TEXT NOT NULL,                       -- effective month
  recorded_at BIGINT NOT NULL,
  matter TEXT NOT NULL,
  place TEXT NOT NULL,                       -- town
  category TEXT NOT NULL,
  channel TEXT NOT NULL,
  office TEXT,                               -- NULL: no office has it yet
  seal TEXT NOT NULL,
  PRIMARY KEY (region, id)
);
CREATE INDEX count_fact_month ON count_fact (region, figure, month, place);
CREATE INDEX count_fact_matter ON count_fact (region, matter);

CREATE TABLE frozen_month (
  region TEXT NOT NULL,
  figure TEXT NOT NULL,
  month TEXT NOT NULL,
  frozen_at BIGINT NOT NULL,
  frozen_by TEXT NOT NULL,
  list TEXT NOT NULL,                        -- the count_fact ids it rests on, JSON
  PRIMARY KEY (region, figure, month)
);

-- ---- messages -------------------------------------------------------------------------------------------

CREATE TABLE notice (
  region TEXT NOT NULL,
  id TEXT NOT NULL,                          -- the stable delivery id
  matter TEXT NOT NULL,
  event TEXT NOT NULL,
  account TEXT,                              -- to a member of staff; NULL: to a party
  office TEXT,                               -- to every post of an office; NULL: to one
  party TEXT,
  text TEXT NOT NULL,
  audience TEXT NOT NULL,
  state TEXT NOT NULL,                       -- waiting sent read failed held (a safe-contact flag forbids it)
  made_at BIGINT NOT NULL,
  sent_at BIGINT,                            -- NULL: not sent
  read_at BIGINT,                            -- NULL: not read
  tries BIGINT NOT NULL,
  PRIMARY KEY (region, id)
);
CREATE INDEX notice_account ON notice (region, account, read_at);
CREATE INDEX notice_office ON notice (region, office, read_at);
CREATE INDEX notice_state ON notice (region, state, made_at);
CREATE INDEX notice_matter ON notice (region, matter);

-- ---- who looked, what was asked twice ------------------------------------------------------------------

CREATE TABLE access_log (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  at BIGINT NOT NULL,
  matter TEXT,                               -- NULL: a list or search
  account TEXT,                              -- NULL: a party
  party TEXT,                                -- NULL: staff
  post TEXT,
  office TEXT,
  reader_label TEXT NOT NULL,                -- 马官镇综治中心 分流员
  what TEXT NOT NULL,                        -- matter document attachment list search lookup export
  purpose TEXT NOT NULL,
  shown_after BIGINT,                        -- a lawful secret read, shown after this instant; NULL: at once
  basis TEXT,                                -- ground of the deferral; NULL: none
  PRIMARY KEY (region, id)
);
CREATE INDEX access_log_matter ON access_log (region, matter, at);
CREATE INDEX access_log_account ON access_log (region, account, at);

-- What administrators did: accounts, posts, calendars, procedures, settings.
CREATE TABLE audit_log (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  at BIGINT NOT NULL,
  account TEXT,                              -- NULL: the command line or nobody known
  kind TEXT NOT NULL,                        -- login login_failed logout account_made …
  subject TEXT,                              -- NULL: none
  detail TEXT NOT NULL,
  PRIMARY KEY (region, id)
);
CREATE INDEX audit_log_at ON audit_log (region, at);

CREATE TABLE idempotency (
  region TEXT NOT NULL,
  actor TEXT NOT NULL,                       -- account, party or "public"
  route TEXT NOT NULL,
  client_key TEXT NOT NULL,
  body_sha256 TEXT NOT NULL,
  status BIGINT NOT NULL,
  subject TEXT NOT NULL,                     -- id of what was made or changed; the reply is rendered again
  at BIGINT NOT NULL,
  PRIMARY KEY (region, actor, route, client_key)
);
CREATE INDEX idempotency_at ON idempotency (region, at);

CREATE TABLE counter (
  region TEXT NOT NULL,
  office TEXT NOT NULL,
  series TEXT NOT NULL,                      -- matter, or the series of a procedure or paper
  year BIGINT NOT NULL,
  last BIGINT NOT NULL,
  PRIMARY KEY (region, office, series, year)
);

-- One row per background duty; who holds it and until when, with a fence that only grows.
CREATE TABLE lease (
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  holder TEXT NOT NULL,
  until_at BIGINT NOT NULL,
  fence BIGINT NOT NULL,
  PRIMARY KEY (region, name)
);

-- ---- reference data (no region; listed in schema/reference.txt) ----------------------------------------

CREATE TABLE division (
  code TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  parent TEXT                                -- NULL: a province
);
CREATE INDEX division_parent ON division (parent, code);

CREATE TABLE calendar_year (
  year BIGINT NOT NULL PRIMARY KEY,
  text TEXT NOT NULL,                        -- the year's file, as pasted
  entered_at BIGINT NOT NULL,
  entered_by TEXT NOT NULL
);

CREATE TABLE procedure_release (
  name TEXT NOT NULL,
  version BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  text TEXT NOT NULL,
  released_at BIGINT NOT NULL,
  PRIMARY KEY (name, version)
);

CREATE TABLE category (
  code TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  parent TEXT,                               -- NULL: top
  ordinal BIGINT NOT NULL,
  mediable BIGINT NOT NULL,                  -- 1: a people's mediation committee may take it
  sealed BIGINT NOT NULL,                    -- 1: sealed from intake on
  public_facility BIGINT NOT NULL            -- 1: may be hinted at to somebody without an account
);

CREATE TABLE code_map (
  category TEXT NOT NULL,
  system TEXT NOT NULL,                      -- justice18 governance19 petition 12345
  code TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,                             -- NULL: still so
  PRIMARY KEY (category, system, valid_from)
);
