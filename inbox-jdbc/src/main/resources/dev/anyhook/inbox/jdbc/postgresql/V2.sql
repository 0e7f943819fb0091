-- What changes whenever an event is handed out or handled goes into a narrow table of its own, so that the event and its keys are
-- written once. Whoever still runs the version before keeps nothing meanwhile, and fails afterwards. Whoever else has the table for long,
-- such as a dump, must not hold up all others behind this.
SET LOCAL lock_timeout = '20s';
SET LOCAL statement_timeout = 0;
LOCK TABLE anyhook_event IN ACCESS EXCLUSIVE MODE;

CREATE TABLE anyhook_handling (
  seq          BIGINT PRIMARY KEY, -- of the event
  claimed      INTEGER NOT NULL,   -- 1 while nobody has signed or confirmed the event
  state        TEXT NOT NULL,      -- PENDING, DONE, DEAD, REPEATED or CONTRADICTING
  held         INTEGER NOT NULL DEFAULT 0, -- 1 while a worker has it: due_at is then the end of the lease
  attempts     INTEGER NOT NULL DEFAULT 0,
  fence        BIGINT NOT NULL DEFAULT 0, -- rises whenever the row changes hands
  due_at       BIGINT NOT NULL,
  settled_at   BIGINT,
  last_error   TEXT
)
-- Each event handled leaves a dead entry where the next one is looked for: vacuumed long before a fifth of all rows is dead.
WITH (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000);

INSERT INTO anyhook_handling (seq, claimed, state, held, attempts, fence, due_at, settled_at, last_error)
SELECT seq, CASE trust WHEN 'CLAIMED' THEN 1 ELSE 0 END, state, held, attempts, fence, due_at, settled_at, last_error
FROM anyhook_event;

-- Takes the indexes of these columns along.
ALTER TABLE anyhook_event
  DROP COLUMN state, DROP COLUMN held, DROP COLUMN attempts, DROP COLUMN fence, DROP COLUMN due_at, DROP COLUMN settled_at,
  DROP COLUMN last_error;
ALTER TABLE anyhook_event RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold);

-- What to hand out next: mere claims after everything else.
CREATE INDEX anyhook_event_due ON anyhook_handling (due_at, seq) WHERE state = 'PENDING' AND claimed = 0;
CREATE INDEX anyhook_claim_due ON anyhook_handling (due_at, seq) WHERE state = 'PENDING' AND claimed = 1;

-- What to forget, and what waits for a person.
CREATE INDEX anyhook_event_settled ON anyhook_handling (settled_at) WHERE state IN ('DONE', 'REPEATED', 'CONTRADICTING');
CREATE INDEX anyhook_event_dead ON anyhook_handling (seq) WHERE state = 'DEAD';
CREATE INDEX anyhook_claim_dead ON anyhook_handling (seq) WHERE state = 'DEAD' AND claimed = 1;
