-- By which way somebody of the register can be reached, and why not: whatever is told to anybody asks this view. One row
-- for each campaign and person, and one without a campaign: live, whatever campaign it is. A rehearsal has bad numbers
-- and stops of its own. A region without a row has nobody. The reasons are words of domain/message/message-states.ts.
create view reach as
select w.campaign_id, k.region_code, k.role, k.id as contact_id, k.phone, k.email,
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
       -- The days on which the deputy stands in.
       case
         when coalesce(k.leave_from, k.leave_until) is null or k.leave_from > k.leave_until then 'empty'::daterange
         else daterange(k.leave_from, k.leave_until, '[]')
       end as leave
from (select id as campaign_id, mode, case mode when 'live' then 'live' else id end as scope from campaigns
      union all select null, 'live', 'live') w
cross join contacts k
left join rehearsed_bad_numbers b on b.campaign_id = w.campaign_id and b.contact_id = k.id;
