-- What pg_dump --inserts made of a database with the first schema and a few submissions in it. Later schemas have to be
-- reached from here; this file is not changed any more.

CREATE TABLE public.account (
    name text NOT NULL,
    role text NOT NULL,
    password_hash text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT account_name_check CHECK ((name ~ '^[a-z0-9][a-z0-9._@-]{0,62}$'::text)),
    CONSTRAINT account_role_check CHECK ((role = ANY (ARRAY['learner'::text, 'instructor'::text, 'admin'::text])))
);

CREATE TABLE public.api_token (
    id text NOT NULL,
    account text NOT NULL,
    secret_sha256 bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.flyway_schema_history (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone DEFAULT now() NOT NULL,
    execution_time integer NOT NULL,
    success boolean NOT NULL
);

CREATE TABLE public.queue_clock (
    turn bigint NOT NULL
);

CREATE TABLE public.scheduled_tasks (
    task_name text NOT NULL,
    task_instance text NOT NULL,
    task_data bytea,
    execution_time timestamp with time zone NOT NULL,
    picked boolean NOT NULL,
    picked_by text,
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat timestamp with time zone,
    version bigint NOT NULL,
    priority integer
);

CREATE TABLE public.secret (
    name text NOT NULL,
    value text NOT NULL
);

CREATE TABLE public.submission (
    id uuid NOT NULL,
    learner text NOT NULL,
    exercise text NOT NULL,
    exercise_version integer NOT NULL,
    state text NOT NULL,
    run integer DEFAULT 0 NOT NULL,
    faults integer DEFAULT 0 NOT NULL,
    turn bigint NOT NULL,
    worker text,
    submitted_at timestamp with time zone DEFAULT now() NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    last_event bigint DEFAULT 0 NOT NULL,
    CONSTRAINT submission_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'preparing'::text, 'building'::text, 'running'::text, 'graded'::text, 'invalid'::text, 'error'::text, 'cancelled'::text])))
);

CREATE TABLE public.submission_event (
    submission uuid NOT NULL,
    number bigint NOT NULL,
    run integer NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    kind text NOT NULL,
    data text NOT NULL
);

CREATE TABLE public.submission_file (
    submission uuid NOT NULL,
    path text NOT NULL,
    content bytea NOT NULL
);

CREATE TABLE public.verdict (
    submission uuid NOT NULL,
    run integer NOT NULL,
    outcome text NOT NULL,
    score integer NOT NULL,
    max_score integer NOT NULL,
    grader text NOT NULL,
    drydock text NOT NULL,
    engine text,
    worker text,
    document text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT verdict_outcome_check CHECK ((outcome = ANY (ARRAY['passed'::text, 'failed'::text, 'invalid'::text, 'error'::text])))
);

CREATE TABLE public.worker (
    name text NOT NULL,
    sandboxes integer NOT NULL,
    problem text,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    seen_at timestamp with time zone DEFAULT now() NOT NULL
);

INSERT INTO public.account VALUES ('local', 'instructor', NULL, '2026-11-21 18:39:18.091837+00');
INSERT INTO public.account VALUES ('ann', 'learner', '$2a$10$1dQnTGT9JzsaWCl0XL6z2enYR.HCMNOkBsMdB.skC7.D4oK70CgEG', '2026-11-21 18:39:18.311516+00');

INSERT INTO public.api_token VALUES ('lt0e9AXF9Z3L', 'ann', '\x5f70a4539cb18cca77e63d11e6685ad69cc54d3bd33eacc3d81cf2d0453373a6', '2026-11-21 18:39:18.327365+00');

INSERT INTO public.flyway_schema_history VALUES (1, '1', 'first schema', 'SQL', 'V1__first_schema.sql', -797279242, 'postgres', '2026-11-21 18:39:18.069064', 39, true);

INSERT INTO public.queue_clock VALUES (1);

INSERT INTO public.secret VALUES ('session', 'the-key-of-a-database-that-is-no-more');

