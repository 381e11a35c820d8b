-- The lists of a campaign, as its definition has them: what Postgres itself must know to keep their rules.
create table lists (
  campaign_id text not null references campaigns on delete cascade,
  id          text not null,
  -- What a row is about: household, person, enterprise, place, pair.
  of          text not null,
  -- The steps of a row in their order (domain/list/steps.ts).
  track       text[] not null check (track[1] = 'propose'),
  categories  text[] not null,
  -- Nobody does two steps of a row one after the other.
  apart       boolean not null default true,
  -- Rows need a slot of their unit's quota.
  limited     boolean not null default false,
  -- By reason or step: what becomes of the slot of a row that is removed, 'burns' or 'frees'.
  removed     jsonb not null default '{}',
  primary key (campaign_id, id)
);

-- 分配表: how many rows of a category a unit may have.
create table quotas (
  campaign_id text not null,
  list        text not null,
  category    text not null,
  unit_code   text not null references regions,
  slots       integer not null check (slots >= 0),
  -- Rows that take a slot now; kept by a trigger of entries, in the transaction of each change.
  used        integer not null default 0 check (used >= 0),
  constraint quotas_full check (used <= slots),
  primary key (campaign_id, list, category, unit_code),
  foreign key (campaign_id, list) references lists on delete cascade
);
create index quotas_by_unit on quotas (unit_code);

-- A row of a list: a household or person that a unit has proposed. Its life is in domain/list/row-life.ts.
create table entries (
  id          bigint generated always as identity primary key,
  campaign_id text not null,
  list        text not null,
  -- Made by the sender, such as a phone without network: the same row sent twice is one.
  row         uuid not null,
  -- Who it is about (people); the same person on two rows is found by it.
  subject_id  bigint not null references people,
  category    text not null,
  -- Persons that the row stands for.
  heads       integer not null default 1 check (heads between 0 and 1000),
  -- The unit that answers for it now, and the unit whose quota it uses.
  unit_code   text not null references regions,
  slot_unit   text not null references regions,
  -- Steps of the track that are done.
  done        smallint not null default 1 check (done >= 1),
  state       text not null default 'in' check (state in ('in', 'held', 'twin', 'returned', 'out')),
  -- Why it is held, returned or out: a word. A text that somebody wrote is with the deed.
  because     text,
  -- Out, and its slot is lost.
  burns       boolean not null default false,
  -- What the row tells that is nobody's secret: answers of its form without the personal ones.
  figures     jsonb not null default '{}',
  -- The personal answers, sealed; and with what number of key.
  sealed      bytea,
  key_no      smallint references people_keys,
  -- The name as others may see it: 王**.
  shown       text not null,
  helper_id   bigint references people,
  visit_on    date,
  -- Each change counts on; who decides names the version that they saw.
  version     integer not null default 1,
  proposed_at timestamptz not null,
  changed_at  timestamptz not null,
  check ((sealed is null) = (key_no is null)),
  check (state = 'out' or not burns),
  check (state <> 'out' or because is not null),
  unique (campaign_id, list, row),
  foreign key (campaign_id, list) references lists on delete cascade
);
-- One person, one row that stands; a twin waits beside it.
create unique index entries_once on entries (campaign_id, list, subject_id) where state in ('in', 'held', 'returned');
create index entries_by_unit on entries (campaign_id, list, unit_code, id);
create index entries_by_subject on entries (subject_id);
create index entries_by_region on entries (unit_code);
create index entries_by_slot_unit on entries (slot_unit);
create index entries_by_helper on entries (helper_id) where helper_id is not null;
create index entries_by_key on entries (key_no) where key_no is not null;

-- What was done with rows and by whom, once each; lines are only added.
create table deeds (
  id          bigint generated always as identity primary key,
  campaign_id text not null references campaigns on delete cascade,
  entry_id    bigint references entries on delete cascade,
  case_id     bigint references cases on delete cascade,
  unit_code   text not null references regions,
  -- The round in whose course it was done.
  round_key   text,
  -- A step of the track, or: correct return hold release remove move pair contact visit help problem money tell letter.
  kind        text not null,
  at          timestamptz not null,
  contact_id  bigint references contacts on delete set null,
  account_id  bigint references accounts on delete set null,
  -- Who it was where neither says so: a program, the shell. Never a person who is helped.
  by_name     text,
  via         text not null check (via in ('form', 'api', 'cli', 'sms', 'paper', 'import', 'system')),
  -- Before and after: {done, state, category, heads}; what is the same in both is left out.
  before      jsonb,
  after       jsonb,
  -- A word; and what somebody wrote, which may name a person.
  because     text,
  reason      text,
  figures     jsonb,
  photos      text[],
  -- The sender's key: the same act sent twice is one.
  submission  uuid,
  undoes      bigint references deeds,
  recorded_at timestamptz not null default clock_timestamp()
);
create unique index deeds_once on deeds (submission, entry_id, kind) where submission is not null;
create index deeds_by_entry on deeds (entry_id, id);
create index deeds_by_campaign on deeds (campaign_id, id);
create index deeds_by_case on deeds (case_id) where case_id is not null;
create index deeds_by_unit on deeds (unit_code);
create index deeds_by_contact on deeds (contact_id) where contact_id is not null;
create index deeds_by_account on deeds (account_id) where account_id is not null;
create index deeds_by_undone on deeds (undoes) where undoes is not null;

-- Who did it, in one word.
create function hand_of(deed deeds) returns text language sql immutable as $$
  select coalesce('account:' || deed.account_id, 'contact:' || deed.contact_id, 'name:' || deed.by_name)
$$;

