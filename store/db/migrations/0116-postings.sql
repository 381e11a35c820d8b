-- 公示. Postings that were opened together: those of all villages of a region, by one workflow. A workflow for each village
-- of a province would be hundreds of times slower.
create table posting_lots (
  id          bigint generated always as identity primary key,
  campaign_id text not null,
  list        text not null,
  region_code text not null references regions,
  medium      text not null,
  opens_at    timestamptz not null,
  -- The end of the last day, computed once.
  closes_at   timestamptz not null check (closes_at > opens_at),
  workflow_id text not null unique,
  foreign key (campaign_id, list) references lists on delete cascade
);
create index posting_lots_by_campaign on posting_lots (campaign_id, list, id);
create index posting_lots_by_region on posting_lots (region_code);

-- What hangs in one village: frozen.
create table postings (
  id            bigint generated always as identity primary key,
  lot_id        bigint not null references posting_lots on delete cascade,
  campaign_id   text not null,
  list          text not null,
  region_code   text not null references regions,
  -- Of the village's postings of this list.
  version       integer not null check (version > 0),
  state         text not null default 'open' check (state in ('open', 'closed', 'superseded', 'withdrawn')),
  -- Masked rows only (domain/posting/content.ts), and the SHA-256 of them.
  content       jsonb not null,
  digest        bytea not null check (length(digest) = 32),
  superseded_by bigint references postings deferrable initially deferred,
  ended_at      timestamptz,
  check ((state = 'superseded') = (superseded_by is not null)),
  check ((state = 'open') = (ended_at is null)),
  unique (campaign_id, list, region_code, version),
  foreign key (campaign_id, list) references lists on delete cascade
);
create index postings_by_lot on postings (lot_id, id);
create index postings_open on postings (lot_id) where state = 'open';
create index postings_by_region on postings (region_code);
create index postings_by_next on postings (superseded_by) where superseded_by is not null;

-- Which rows a posting shows, and under what number; none for a row that is only counted.
create table posted_rows (
  posting_id bigint not null references postings on delete cascade,
  entry_id   bigint not null references entries on delete cascade,
  number     integer check (number > 0),
  -- When the row has left the list or was returned: what comes of it is posted anew.
  off_at     timestamptz,
  primary key (posting_id, entry_id)
);
create index posted_rows_by_entry on posted_rows (entry_id);

create function posting_stays() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - '{state,superseded_by,ended_at}'::text[]) is distinct from
     (to_jsonb(old) - '{state,superseded_by,ended_at}'::text[])
    or old.state <> new.state and not (old.state = 'open' or old.state = 'closed' and new.state = 'superseded')
  then
    raise exception 'a posting stays as it was posted' using errcode = 'ND005';
  end if;
  return new;
end $$;
create trigger postings_stay before update on postings for each row execute function posting_stays();

-- A row that hangs on the board is neither edited nor taken a step further; a returned one has left the board.
create function posted_row_stays() returns trigger language plpgsql as $$
begin
  update posted_rows p set off_at = a.changed_at from after a join before b using (id)
  where p.entry_id = a.id and p.off_at is null and a.state in ('out', 'returned') and b.state <> a.state;
  if exists (
    select from after a join before b using (id)
    join posted_rows p on p.entry_id = a.id and p.off_at is null
    join postings o on o.id = p.posting_id and o.state = 'open'
    where (a.category, a.heads, a.done) is distinct from (b.category, b.heads, b.done)
      -- Corrected answers are sealed anew, by the same key; a rotation of keys and an erasure change nothing that hangs.
      or a.sealed <> b.sealed and a.key_no = b.key_no)
  then
    raise exception 'a row stays as it is while it is posted' using errcode = 'ND006';
  end if;
  return null;
end $$;
create trigger entries_stay_while_posted after update on entries referencing old table as before new table as after
  for each statement execute function posted_row_stays();