INSERT INTO public.submission VALUES ('8eea0cc9-068f-493d-ab34-0c9b560e474d', 'local', 'quick', 1, 'invalid', 0, 0, 0, NULL, '2026-11-21 18:39:27.806794+00', NULL, '2026-11-21 18:39:27.806794+00', 2);
INSERT INTO public.submission VALUES ('52c50e77-562a-4530-bcb0-dddfa9f2d214', 'local', 'quick', 1, 'invalid', 0, 0, 0, NULL, '2026-11-21 18:39:28.021347+00', NULL, '2026-11-21 18:39:28.021347+00', 2);
INSERT INTO public.submission VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 'local', 'quick', 1, 'graded', 1, 0, 0, 'worker/1', '2026-11-21 18:39:27.630132+00', '2026-11-21 18:39:27.687504+00', '2026-11-21 18:39:31.98146+00', 40);
INSERT INTO public.submission VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 'local', 'quick', 1, 'graded', 1, 0, 1, 'worker/1', '2026-11-21 18:39:27.91125+00', '2026-11-21 18:39:32.002778+00', '2026-11-21 18:39:32.762788+00', 21);

INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 1, 0, '2026-11-21 18:39:27.630132+00', 'state', '{"state":"queued"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 2, 1, '2026-11-21 18:39:27.687504+00', 'state', '{"state":"preparing"}');
INSERT INTO public.submission_event VALUES ('8eea0cc9-068f-493d-ab34-0c9b560e474d', 1, 0, '2026-11-21 18:39:27.806794+00', 'verdict', '{"outcome":"invalid","score":0,"maxScore":10}');
INSERT INTO public.submission_event VALUES ('8eea0cc9-068f-493d-ab34-0c9b560e474d', 2, 0, '2026-11-21 18:39:27.806794+00', 'state', '{"state":"invalid"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 3, 1, '2026-11-21 18:39:27.849673+00', 'phase', '{"name":"build"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 4, 1, '2026-11-21 18:39:27.849673+00', 'state', '{"state":"building"}');
INSERT INTO public.submission_event VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 1, 0, '2026-11-21 18:39:27.91125+00', 'state', '{"state":"queued"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 5, 1, '2026-11-21 18:39:27.992372+00', 'step', '{"phase":"build","step":"ff86dbc4b283","name":"[1/4] FROM docker.io/library/python:3.11-slim","status":"started"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 6, 1, '2026-11-21 18:39:27.992372+00', 'step', '{"phase":"build","step":"ff86dbc4b283","name":"[1/4] FROM docker.io/library/python:3.11-slim","status":"finished","millis":0}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 7, 1, '2026-11-21 18:39:27.992372+00', 'step', '{"phase":"build","step":"f5f709e90036","name":"[2/4] WORKDIR /app","status":"started"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 8, 1, '2026-11-21 18:39:27.992372+00', 'step', '{"phase":"build","step":"f5f709e90036","name":"[2/4] WORKDIR /app","status":"finished","millis":5}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 9, 1, '2026-11-21 18:39:27.992372+00', 'step', '{"phase":"build","step":"ef3e7b1d8a55","name":"[3/4] RUN for i in 1 2 3 4 5 6; do echo \"step $i\"; sleep 0.3; done && echo ready > /srv/ready","status":"started"}');
INSERT INTO public.submission_event VALUES ('52c50e77-562a-4530-bcb0-dddfa9f2d214', 1, 0, '2026-11-21 18:39:28.021347+00', 'verdict', '{"outcome":"invalid","score":0,"maxScore":10}');
INSERT INTO public.submission_event VALUES ('52c50e77-562a-4530-bcb0-dddfa9f2d214', 2, 0, '2026-11-21 18:39:28.021347+00', 'state', '{"state":"invalid"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 10, 1, '2026-11-21 18:39:28.117529+00', 'log', '{"phase":"build","step":"ef3e7b1d8a55","text":"step 1\n"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 11, 1, '2026-11-21 18:39:28.416982+00', 'log', '{"phase":"build","step":"ef3e7b1d8a55","text":"step 2\n"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 12, 1, '2026-11-21 18:39:28.719163+00', 'log', '{"phase":"build","step":"ef3e7b1d8a55","text":"step 3\n"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 13, 1, '2026-11-21 18:39:29.020217+00', 'log', '{"phase":"build","step":"ef3e7b1d8a55","text":"step 4\n"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 14, 1, '2026-11-21 18:39:29.32214+00', 'log', '{"phase":"build","step":"ef3e7b1d8a55","text":"step 5\n"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 15, 1, '2026-11-21 18:39:29.625648+00', 'log', '{"phase":"build","step":"ef3e7b1d8a55","text":"step 6\n"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 16, 1, '2026-11-21 18:39:29.948668+00', 'step', '{"phase":"build","step":"ef3e7b1d8a55","name":"[3/4] RUN for i in 1 2 3 4 5 6; do echo \"step $i\"; sleep 0.3; done && echo ready > /srv/ready","status":"finished","millis":2000}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 17, 1, '2026-11-21 18:39:30.01616+00', 'step', '{"phase":"build","step":"a560006bccdd","name":"[4/4] COPY app.py .","status":"started"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 18, 1, '2026-11-21 18:39:30.01616+00', 'step', '{"phase":"build","step":"a560006bccdd","name":"[4/4] COPY app.py .","status":"finished","millis":6}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 19, 1, '2026-11-21 18:39:30.01616+00', 'check', '{"id":"builds","title":"The image builds","status":"PASSED","points":1,"maxPoints":1}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 20, 1, '2026-11-21 18:39:30.089081+00', 'phase', '{"name":"run"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 21, 1, '2026-11-21 18:39:30.089081+00', 'state', '{"state":"running"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 22, 1, '2026-11-21 18:39:30.089081+00', 'phase', '{"name":"rebuild, nothing changed"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 23, 1, '2026-11-21 18:39:30.16465+00', 'step', '{"phase":"rebuild, nothing changed","step":"ff86dbc4b283","name":"[1/4] FROM docker.io/library/python:3.11-slim","status":"started"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 24, 1, '2026-11-21 18:39:30.16465+00', 'step', '{"phase":"rebuild, nothing changed","step":"ff86dbc4b283","name":"[1/4] FROM docker.io/library/python:3.11-slim","status":"finished","millis":0}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 25, 1, '2026-11-21 18:39:30.16465+00', 'step', '{"phase":"rebuild, nothing changed","step":"f5f709e90036","name":"[2/4] WORKDIR /app","status":"cached"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 26, 1, '2026-11-21 18:39:30.16465+00', 'step', '{"phase":"rebuild, nothing changed","step":"ef3e7b1d8a55","name":"[3/4] RUN for i in 1 2 3 4 5 6; do echo \"step $i\"; sleep 0.3; done && echo ready > /srv/ready","status":"cached"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 27, 1, '2026-11-21 18:39:30.16465+00', 'step', '{"phase":"rebuild, nothing changed","step":"1d3e548942ac","name":"[4/4] COPY app.py .","status":"cached"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 28, 1, '2026-11-21 18:39:30.16465+00', 'phase', '{"name":"rebuild, app.py edited"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 29, 1, '2026-11-21 18:39:30.16465+00', 'step', '{"phase":"rebuild, app.py edited","step":"ff86dbc4b283","name":"[1/4] FROM docker.io/library/python:3.11-slim","status":"started"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 30, 1, '2026-11-21 18:39:30.16465+00', 'step', '{"phase":"rebuild, app.py edited","step":"ff86dbc4b283","name":"[1/4] FROM docker.io/library/python:3.11-slim","status":"finished","millis":0}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 31, 1, '2026-11-21 18:39:30.16465+00', 'step', '{"phase":"rebuild, app.py edited","step":"f5f709e90036","name":"[2/4] WORKDIR /app","status":"cached"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 32, 1, '2026-11-21 18:39:30.16465+00', 'step', '{"phase":"rebuild, app.py edited","step":"ef3e7b1d8a55","name":"[3/4] RUN for i in 1 2 3 4 5 6; do echo \"step $i\"; sleep 0.3; done && echo ready > /srv/ready","status":"cached"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 33, 1, '2026-11-21 18:39:30.16465+00', 'step', '{"phase":"rebuild, app.py edited","step":"5177729644a2","name":"[4/4] COPY app.py .","status":"started"}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 34, 1, '2026-11-21 18:39:30.16465+00', 'step', '{"phase":"rebuild, app.py edited","step":"5177729644a2","name":"[4/4] COPY app.py .","status":"finished","millis":5}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 35, 1, '2026-11-21 18:39:30.722112+00', 'check', '{"id":"code-last","title":"A change in app.py leaves what is above it","status":"PASSED","points":2,"maxPoints":2}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 36, 1, '2026-11-21 18:39:31.47474+00', 'check', '{"id":"stays","title":"It keeps running","status":"PASSED","points":2,"maxPoints":2}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 37, 1, '2026-11-21 18:39:31.613153+00', 'check', '{"id":"listens","title":"It listens on port 8000","status":"PASSED","points":2,"maxPoints":2}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 38, 1, '2026-11-21 18:39:31.681962+00', 'check', '{"id":"hidden","title":"A check that is not shown","status":"PASSED","points":3,"maxPoints":3}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 39, 1, '2026-11-21 18:39:31.98146+00', 'verdict', '{"outcome":"passed","score":10,"maxScore":10}');
INSERT INTO public.submission_event VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 40, 1, '2026-11-21 18:39:31.98146+00', 'state', '{"state":"graded"}');
INSERT INTO public.submission_event VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 2, 1, '2026-11-21 18:39:32.002778+00', 'state', '{"state":"preparing"}');
INSERT INTO public.submission_event VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 3, 1, '2026-11-21 18:39:32.046118+00', 'phase', '{"name":"build"}');
INSERT INTO public.submission_event VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 4, 1, '2026-11-21 18:39:32.046118+00', 'state', '{"state":"building"}');
INSERT INTO public.submission_event VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 5, 1, '2026-11-21 18:39:32.115+00', 'step', '{"phase":"build","step":"ff86dbc4b283","name":"[1/1] FROM docker.io/library/python:3.11-slim","status":"started"}');
INSERT INTO public.submission_event VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 6, 1, '2026-11-21 18:39:32.115+00', 'step', '{"phase":"build","step":"ff86dbc4b283","name":"[1/1] FROM docker.io/library/python:3.11-slim","status":"finished","millis":0}');
INSERT INTO public.submission_event VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 7, 1, '2026-11-21 18:39:32.180907+00', 'check', '{"id":"builds","title":"The image builds","status":"PASSED","points":1,"maxPoints":1}');
INSERT INTO public.submission_event VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 8, 1, '2026-11-21 18:39:32.180907+00', 'phase', '{"name":"run"}');
INSERT INTO public.submission_event VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 9, 1, '2026-11-21 18:39:32.180907+00', 'state', '{"state":"running"}');
INSERT INTO public.submission_event VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 10, 1, '2026-11-21 18:39:32.180907+00', 'phase', '{"name":"rebuild, nothing changed"}');
INSERT INTO public.submission_event VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 11, 1, '2026-11-21 18:39:32.180907+00', 'step', '{"phase":"rebuild, nothing changed","step":"ff86dbc4b283","name":"[1/1] FROM docker.io/library/python:3.11-slim","status":"started"}');
INSERT INTO public.submission_event VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 12, 1, '2026-11-21 18:39:32.180907+00', 'step', '{"phase":"rebuild, nothing changed","step":"ff86dbc4b283","name":"[1/1] FROM docker.io/library/python:3.11-slim","status":"finished","millis":0}');
INSERT INTO public.submission_event VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 13, 1, '2026-11-21 18:39:32.180907+00', 'phase', '{"name":"rebuild, app.py edited"}');
INSERT INTO public.submission_event VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 14, 1, '2026-11-21 18:39:32.180907+00', 'step', '{"phase":"rebuild, app.py edited","step":"ff86dbc4b283","name":"[1/1] FROM docker.io/library/python:3.11-slim","status":"started"}');
INSERT INTO public.submission_event VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 15, 1, '2026-11-21 18:39:32.180907+00', 'step', '{"phase":"rebuild, app.py edited","step":"ff86dbc4b283","name":"[1/1] FROM docker.io/library/python:3.11-slim","status":"finished","millis":0}');
INSERT INTO public.submission_event VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 16, 1, '2026-11-21 18:39:32.389697+00', 'check', '{"id":"code-last","title":"A change in app.py leaves what is above it","status":"FAILED","points":0,"maxPoints":2}');
INSERT INTO public.submission_event VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 17, 1, '2026-11-21 18:39:32.531066+00', 'check', '{"id":"stays","title":"It keeps running","status":"FAILED","points":0,"maxPoints":2}');
INSERT INTO public.submission_event VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 18, 1, '2026-11-21 18:39:32.531066+00', 'check', '{"id":"listens","title":"It listens on port 8000","status":"SKIPPED","points":0,"maxPoints":2}');
INSERT INTO public.submission_event VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 19, 1, '2026-11-21 18:39:32.531066+00', 'check', '{"id":"hidden","title":"A check that is not shown","status":"SKIPPED","points":0,"maxPoints":3}');
INSERT INTO public.submission_event VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 20, 1, '2026-11-21 18:39:32.762788+00', 'verdict', '{"outcome":"failed","score":1,"maxScore":10}');
INSERT INTO public.submission_event VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 21, 1, '2026-11-21 18:39:32.762788+00', 'state', '{"state":"graded"}');

