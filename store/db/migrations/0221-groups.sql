-- A duty group of a region (值班群): the officers' chat, told by a robot what the region's superior is told. The robot's
-- address and secret are settings (GROUP_ROBOTS); here is only its name. The contact stands for the group, so that its
-- messages have the same life as all others; it has no duty, no number, and is nobody.
create table groups (
  region_code text primary key references regions on delete cascade,
  robot       text not null check (robot ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  contact_id  bigint not null unique references contacts on delete cascade,
  changed_at  timestamptz not null default now()
);

alter table messages drop constraint messages_channel_check;
alter table messages add constraint messages_channel_check check (channel in ('sms', 'email', 'group')) not valid;

drop view reach;
-- By which way somebody of the register can be reached, and why not: whatever is told to anybody asks this view. One row
-- for each campaign and person, and one without a campaign: live, whatever campaign it is. A rehearsal has bad numbers
-- and stops of its own, and tells no group. Who answers for a region stands in `duties`, its group in `groups`. The
-- reasons are words of domain/message/message-states.ts.
create view reach as
select w.campaign_id, k.id as contact_id, k.phone, k.email, gr.robot,
       -- Why no SMS reaches them; null while one does.
       case
         when k.opted_out then 'opted-out'
         when k.phone is null then 'no-address'
         when k.phone_bad is not null or b.code is not null then 'bad-number'
       end as no_sms,
       -- The person who has the number wants no SMS, and gets urgent ones only. Another number, or another person on it,
       -- has stopped nothing.
       exists (select from stopped_numbers n where n.scope = w.scope and n.phone = phone_in(w.mode, k)
               and n.confirmed_at is not null and k.name = any(n.people)) as sms_stopped,
       -- Why no e-mail reaches them; null while one does.
       case
         when k.opted_out then 'opted-out'
         when k.email is null then 'no-address'
         when k.email_bad is not null then 'bad-address'
       end as no_email,
       -- Why no robot reaches them; null for a group of a live campaign.
       case
         when k.opted_out then 'opted-out'
         when gr.robot is null or w.mode <> 'live' then 'no-address'
       end as no_group
from (select id as campaign_id, mode, case mode when 'live' then 'live' else id end as scope from campaigns
      union all select null, 'live', 'live') w
cross join contacts k
left join groups gr on gr.contact_id = k.id
left join rehearsed_bad_numbers b on b.campaign_id = w.campaign_id and b.contact_id = k.id;
