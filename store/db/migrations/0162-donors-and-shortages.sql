-- Donors are people: sealed like all others.
alter table people drop constraint people_kind_check;
alter table people add constraint people_kind_check
  check (kind in ('household', 'person', 'enterprise', 'place', 'helper', 'donor')) not valid;
alter table people validate constraint people_kind_check;

-- The case about what did not arrive.
alter table dispatches add column case_id bigint references cases on delete set null;
create index dispatches_by_case on dispatches (case_id) where case_id is not null;

-- What is allocated to all townships at once is one act with a note for each.
alter table dispatches drop constraint dispatches_act_id_key;
create unique index dispatches_once on dispatches (act_id, to_code);