INSERT INTO public.submission_file VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 'Dockerfile', '\x46524f4d20707974686f6e3a332e31312d736c696d0a574f524b444952202f6170700a52554e20666f72206920696e2031203220332034203520363b20646f206563686f202273746570202469223b20736c65657020302e333b20646f6e65202626206563686f207265616479203e202f7372762f72656164790a434f5059206170702e7079202e0a4558504f534520383030300a434d44205b22707974686f6e222c20222d75222c20226170702e7079225d0a');
INSERT INTO public.submission_file VALUES ('8eea0cc9-068f-493d-ab34-0c9b560e474d', 'Dockerfile', '\x46524f4d20707974686f6e3a332e31312d736c696d0a574f524b444952202f6170700a434f5059206170702e7079202e0a52554e20666f72206920696e2031203220332034203520363b20646f206563686f202273746570202469223b20736c65657020302e333b20646f6e65202626206563686f207265616479203e202f7372762f72656164790a4558504f534520383030300a434d44205b22707974686f6e222c20222d75222c20226170702e7079225d0a');
INSERT INTO public.submission_file VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 'Dockerfile', '\x46524f4d20707974686f6e3a332e31312d736c696d0a');
INSERT INTO public.submission_file VALUES ('52c50e77-562a-4530-bcb0-dddfa9f2d214', 'Dockerfile', '\x46524f4d20707974686f6e3a332e31312d736c696d0a52554e4e20780a');

