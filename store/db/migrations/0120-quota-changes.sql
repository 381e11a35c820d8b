-- What slots of a quota a unit had before and after each act; lines are only added. Who did it and why is in the audit log.
create sequence quota_acts;
create table quota_changes (
  id          bigint generated always as identity primary key,
  -- The lines of one act; its receipt is made of this number.
  act         bigint not null,
  campaign_id text not null,
  list        text not null,
  category    text not null,
  unit_code   text not null references regions,
  before      integer not null,
  after       integer not null,
  at          timestamptz not null,
  foreign key (campaign_id, list) references lists on delete cascade
);
create index quota_changes_by_list on quota_changes (campaign_id, list, act);
create index quota_changes_by_unit on quota_changes (unit_code);

-- The rows that units have handed in, each when it was, and when its slot became free for another, if it did. A row that
-- is struck later was handed in all the same: the unit has done its part.
create view handed_in as
  select d.campaign_id, e.list, d.unit_code, e.id as entry_id, d.at,
         case when e.state = 'out' and not e.burns then
           (select r.at from deeds r where r.entry_id = e.id and r.kind = 'remove' order by r.id desc limit 1) end as freed_at
  from deeds d join entries e on e.id = d.entry_id where d.kind = 'propose';
