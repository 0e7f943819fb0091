CREATE TABLE IF NOT EXISTS finished_job (
  endpoint TEXT NOT NULL,
  job_id   TEXT NOT NULL,
  state    TEXT NOT NULL
);
