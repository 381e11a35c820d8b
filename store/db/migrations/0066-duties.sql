-- People and duties apart: somebody who answers for two villages is one person, whose number is bad once, and who is
-- told the same once. A duty is what somebody does for a region, and has a deputy and a leave of its own.
create table duties (
  id          bigint generated always as identity primary key,
  region_code text not null references regions on delete cascade,
  -- 'contact' reports, and is told by every ladder (联络人); any other word is the register's own: 值班员.
  role        text not null check (role <> 'deputy'),
  -- Stands in for the one who has the duty (B 角).
  deputy      boolean not null default false,
  contact_id  bigint not null references contacts,
  leave_from  date,
  leave_until date,
  -- The days on which the deputy stands in.
  leave       daterange not null generated always as (
    case
      when coalesce(leave_from, leave_until) is null or leave_from > leave_until then 'empty'::daterange
      else daterange(leave_from, leave_until, '[]')
    end) stored,
  unique (region_code, role, deputy)
);
create index duties_of_contact on duties (contact_id);
create index contacts_by_email on contacts (email);

-- A duty of a region in one word, as commands, addresses and the audit log have it (domain/people/duties.ts): contact,
-- deputy, 值班员, 值班员:deputy.
create function duty_word(role text, deputy boolean) returns text language sql immutable as $$
  select case when not deputy then role when role = 'contact' then 'deputy' else role || ':deputy' end
$$;

insert into duties (region_code, role, deputy, contact_id, leave_from, leave_until)
select region_code, 'contact', role = 'deputy', id, leave_from, leave_until from contacts order by id;