INSERT INTO public.verdict VALUES ('8eea0cc9-068f-493d-ab34-0c9b560e474d', 0, 'invalid', 0, 10, 'sha256:b02f2ab2e3b48d79a8975149f858bffc19416ebd8317052158b39feadc05fc5e', '0.1.0', NULL, NULL, '{
  "schemaVersion": 1,
  "exercise": "quick",
  "outcome": "invalid",
  "score": 0,
  "maxScore": 10,
  "problem": {
    "kind": "submission.notEditable",
    "file": "expected.yaml",
    "reason": "This file is no part of the exercise.",
    "mend": "Take it out; you may hand in Dockerfile."
  },
  "checks": [],
  "findings": [],
  "timings": {
    "queuedMillis": 0,
    "buildMillis": 0,
    "rebuildMillis": 0,
    "runMillis": 0,
    "totalMillis": 0
  },
  "provenance": {
    "drydock": "0.1.0",
    "grader": "sha256:b02f2ab2e3b48d79a8975149f858bffc19416ebd8317052158b39feadc05fc5e",
    "bases": []
  }
}', '2026-11-21 18:39:27.806794+00');
INSERT INTO public.verdict VALUES ('52c50e77-562a-4530-bcb0-dddfa9f2d214', 0, 'invalid', 0, 10, 'sha256:b02f2ab2e3b48d79a8975149f858bffc19416ebd8317052158b39feadc05fc5e', '0.1.0', NULL, NULL, '{
  "schemaVersion": 1,
  "exercise": "quick",
  "outcome": "invalid",
  "score": 0,
  "maxScore": 10,
  "problem": {
    "kind": "dockerfile.syntax",
    "file": "Dockerfile",
    "line": 2,
    "reason": "There is no instruction RUNN.",
    "mend": "Did you mean RUN?"
  },
  "checks": [],
  "findings": [],
  "timings": {
    "queuedMillis": 0,
    "buildMillis": 0,
    "rebuildMillis": 0,
    "runMillis": 0,
    "totalMillis": 0
  },
  "provenance": {
    "drydock": "0.1.0",
    "grader": "sha256:b02f2ab2e3b48d79a8975149f858bffc19416ebd8317052158b39feadc05fc5e",
    "bases": []
  }
}', '2026-11-21 18:39:28.021347+00');
INSERT INTO public.verdict VALUES ('fc07f603-9ddb-4450-84d1-60e63f45b860', 1, 'passed', 10, 10, 'sha256:b02f2ab2e3b48d79a8975149f858bffc19416ebd8317052158b39feadc05fc5e', '0.1.0', '26.1.5+dfsg1', 'worker/1', '{
  "schemaVersion": 1,
  "exercise": "quick",
  "outcome": "passed",
  "score": 10,
  "maxScore": 10,
  "checks": [
    {
      "id": "builds",
      "kind": "build.succeeds",
      "title": "The image builds",
      "status": "passed",
      "points": 1,
      "maxPoints": 1,
      "expected": "the image builds",
      "actual": "built in 2.1 s",
      "lesson": "02-dockerfile-anatomy#build",
      "lines": []
    },
    {
      "id": "code-last",
      "kind": "layer.unchanged",
      "title": "A change in app.py leaves what is above it",
      "status": "passed",
      "points": 2,
      "maxPoints": 2,
      "expected": "after a change in app.py, /srv/ready lies in the same layer as before",
      "actual": "same layer 0945c05f1222",
      "lesson": "03-layers-and-cache#order",
      "lines": []
    },
    {
      "id": "stays",
      "kind": "run.stays",
      "title": "It keeps running",
      "status": "passed",
      "points": 2,
      "maxPoints": 2,
      "expected": "running after 1 s",
      "actual": "running after 1 s",
      "lesson": "02-dockerfile-anatomy#cmd",
      "lines": []
    },
    {
      "id": "listens",
      "kind": "ports.listening",
      "title": "It listens on port 8000",
      "status": "passed",
      "points": 2,
      "maxPoints": 2,
      "expected": "listens on port 8000 on all interfaces (0.0.0.0 or ::)",
      "actual": "listening: 0.0.0.0:8000",
      "lesson": "02-dockerfile-anatomy#ports",
      "lines": []
    },
    {
      "id": "answers",
      "kind": "http.responds",
      "title": "GET / answers hello",
      "status": "passed",
      "points": 3,
      "maxPoints": 3,
      "expected": "GET / on port 8000 answers with status 200",
      "actual": "status 200 after 0 ms",
      "lesson": "02-dockerfile-anatomy#first-service",
      "lines": [],
      "hidden": true
    }
  ],
  "findings": [
    {
      "rule": "root-at-end",
      "severity": "warning",
      "message": "No USER is set, so that this runs as root, unless the base sets a user: whoever breaks into the model server, by a malicious pickle for example, owns everything in the container and in what is mounted there.",
      "mend": "Create a user with RUN useradd --uid 1000 app, and write USER 1000 above the command.",
      "lesson": "07-hardening#non-root",
      "line": 6,
      "column": 1,
      "endLine": 6,
      "endColumn": 4
    }
  ],
  "build": {
    "imageBytes": 145501914,
    "contextBytes": 483,
    "layers": [
      {
        "digest": "sha256:cb3fb70551b1bd7958e8d2f3f813a118b444bad4627580775ce94b5a62aae59b",
        "bytes": 145500512,
        "base": true,
        "createdBy": ""
      },
      {
        "digest": "sha256:d3281ff2172203b4c8c5d7e1ee0530918100dfb363a3d2222452306b167884d6",
        "bytes": 1093,
        "base": true,
        "createdBy": "COPY . / # buildkit"
      },
      {
        "digest": "sha256:fbf12ac48c2d548c21282c395814d4136c7e5c33a079c2a3e138470db816c027",
        "bytes": 0,
        "base": false,
        "createdBy": "WORKDIR /app",
        "line": 2
      },
      {
        "digest": "sha256:0945c05f1222e5edd2789229029b94427f2a02f71fa52efcdc5abadabe87e092",
        "bytes": 6,
        "base": false,
        "createdBy": "RUN /bin/sh -c for i in 1 2 3 4 5 6; do echo \"step $i\"; sleep 0.3; done && echo ready > /srv/ready # buildkit",
        "line": 3
      },
      {
        "digest": "sha256:c6eb0f2a669fd7e4cce947cbd7d58aa3c4abf7fe7179387c0d0a47361c9bc706",
        "bytes": 303,
        "base": false,
        "createdBy": "COPY app.py . # buildkit",
        "line": 4
      }
    ],
    "steps": [
      {
        "stage": "",
        "instruction": "FROM docker.io/library/python:3.11-slim",
        "line": 1,
        "cached": false,
        "millis": 10
      },
      {
        "stage": "",
        "instruction": "WORKDIR /app",
        "line": 2,
        "cached": false,
        "millis": 5
      },
      {
        "stage": "",
        "instruction": "RUN for i in 1 2 3 4 5 6; do echo \"step $i\"; sleep 0.3; done && echo ready > /srv/ready",
        "line": 3,
        "cached": false,
        "millis": 2000
      },
      {
        "stage": "",
        "instruction": "COPY app.py .",
        "line": 4,
        "cached": false,
        "millis": 6
      }
    ]
  },
  "rebuild": {
    "edited": [
      "app.py"
    ],
    "steps": [
      {
        "stage": "",
        "instruction": "FROM docker.io/library/python:3.11-slim",
        "line": 1,
        "cached": false,
        "millis": 0
      },
      {
        "stage": "",
        "instruction": "WORKDIR /app",
        "line": 2,
        "cached": true,
        "millis": 0
      },
      {
        "stage": "",
        "instruction": "RUN for i in 1 2 3 4 5 6; do echo \"step $i\"; sleep 0.3; done && echo ready > /srv/ready",
        "line": 3,
        "cached": true,
        "millis": 0
      },
      {
        "stage": "",
        "instruction": "COPY app.py .",
        "line": 4,
        "cached": false,
        "millis": 5
      }
    ]
  },
  "timings": {
    "queuedMillis": 55,
    "buildMillis": 2135,
    "rebuildMillis": 86,
    "runMillis": 1583,
    "totalMillis": 3855
  },
  "provenance": {
    "drydock": "0.1.0",
    "grader": "sha256:b02f2ab2e3b48d79a8975149f858bffc19416ebd8317052158b39feadc05fc5e",
    "engine": "26.1.5+dfsg1",
    "bases": [
      {
        "ref": "python:3.11-slim",
        "digest": "sha256:5202eaa34f09c5677b088ac7b10f68e7ee2c70960f81d251e77c54028825fddb",
        "source": "stand-in"
      }
    ]
  }
}', '2026-11-21 18:39:31.98146+00');
INSERT INTO public.verdict VALUES ('5e292f90-47e0-42b7-9e86-ddd0c46d1bfc', 1, 'failed', 1, 10, 'sha256:b02f2ab2e3b48d79a8975149f858bffc19416ebd8317052158b39feadc05fc5e', '0.1.0', '26.1.5+dfsg1', 'worker/1', '{
  "schemaVersion": 1,
  "exercise": "quick",
  "outcome": "failed",
  "score": 1,
  "maxScore": 10,
  "checks": [
    {
      "id": "builds",
      "kind": "build.succeeds",
      "title": "The image builds",
      "status": "passed",
      "points": 1,
      "maxPoints": 1,
      "expected": "the image builds",
      "actual": "built in 78 ms",
      "lesson": "02-dockerfile-anatomy#build",
      "lines": []
    },
    {
      "id": "code-last",
      "kind": "layer.unchanged",
      "title": "A change in app.py leaves what is above it",
      "status": "failed",
      "points": 0,
      "maxPoints": 2,
      "expected": "after a change in app.py, /srv/ready lies in the same layer as before",
      "actual": "/srv/ready is not in the image",
      "message": "No file of the image is at or below that path.",
      "hint": "A layer is new when its step runs again and writes anything else. Copy what is large and changes rarely, such as the model, above what changes often, such as the code, and in a COPY of its own.",
      "lesson": "03-layers-and-cache#order",
      "lines": [
        {
          "file": "Dockerfile",
          "start": 1,
          "end": 1
        }
      ]
    },
    {
      "id": "stays",
      "kind": "run.stays",
      "title": "It keeps running",
      "status": "failed",
      "points": 0,
      "maxPoints": 2,
      "expected": "running after 1 s",
      "actual": "ended with exit code 0",
      "message": "The start command did its work and ended, and the container with it. A service has to stay in the foreground to answer requests. It wrote nothing.",
      "hint": "Run the image yourself with `docker run --rm` and read the last lines that it prints. Is everything that the start command needs really in the image?",
      "lesson": "02-dockerfile-anatomy#cmd",
      "lines": [
        {
          "file": "Dockerfile",
          "start": 1,
          "end": 1
        }
      ]
    },
    {
      "id": "listens",
      "kind": "ports.listening",
      "title": "It listens on port 8000",
      "status": "skipped",
      "points": 0,
      "maxPoints": 2,
      "message": "Not tried: \"It keeps running\" has to hold first, and does not.",
      "lesson": "02-dockerfile-anatomy#ports",
      "lines": []
    },
    {
      "id": "answers",
      "kind": "http.responds",
      "title": "GET / answers hello",
      "status": "skipped",
      "points": 0,
      "maxPoints": 3,
      "message": "Not tried: \"It listens on port 8000\" was not tried.",
      "lesson": "02-dockerfile-anatomy#first-service",
      "lines": [],
      "hidden": true
    }
  ],
  "findings": [
    {
      "rule": "root-at-end",
      "severity": "warning",
      "message": "No USER is set, so that this runs as root, unless the base sets a user: whoever breaks into the model server, by a malicious pickle for example, owns everything in the container and in what is mounted there.",
      "mend": "Create a user with RUN useradd --uid 1000 app, and write USER 1000 above the command.",
      "lesson": "07-hardening#non-root",
      "line": 1,
      "column": 6,
      "endLine": 1,
      "endColumn": 22
    }
  ],
  "build": {
    "imageBytes": 145501605,
    "contextBytes": 325,
    "layers": [
      {
        "digest": "sha256:cb3fb70551b1bd7958e8d2f3f813a118b444bad4627580775ce94b5a62aae59b",
        "bytes": 145500512,
        "base": true,
        "createdBy": ""
      },
      {
        "digest": "sha256:d3281ff2172203b4c8c5d7e1ee0530918100dfb363a3d2222452306b167884d6",
        "bytes": 1093,
        "base": true,
        "createdBy": "COPY . / # buildkit"
      }
    ],
    "steps": [
      {
        "stage": "",
        "instruction": "FROM docker.io/library/python:3.11-slim",
        "line": 1,
        "cached": false,
        "millis": 7
      }
    ]
  },
  "rebuild": {
    "edited": [
      "app.py"
    ],
    "steps": [
      {
        "stage": "",
        "instruction": "FROM docker.io/library/python:3.11-slim",
        "line": 1,
        "cached": false,
        "millis": 0
      }
    ]
  },
  "timings": {
    "queuedMillis": 6,
    "buildMillis": 73,
    "rebuildMillis": 40,
    "runMillis": 399,
    "totalMillis": 493
  },
  "provenance": {
    "drydock": "0.1.0",
    "grader": "sha256:b02f2ab2e3b48d79a8975149f858bffc19416ebd8317052158b39feadc05fc5e",
    "engine": "26.1.5+dfsg1",
    "bases": [
      {
        "ref": "python:3.11-slim",
        "digest": "sha256:5202eaa34f09c5677b088ac7b10f68e7ee2c70960f81d251e77c54028825fddb",
        "source": "stand-in"
      }
    ]
  }
}', '2026-11-21 18:39:32.762788+00');

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.flyway_schema_history
    ADD CONSTRAINT flyway_schema_history_pk PRIMARY KEY (installed_rank);

