-- What all runs in a repository remember of its tests: flakes, and what a person set aside. No run
-- owns a row, so that it outlives them.

create table known_tests (
  repository text not null,
  toolchain text not null,
  suite text not null,
  name text not null,
  sightings integer not null default 0,
  runs integer not null default 0,
  failures integer not null default 0,
  last_seen text,
  last_cause text not null default '',
  quarantined_by text,
  quarantined_at text,
  reason text not null default '',
  primary key (repository, toolchain, suite, name)
);
