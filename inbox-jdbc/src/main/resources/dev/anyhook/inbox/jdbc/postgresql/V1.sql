-- One row for each event, from its arrival until it is forgotten. Instants are microseconds since 1970. Keys are compared byte
-- by byte: quickly, and alike in every release of the system's collations, which an index would not survive otherwise.
CREATE TABLE anyhook_event (
  seq          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  endpoint     TEXT COLLATE "C" NOT NULL,
  event_id     TEXT NOT NULL,
  event_key    TEXT COLLATE "C", -- event_id, or a digest of one that is long or odd, null once a confirmed event took it
  claim_key    TEXT COLLATE "C", -- the same of the id that a claim came with, kept when the claim is confirmed
  end_key      TEXT COLLATE "C", -- job_key of the row that is the first believable end of its job, null in any other
  provider     TEXT NOT NULL,
  type         TEXT NOT NULL,
  trust        TEXT NOT NULL,
  occurred_at  BIGINT,
  received_at  BIGINT NOT NULL,
  job_id       TEXT,
  job_key      TEXT COLLATE "C", -- job_id, or a digest of it
  job_state    TEXT,
  vendor_state TEXT,
  job_links    TEXT,               -- one a line
  job_error    TEXT,
  payload      BYTEA NOT NULL,
  state        TEXT NOT NULL,      -- PENDING, DONE, DEAD, REPEATED or CONTRADICTING
  held         INTEGER NOT NULL DEFAULT 0, -- 1 while a worker has it: due_at is then the end of the lease
  attempts     INTEGER NOT NULL DEFAULT 0,
  fence        BIGINT NOT NULL DEFAULT 0, -- rises whenever the row changes hands
  due_at       BIGINT NOT NULL,
  settled_at   BIGINT,
  last_error   TEXT,
  replayed_by  TEXT,
  replayed_why TEXT
)
-- Each event handled leaves a dead entry where the next one is looked for: vacuumed long before a fifth of all rows is dead.
WITH (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000);

-- Once for each endpoint and event, whether it came as itself or as a claim.
CREATE UNIQUE INDEX anyhook_event_once ON anyhook_event (event_key, endpoint) WHERE event_key IS NOT NULL;
CREATE UNIQUE INDEX anyhook_claim_once ON anyhook_event (claim_key, endpoint) WHERE claim_key IS NOT NULL;

-- Once for the end of each job.
CREATE UNIQUE INDEX anyhook_end_once ON anyhook_event (end_key, endpoint) WHERE end_key IS NOT NULL;

-- What to hand out next: mere claims after everything else.
CREATE INDEX anyhook_event_due ON anyhook_event (due_at, seq) WHERE state = 'PENDING' AND trust <> 'CLAIMED';
CREATE INDEX anyhook_claim_due ON anyhook_event (due_at, seq) WHERE state = 'PENDING' AND trust = 'CLAIMED';

-- What else is known of a job.
CREATE INDEX anyhook_event_job ON anyhook_event (job_key, endpoint) WHERE job_key IS NOT NULL AND end_key IS NULL;

-- What to forget, and what waits for a person.
CREATE INDEX anyhook_event_settled ON anyhook_event (settled_at) WHERE state IN ('DONE', 'REPEATED', 'CONTRADICTING');
CREATE INDEX anyhook_event_dead ON anyhook_event (seq) WHERE state = 'DEAD';
CREATE INDEX anyhook_claim_dead ON anyhook_event (seq) WHERE state = 'DEAD' AND trust = 'CLAIMED';