ALTER TABLE ONLY public.scheduled_tasks
    ADD CONSTRAINT scheduled_tasks_pkey PRIMARY KEY (task_name, task_instance);

ALTER TABLE ONLY public.secret
    ADD CONSTRAINT secret_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.submission_event
    ADD CONSTRAINT submission_event_pkey PRIMARY KEY (submission, number);

ALTER TABLE ONLY public.submission_file
    ADD CONSTRAINT submission_file_pkey PRIMARY KEY (submission, path);

ALTER TABLE ONLY public.submission
    ADD CONSTRAINT submission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.verdict
    ADD CONSTRAINT verdict_pkey PRIMARY KEY (submission);

ALTER TABLE ONLY public.worker
    ADD CONSTRAINT worker_pkey PRIMARY KEY (name);

CREATE INDEX flyway_schema_history_s_idx ON public.flyway_schema_history USING btree (success);

CREATE INDEX scheduled_tasks_due ON public.scheduled_tasks USING btree (priority DESC, execution_time);

CREATE INDEX scheduled_tasks_heartbeat ON public.scheduled_tasks USING btree (last_heartbeat);

CREATE INDEX submission_ended ON public.submission USING btree (exercise, ended_at DESC) WHERE (state = 'graded'::text);

CREATE INDEX submission_of_learner ON public.submission USING btree (learner, exercise, submitted_at DESC);

CREATE INDEX submission_unfinished ON public.submission USING btree (turn, submitted_at) WHERE (state = ANY (ARRAY['queued'::text, 'preparing'::text, 'building'::text, 'running'::text]));

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_account_fkey FOREIGN KEY (account) REFERENCES public.account(name) ON DELETE CASCADE;

ALTER TABLE ONLY public.submission_event
    ADD CONSTRAINT submission_event_submission_fkey FOREIGN KEY (submission) REFERENCES public.submission(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.submission_file
    ADD CONSTRAINT submission_file_submission_fkey FOREIGN KEY (submission) REFERENCES public.submission(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.submission
    ADD CONSTRAINT submission_learner_fkey FOREIGN KEY (learner) REFERENCES public.account(name);

ALTER TABLE ONLY public.verdict
    ADD CONSTRAINT verdict_submission_fkey FOREIGN KEY (submission) REFERENCES public.submission(id) ON DELETE CASCADE;

