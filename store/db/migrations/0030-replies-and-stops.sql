-- A reply that cannot be handled is tried again, and then set aside with its reason, so that it holds up nobody else's.
alter table replies
  add column attempts smallint not null default 0,
  -- Real time before which it is not tried again.
  add column retry_at timestamptz,
  -- Why it could not be handled: name and code of the error, never a text of it.
  add column problem  text;
create index replies_by_phone on replies (phone, id) where handled_at is null;

-- The number that an SMS was handed to the provider for: a receipt for another one, or a reply from another one, is not
-- about it. Only SMS, and only once submitted.
alter table messages add column sent_to text;
update messages m set sent_to = k.phone from contacts k
where k.id = m.contact_id and m.channel = 'sms' and m.state in ('submitting', 'accepted', 'unknown', 'delivered', 'retry', 'queued', 'held')
  and m.submitted_at is not null;
-- Every reply asks what its number was asked last.
create index messages_by_number on messages (sent_to, id) where sent_to is not null;

-- Numbers that want no SMS: live, or in one rehearsal. It belongs to the number and ends with it, or with the person.
create table stopped_numbers (
  -- 'live', or the rehearsal.
  scope        text not null,
  phone        text not null,
  -- Who answered on this number when it was stopped: somebody else has stopped nothing.
  people       text[] not null,
  -- Asked for once; it holds from the second time on.
  asked_at     timestamptz not null,
  confirmed_at timestamptz,
  primary key (scope, phone)
);

insert into stopped_numbers (scope, phone, people, asked_at, confirmed_at)
select 'live', phone, array_agg(name), min(sms_stopped_at), min(sms_stopped_at)
from contacts where sms_stopped_at is not null and phone is not null group by phone;
insert into stopped_numbers (scope, phone, people, asked_at, confirmed_at)
select s.campaign_id, k.phone, array_agg(k.name), min(s.at), min(s.at)
from rehearsed_stops s join contacts k on k.id = s.contact_id where k.phone is not null group by s.campaign_id, k.phone;
alter table contacts drop column sms_stopped_at;
drop table rehearsed_stops;
