-- What concluded mediations count as (settled 8): rows are added, never changed.

CREATE TABLE mediation_count (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  delta BIGINT NOT NULL,                     -- +1 or −1
  month TEXT NOT NULL,                       -- of the result
  concluded TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  matter TEXT NOT NULL,
  proceeding TEXT NOT NULL,
  result TEXT NOT NULL,                      -- written oral failed
  office TEXT NOT NULL,                      -- the committee
  committee_kind TEXT NOT NULL,              -- village town enterprise association trade other
  place TEXT NOT NULL,                       -- the committee's
  category TEXT NOT NULL,
  source TEXT NOT NULL,                      -- application own court procuratorate police petition other
  difficulty TEXT NOT NULL,                  -- simple general major hard; '': not told
  averted TEXT NOT NULL,                     -- suicide crime petition fight; '': none told
  averted_people BIGINT NOT NULL,
  parties BIGINT NOT NULL,
  amount BIGINT NOT NULL,                    -- fen
  seal TEXT NOT NULL,
  PRIMARY KEY (region, id)
);
CREATE INDEX mediation_count_month ON mediation_count (region, month, recorded_at);
CREATE INDEX mediation_count_matter ON mediation_count (region, matter);