-- A deed stays as it was written. A campaign that is deleted takes its deeds along, a person who is forgotten their words.
create function deed_stays() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - '{contact_id,account_id,by_name,reason,figures,photos}'::text[])
     is distinct from (to_jsonb(old) - '{contact_id,account_id,by_name,reason,figures,photos}'::text[]) then
    raise exception 'a deed stays as it was written' using errcode = 'ND001';
  end if;
  return new;
end $$;
create trigger deeds_stay before update on deeds for each row execute function deed_stays();

-- Who proposed a row does not check it, who checked does not approve it. Each statement is looked at as a whole, because
-- an office decides on thousands of rows at once.
create function steps_by_two_hands() returns trigger language plpgsql as $$
begin
  if exists (
    select from added d
    join entries e on e.id = d.entry_id
    join lists l on l.campaign_id = e.campaign_id and l.id = e.list and l.apart
    cross join lateral (
      select p.* from deeds p
      where p.entry_id = d.entry_id and p.id < d.id and p.kind = any(l.track) order by p.id desc limit 1) p
    -- Giving out and looking in again is one hand's work as often as not.
    where d.kind = any(l.track) and d.kind not in ('deliver', 'follow', 'announce') and d.kind <> p.kind
      and hand_of(row(d.*)::deeds) = hand_of(row(p.*)::deeds))
  then
    raise exception 'the step before was done by the same hand' using errcode = 'ND002';
  end if;
  return null;
end $$;
create trigger deeds_by_two_hands after insert on deeds referencing new table as added
  for each statement execute function steps_by_two_hands();

-- The order of steps, and the ends: what rowAfter says (domain/list/row-life.ts).
create function row_moves_on() returns trigger language plpgsql as $$
begin
  if exists (
    select from after a join before b using (id)
    join lists l on l.campaign_id = b.campaign_id and l.id = b.list
    cross join lateral (select coalesce(array_position(l.track, 'deliver'), 1000) as delivered) t
    where (a.done, a.state, a.category, a.burns, a.unit_code, a.slot_unit) is distinct from
          (b.done, b.state, b.category, b.burns, b.unit_code, b.slot_unit)
      and (b.state = 'out'
        or a.version <= b.version
        or a.done <> b.done and (a.done <> b.done + 1 or b.state <> 'in' or a.state <> 'in')
        or a.done > cardinality(l.track)
        or a.state in ('out', 'held', 'returned') and a.state <> b.state and b.done >= t.delivered))
  then
    raise exception 'a row goes from step to step' using errcode = 'ND003';
  end if;
  return null;
end $$;
create trigger entries_move_on after update on entries referencing old table as before new table as after
  for each statement execute function row_moves_on();

create function takes_slot(state text, burns boolean) returns boolean language sql immutable as
  $$ select case state when 'out' then burns when 'twin' then false else true end $$;

-- Counts slots: the constraint quotas_full refuses what is beyond them; a limited list refuses a unit without any.
-- One function for each kind of statement, because transition tables belong to the statement.
create function count_slots_added() returns trigger language plpgsql as $$
begin
  perform move_slots((select jsonb_agg(jsonb_build_array(c.campaign_id, c.list, c.category, c.slot_unit, c.change)) from (
    select campaign_id, list, category, slot_unit, count(*) as change from added where takes_slot(state, burns)
    group by 1, 2, 3, 4) c));
  return null;
end $$;
create function count_slots_changed() returns trigger language plpgsql as $$
begin
  perform move_slots((select jsonb_agg(jsonb_build_array(c.campaign_id, c.list, c.category, c.slot_unit, c.change)) from (
    select campaign_id, list, category, slot_unit, sum(change) as change from (
      select campaign_id, list, category, slot_unit, 1 as change from after where takes_slot(state, burns)
      union all select campaign_id, list, category, slot_unit, -1 from before where takes_slot(state, burns)) x
    group by 1, 2, 3, 4 having sum(change) <> 0) c));
  return null;
end $$;

-- Quotas are locked in one order, so that two units that move rows at once never wait for each other for ever.
create function move_slots(changes jsonb) returns void language plpgsql as $$
declare
  lacking text;
begin
  if changes is null then return; end if;
  perform 1 from quotas q join jsonb_array_elements(changes) c
    on q.campaign_id = c ->> 0 and q.list = c ->> 1 and q.category = c ->> 2 and q.unit_code = c ->> 3
    order by q.campaign_id, q.list, q.category, q.unit_code for update of q;
  select c ->> 3 into lacking from jsonb_array_elements(changes) c
    join lists l on l.campaign_id = c ->> 0 and l.id = c ->> 1 and l.limited
    where (c ->> 4)::int > 0 and not exists (
      select from quotas q where q.campaign_id = c ->> 0 and q.list = c ->> 1 and q.category = c ->> 2 and q.unit_code = c ->> 3)
    limit 1;
  if lacking is not null then
    raise exception 'unit % has no slots of this category', lacking using errcode = 'ND004';
  end if;
  update quotas q set used = q.used + (c ->> 4)::int from jsonb_array_elements(changes) c
  where q.campaign_id = c ->> 0 and q.list = c ->> 1 and q.category = c ->> 2 and q.unit_code = c ->> 3;
end $$;
create trigger entries_count_slots_added after insert on entries referencing new table as added
  for each statement execute function count_slots_added();
create trigger entries_count_slots_changed after update on entries referencing old table as before new table as after
  for each statement execute function count_slots_changed();

-- A round that asks for a step of a list.
alter table rounds
  add column list text,
  add column does text,
  add constraint rounds_ask_of_list check ((list is null) = (does is null));

-- Rows have come, but the unit has not said that these are all (报完): reminders go on, with what is there.
alter table asks add column begun_at timestamptz;
-- Whether the unit has said that these are all.
alter table reports add column whole boolean not null default true;
-- What became of each row of a sending, for a sender that lost the answer.
alter table submissions add column rows jsonb;
