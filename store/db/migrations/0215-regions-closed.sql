-- A village that was dissolved, or merged into another, is asked no more; what it reported stays.
alter table regions
  add column closed_at timestamptz,
  -- Who answers for it now.
  add column merged_into text references regions;

-- What a region was before, whichever way it was changed: imports have many. Who did it is in the audit log.
create table region_changes (
  id          bigint generated always as identity primary key,
  at          timestamptz not null default clock_timestamp(),
  region_code text not null references regions on delete cascade,
  what        text not null check (what in ('renamed', 'moved', 'merged', 'closed', 'reopened')),
  -- Names, or codes of superiors.
  before      text,
  after       text
);
create index region_changes_of on region_changes (region_code, id);

create function note_region_change() returns trigger language plpgsql as $$
begin
  if old.name <> new.name then
    insert into region_changes (region_code, what, before, after) values (new.code, 'renamed', old.name, new.name);
  end if;
  if old.parent_code is distinct from new.parent_code then
    insert into region_changes (region_code, what, before, after) values (new.code, 'moved', old.parent_code, new.parent_code);
  end if;
  if (old.closed_at is null) <> (new.closed_at is null) then
    insert into region_changes (region_code, what, after)
    values (new.code, case when new.closed_at is null then 'reopened' when new.merged_into is null then 'closed' else 'merged' end,
            new.merged_into);
  end if;
  return null;
end $$;
create trigger regions_note_their_changes after update of name, parent_code, closed_at on regions
  for each row execute function note_region_change();
