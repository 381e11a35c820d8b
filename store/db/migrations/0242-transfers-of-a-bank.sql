-- Each line that a bank has answered was written into this index once more. Who asks for a row asks for its open line,
-- and bank_lines_once has those.
drop index bank_lines_by_entry;

-- The same rules as in 0198. The sums of half a million new accounts are no longer gathered, counted out and compared
-- again outside of the statement that makes them.
create or replace function transfers_are_posted() returns trigger language plpgsql
  set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  -- By account, `quantity` being what is put in, or taken out below zero.
  rest balances[];
  lacking jsonb;
begin
  -- What is below zero inside is not made: a check is asked before a conflict is found.
  with changes as materialized (
    select campaign_id, account, item, purse, sum(change)::bigint as quantity from (
      select campaign_id, from_account as account, item, purse, -quantity as change from added
      union all select campaign_id, to_account, item, purse, quantity from added) x
    group by 1, 2, 3, 4
  ), made as (
    insert into balances (campaign_id, account, item, purse, quantity)
    select campaign_id, account, item, purse, quantity from changes c
    where c.quantity >= 0 or c.account ~ '^(from|to):'
    order by campaign_id, account, item, purse
    on conflict do nothing returning *)
  select array_agg((campaign_id, account, item, purse, quantity)::balances) into rest
  from (select * from changes except select * from made) x;

  perform 1 from balances b join unnest(rest) c using (campaign_id, account, item, purse)
  order by b.campaign_id, b.account, b.item, b.purse for update of b;

  select jsonb_build_object('account', c.account, 'item', c.item, 'purse', c.purse, 'there', coalesce(b.quantity, 0),
                            'gap', -(coalesce(b.quantity, 0) + c.quantity)) into lacking
  from unnest(rest) c left join balances b using (campaign_id, account, item, purse)
  where c.quantity < 0 and c.account !~ '^(from|to):' and coalesce(b.quantity, 0) + c.quantity < 0
  order by c.account, c.item, c.purse limit 1;
  if lacking is not null then
    raise exception 'an account has too little' using errcode = 'ND007', detail = lacking::text;
  end if;

  update balances b set quantity = b.quantity + c.quantity
  from unnest(rest) c
  where b.campaign_id = c.campaign_id and b.account = c.account and b.item = c.item and b.purse = c.purse and c.quantity <> 0;
  return null;
end $$;
