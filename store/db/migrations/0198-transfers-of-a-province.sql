-- The same rules as in 0160, for half a million transfers of one act. A regular expression that counts its signs took
-- more time than all else of an insert: the length is asked for beside it.
alter table transfers drop constraint transfers_accounts;
alter table transfers add constraint transfers_accounts check (from_account <> to_account
  and from_account ~ '^(?:(?:from|to|promised|store):[A-Za-z0-9][A-Za-z0-9-]*|(?:way|with):[1-9][0-9]*)$'
  and to_account ~ '^(?:(?:from|to|promised|store):[A-Za-z0-9][A-Za-z0-9-]*|(?:way|with):[1-9][0-9]*)$'
  and length(split_part(from_account, ':', 2)) <= case when starts_with(from_account, 'w') then 15 else 60 end
  and length(split_part(to_account, ':', 2)) <= case when starts_with(to_account, 'w') then 15 else 60 end);

-- Balances are locked in the order of their keys, so that no two acts wait for each other for ever. Sums come once. An
-- account that is new begins with what is put into it: that of a row, in most acts, and nobody else has seen it. All that
-- was there before is locked first, then looked at, then changed.
create or replace function transfers_are_posted() returns trigger language plpgsql
  set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  -- By account, `quantity` being what is put in, or taken out below zero.
  changes balances[];
  made balances[];
  rest balances[];
  lacking jsonb;
begin
  select array_agg((campaign_id, account, item, purse, change)::balances order by campaign_id, account, item, purse) into changes
  from (
    select campaign_id, account, item, purse, sum(change)::bigint as change from (
      select campaign_id, from_account as account, item, purse, -quantity as change from added
      union all select campaign_id, to_account, item, purse, quantity from added) x
    group by 1, 2, 3, 4) c;

  -- What is below zero inside is none of them: a check is asked before a conflict is found.
  with new as (
    insert into balances (campaign_id, account, item, purse, quantity)
    select campaign_id, account, item, purse, quantity from unnest(changes) c
    where c.quantity >= 0 or c.account ~ '^(from|to):'
    order by campaign_id, account, item, purse
    on conflict do nothing returning *)
  select array_agg((campaign_id, account, item, purse, quantity)::balances) into made from new;

  select array_agg((campaign_id, account, item, purse, quantity)::balances) into rest
  from (select * from unnest(changes) except select * from unnest(made)) x;

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
