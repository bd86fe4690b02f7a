-- People. Whoever works at a Drydock that only the own machine can reach is "local" and has no password.
CREATE TABLE account (
  name          text PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9._@-]{0,62}$'),
  role          text NOT NULL CHECK (role IN ('learner', 'instructor', 'admin')),
  password_hash text,
  created_at    timestamptz NOT NULL DEFAULT now()
);
INSERT INTO account (name, role) VALUES ('local', 'instructor');

-- A token is "id.secret"; only a digest of the secret is kept. The secret is random and long, so that a fast digest is enough.
CREATE TABLE api_token (
  id            text PRIMARY KEY,
  account       text NOT NULL REFERENCES account (name) ON DELETE CASCADE,
  secret_sha256 bytea NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE submission (
  id               uuid PRIMARY KEY,
  learner          text NOT NULL REFERENCES account (name),
  exercise         text NOT NULL,
  exercise_version integer NOT NULL,
  state            text NOT NULL CHECK (state IN
                     ('queued', 'preparing', 'building', 'running', 'graded', 'invalid', 'error', 'cancelled')),
  -- Which attempt of ours at grading it; what an earlier one still sends is refused.
  run              integer NOT NULL DEFAULT 0,
  -- How often the platform failed while grading it.
  faults           integer NOT NULL DEFAULT 0,
  -- Its place in the queue: the smallest goes first.
  turn             bigint NOT NULL,
  worker           text,
  submitted_at     timestamptz NOT NULL DEFAULT now(),
  started_at       timestamptz,
  ended_at         timestamptz,
  last_event       bigint NOT NULL DEFAULT 0
);
CREATE INDEX submission_unfinished ON submission (turn, submitted_at)
  WHERE state IN ('queued', 'preparing', 'building', 'running');
CREATE INDEX submission_of_learner ON submission (learner, exercise, submitted_at DESC);
CREATE INDEX submission_ended ON submission (exercise, ended_at DESC) WHERE state = 'graded';

CREATE TABLE submission_file (
  submission uuid NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
  path       text NOT NULL,
  content    bytea NOT NULL,
  PRIMARY KEY (submission, path)
);

-- What happened, in order and without gaps: number n + 1 is only ever seen after number n.
CREATE TABLE submission_event (
  submission uuid NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
  number     bigint NOT NULL,
  run        integer NOT NULL,
  at         timestamptz NOT NULL DEFAULT now(),
  kind       text NOT NULL,
  data       text NOT NULL,
  PRIMARY KEY (submission, number)
);

-- Exactly one for a submission that was graded, refused, or given up.
CREATE TABLE verdict (
  submission uuid PRIMARY KEY REFERENCES submission (id) ON DELETE CASCADE,
  run        integer NOT NULL,
  outcome    text NOT NULL CHECK (outcome IN ('passed', 'failed', 'invalid', 'error')),
  score      integer NOT NULL,
  max_score  integer NOT NULL,
  grader     text NOT NULL,
  drydock    text NOT NULL,
  engine     text,
  worker     text,
  -- The bytes of the verdict's JSON form as it was made.
  document   text NOT NULL,
  at         timestamptz NOT NULL DEFAULT now()
);

-- Processes that grade.
CREATE TABLE worker (
  name       text PRIMARY KEY,
  sandboxes  integer NOT NULL,
  problem    text,
  started_at timestamptz NOT NULL DEFAULT now(),
  seen_at    timestamptz NOT NULL DEFAULT now()
);

-- db-scheduler's own table (its documentation gives the columns), with a priority that holds a turn in the queue.
CREATE TABLE scheduled_tasks (
  task_name            text NOT NULL,
  task_instance        text NOT NULL,
  task_data            bytea,
  execution_time       timestamptz NOT NULL,
  picked               boolean NOT NULL,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint NOT NULL,
  priority             integer,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_due ON scheduled_tasks (priority DESC, execution_time ASC);
CREATE INDEX scheduled_tasks_heartbeat ON scheduled_tasks (last_heartbeat);

-- The turn of the submission that was begun last: where somebody who has nothing in the queue joins it.
CREATE TABLE queue_clock (
  turn bigint NOT NULL
);
INSERT INTO queue_clock VALUES (0);

-- What all processes have to agree on and nobody else may know, such as the key of session cookies.
CREATE TABLE secret (
  name  text PRIMARY KEY,
  value text NOT NULL
);
