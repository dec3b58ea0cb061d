-- What telemetry asks of a call: why its provider ended it, the framing and size of its reply, what a
-- declaration made of the estimate, and how many of its tokens a commit holds. Unknown is null.

alter table calls add column stopped text;
alter table calls add column reply_chars bigint;
alter table calls add column foreign_format text;
alter table calls add column refined_p50 bigint;
alter table calls add column refined_p95 bigint;
alter table calls add column refined_because text;
alter table calls add column committed_tokens bigint;

-- Of older calls only the providers' own words are there.
update calls
  set stopped = case
    when stop in ('max_tokens', 'model_context_window_exceeded', 'length') then 'MAX_TOKENS'
    when stop in ('end_turn', 'stop', 'end') then 'END'
    else null end
  where ending in ('COMPLETE', 'MALFORMED', 'CUT');

-- A first call that was complete is in its attempt's commit as a whole; of others nobody knows.
update calls
  set committed_tokens = output_tokens
  where ending = 'COMPLETE' and number = 1 and bill_source <> 'RESERVED'
    and exists (
      select 1 from attempts a
      where a.run = calls.run and a.phase = calls.phase and a.number = calls.attempt
        and a.ending = '{"failure":null}');
