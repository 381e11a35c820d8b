-- The number of a rehearsal for a real one. The first of those who share it is found by the number: for min(id) alone
-- Postgres walks through everybody in the order of the ids, and for somebody without a number to the end.
create function rehearsed_number(number text) returns text language sql stable strict
  set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
  select '1991' || lpad((
    select min(sharing.id) from (select c.id from contacts c where c.phone = number offset 0) sharing)::text, 7, '0')
$$;

-- Without settings of its own, so that a statement takes it in, and calls a function only for a number that is real.
create or replace function phone_in(mode text, person contacts) returns text language sql stable as $$
  select case when mode = 'live' or person.phone like '1990%' then person.phone else rehearsed_number(person.phone) end
$$;
alter function phone_in(text, contacts) reset all;
