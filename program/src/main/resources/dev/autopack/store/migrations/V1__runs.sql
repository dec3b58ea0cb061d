-- Runs, what they are made of, and what they spend. One SQL for SQLite and PostgreSQL.
-- Instants are ISO-8601 in UTC with nine digits, so that they sort as text; money is a decimal
-- number as text, because SQLite knows only floating point; JSON is plain ASCII in text columns.

create table runs (
  id text not null primary key,
  state text not null,
  sources text not null,
  base_commit text not null,
  started text not null,
  owner text not null,
  fence bigint not null,
  last_event bigint not null default 0
);

create table phases (
  run text not null references runs (id) on delete cascade,
  id text not null,
  position integer not null,
  state text not null,
  reason text not null default '',
  primary key (run, id)
);

create table events (
  run text not null references runs (id) on delete cascade,
  sequence bigint not null,
  at text not null,
  phase text,
  version integer not null,
  type text not null,
  event text not null,
  primary key (run, sequence)
);

create table attempts (
  run text not null,
  phase text not null,
  number integer not null,
  sequence bigint not null,
  begun text not null,
  ended text,
  ending text,
  primary key (run, phase, number),
  foreign key (run, phase) references phases (run, id) on delete cascade
);

-- One row a call: what was predicted, what was reserved, and what it really took.
create table calls (
  run text not null,
  phase text not null,
  attempt integer not null,
  batch integer not null,
  number integer not null,
  sequence bigint not null,
  model text not null,
  format text not null,
  predicted_p50 bigint not null,
  predicted_p95 bigint not null,
  predicted_because text not null,
  max_output_tokens integer not null,
  allowed_because text not null,
  category text not null,
  complexity text not null,
  scope_files integer not null,
  batched boolean not null,
  reserved_input_tokens integer not null,
  reserved_usd text not null,
  reserved_at text not null,
  ending text,
  stop text,
  input_tokens bigint,
  cache_read_tokens bigint,
  cache_write_tokens bigint,
  output_tokens bigint,
  reasoning_tokens bigint,
  usd text,
  units integer,
  rejected integer,
  first_text_millis bigint,
  total_millis bigint,
  settled_at text,
  primary key (run, phase, attempt, batch, number),
  unique (run, sequence),
  foreign key (run, phase) references phases (run, id) on delete cascade
);

create table units (
  run text not null,
  phase text not null,
  attempt integer not null,
  batch integer not null,
  call integer not null,
  position integer not null,
  unit text not null,
  primary key (run, phase, attempt, batch, call, position),
  foreign key (run, phase, attempt, batch, call)
    references calls (run, phase, attempt, batch, number) on delete cascade
);

create table requests (
  id text not null primary key,
  run text not null,
  phase text not null,
  sequence bigint not null,
  request text not null,
  answer text,
  answered_sequence bigint,
  foreign key (run, phase) references phases (run, id) on delete cascade
);

create index requests_of_run on requests (run);

-- A step without a result was begun; the phase is empty for a step of the run itself.
create table steps (
  run text not null references runs (id) on delete cascade,
  phase text not null,
  attempt integer not null,
  batch integer not null,
  name text not null,
  type text not null,
  begun text not null,
  result text,
  ended text,
  primary key (run, phase, attempt, batch, name)
);
