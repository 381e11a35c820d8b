-- The same name with the same number, address and language is one person.
create temporary table doubles on commit drop as
select id, keeper from (
  select id, min(id) over (partition by name, phone, email, language) as keeper
  from contacts where name is not null and coalesce(phone, email) is not null) k
where id <> keeper;

update duties d set contact_id = s.keeper from doubles s where s.id = d.contact_id;
update messages m set contact_id = s.keeper from doubles s where s.id = m.contact_id;
update reports r set contact_id = s.keeper from doubles s where s.id = r.contact_id;
update replies r set contact_id = s.keeper from doubles s where s.id = r.contact_id;
update chases c set acknowledged_by = s.keeper from doubles s where s.id = c.acknowledged_by;
-- Contact and deputy of one region may have a link each for the same; one is enough.
update links l set contact_id = s.keeper from doubles s where s.id = l.contact_id and not exists (
  select from links o left join doubles t on t.id = o.contact_id
  where o.round_id = l.round_id and o.purpose = l.purpose and o.region_code = l.region_code
    and coalesce(t.keeper, o.contact_id) = s.keeper and o.id < l.id);
-- What is known to be bad, and what they do not want, is so for all that they do.
update contacts k set phone_bad = coalesce(k.phone_bad, s.phone_bad), email_bad = coalesce(k.email_bad, s.email_bad),
  opted_out = k.opted_out or s.opted_out
from (
  select s.keeper, max(o.phone_bad) as phone_bad, max(o.email_bad) as email_bad, bool_or(o.opted_out) as opted_out
  from doubles s join contacts o on o.id = s.id group by s.keeper) s
where k.id = s.keeper;
delete from contacts k using doubles s where s.id = k.id;

drop view reach;
alter table contacts
  drop column region_code,
  drop column role,
  drop column leave_from,
  drop column leave_until;

-- By which way somebody of the register can be reached, and why not: whatever is told to anybody asks this view. One row
-- for each campaign and person, and one without a campaign: live, whatever campaign it is. A rehearsal has bad numbers
-- and stops of its own. Who answers for a region stands in `duties`. The reasons are words of
-- domain/message/message-states.ts.
create view reach as
select w.campaign_id, k.id as contact_id, k.phone, k.email,
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
       end as no_email
from (select id as campaign_id, mode, case mode when 'live' then 'live' else id end as scope from campaigns
      union all select null, 'live', 'live') w
cross join contacts k
left join rehearsed_bad_numbers b on b.campaign_id = w.campaign_id and b.contact_id = k.id;
