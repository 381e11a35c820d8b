-- Who is on several lists of a campaign and is paid once (domain/list/once.ts): {across: [lists], ranks: {category: n}}; the
-- row with the least rank is paid, of equal ones the one that was proposed first. Null: each row stands for itself.
alter table lists add column once jsonb;

-- 兼: rows of somebody whom another row of the campaign pays. It follows from the rows as they are: when the paid one
-- leaves its list, the next one is paid.
create view rows_beside as
  select e.id, e.campaign_id, e.list
  from entries e join lists l on l.campaign_id = e.campaign_id and l.id = e.list and l.once is not null
  where e.state in ('in', 'held', 'returned') and exists (
    select from entries o join lists ol on ol.campaign_id = o.campaign_id and ol.id = o.list
    where o.subject_id = e.subject_id and o.campaign_id = e.campaign_id and o.id <> e.id
      and o.state in ('in', 'held', 'returned') and l.once -> 'across' ? o.list
      and (coalesce((ol.once -> 'ranks' ->> o.category)::bigint, 0), o.proposed_at, o.id)
        < (coalesce((l.once -> 'ranks' ->> e.category)::bigint, 0), e.proposed_at, e.id));
