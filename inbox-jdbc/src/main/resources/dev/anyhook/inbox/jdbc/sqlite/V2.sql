-- What changes whenever an event is handed out or handled goes into a narrow table of its own, so that the event and its keys are
-- written once. The event's table is made anew without it.
CREATE TABLE anyhook_handling (
  seq          INTEGER PRIMARY KEY, -- of the event
  claimed      INTEGER NOT NULL,    -- 1 while nobody has signed or confirmed the event
  state        TEXT NOT NULL,       -- PENDING, DONE, DEAD, REPEATED or CONTRADICTING
  held         INTEGER NOT NULL DEFAULT 0, -- 1 while a worker has it: due_at is then the end of the lease
  attempts     INTEGER NOT NULL DEFAULT 0,
  fence        INTEGER NOT NULL DEFAULT 0, -- rises whenever the row changes hands
  due_at       INTEGER NOT NULL,
  settled_at   INTEGER,
  last_error   TEXT
);

INSERT INTO anyhook_handling (seq, claimed, state, held, attempts, fence, due_at, settled_at, last_error)
SELECT seq, trust = 'CLAIMED', state, held, attempts, fence, due_at, settled_at, last_error FROM anyhook_event;

CREATE TABLE anyhook_event_2 (
  seq          INTEGER PRIMARY KEY,
  endpoint     TEXT NOT NULL,
  event_id     TEXT NOT NULL,
  event_key    TEXT,               -- event_id, or a digest of one that is long or odd, null once a confirmed event took it
  claim_key    TEXT,               -- the same of the id that a claim came with, kept when the claim is confirmed
  end_key      TEXT,               -- job_key of the row that is the first believable end of its job, null in any other
  provider     TEXT NOT NULL,
  type         TEXT NOT NULL,
  trust        TEXT NOT NULL,
  occurred_at  INTEGER,
  received_at  INTEGER NOT NULL,
  job_id       TEXT,
  job_key      TEXT,               -- job_id, or a digest of it
  job_state    TEXT,
  vendor_state TEXT,
  job_links    TEXT,               -- one a line
  job_error    TEXT,
  replayed_by  TEXT,
  replayed_why TEXT,
  payload      BLOB NOT NULL
);

INSERT INTO anyhook_event_2 (seq, endpoint, event_id, event_key, claim_key, end_key, provider, type, trust, occurred_at,
  received_at, job_id, job_key, job_state, vendor_state, job_links, job_error, replayed_by, replayed_why, payload)
SELECT seq, endpoint, event_id, event_key, claim_key, end_key, provider, type, trust, occurred_at,
  received_at, job_id, job_key, job_state, vendor_state, job_links, job_error, replayed_by, replayed_why, payload
FROM anyhook_event;

DROP TABLE anyhook_event;
ALTER TABLE anyhook_event_2 RENAME TO anyhook_event;

-- Once for each endpoint and event, whether it came as itself or as a claim.
CREATE UNIQUE INDEX anyhook_event_once ON anyhook_event (event_key, endpoint) WHERE event_key IS NOT NULL;
CREATE UNIQUE INDEX anyhook_claim_once ON anyhook_event (claim_key, endpoint) WHERE claim_key IS NOT NULL;

-- Once for the end of each job.
CREATE UNIQUE INDEX anyhook_end_once ON anyhook_event (end_key, endpoint) WHERE end_key IS NOT NULL;

-- What else is known of a job.
CREATE INDEX anyhook_event_job ON anyhook_event (job_key, endpoint) WHERE job_key IS NOT NULL AND end_key IS NULL;

-- What to hand out next: mere claims after everything else.
CREATE INDEX anyhook_event_due ON anyhook_handling (due_at, seq) WHERE state = 'PENDING' AND claimed = 0;
CREATE INDEX anyhook_claim_due ON anyhook_handling (due_at, seq) WHERE state = 'PENDING' AND claimed = 1;

-- What to forget, and what waits for a person.
CREATE INDEX anyhook_event_settled ON anyhook_handling (settled_at) WHERE state IN ('DONE', 'REPEATED', 'CONTRADICTING');
CREATE INDEX anyhook_event_dead ON anyhook_handling (seq) WHERE state = 'DEAD';
CREATE INDEX anyhook_claim_dead ON anyhook_handling (seq) WHERE state = 'DEAD' AND claimed = 1;
