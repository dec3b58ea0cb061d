-- A run's limits can be raised and its working time is counted; a bill says who counted it.

alter table runs add column raised_limits text;
alter table runs add column worked_nanos bigint not null default 0;

alter table calls add column bill_source text;
update calls
  set bill_source = case ending when 'LOST' then 'RESERVED' else 'REPORTED' end
  where ending is not null;
