-- The same rules as in 0160 and 0171. Rows and notes are found by their number in any case: `|| ''` keeps Postgres, which
-- believes that a table without statistics is empty, from reading all of a campaign for each of them. What most acts have
-- none of, reversals, losses and returns, is asked for first.
create or replace function transfers_are_right() returns trigger language plpgsql
  set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  wrong text;
begin
  select coalesce(a.item, '') || ' ' || a.purse into wrong
  from (select distinct campaign_id, item, purse from added) a
  left join items i on i.campaign_id = a.campaign_id and i.id = a.item
  left join purses p on p.campaign_id = a.campaign_id and p.id = a.purse
  where i.id is null or p.id is null limit 1;
  if wrong is not null then
    raise exception 'the campaign has no such item or purse: %', wrong using errcode = 'ND010';
  end if;

  select a.account into wrong
  from (
    select campaign_id, account, split_part(account, ':', 1) as kind, split_part(account, ':', 2) as about
    from (select campaign_id, from_account as account from added union select campaign_id, to_account from added) x) a
  left join regions g on g.code = a.about and a.kind in ('promised', 'store')
  left join dispatches d on d.id = case a.kind when 'way' then a.about::bigint end and d.campaign_id || '' = a.campaign_id
  left join entries e on e.id = case a.kind when 'with' then a.about::bigint end and e.campaign_id || '' = a.campaign_id
  where a.kind not in ('from', 'to') and g.code is null and d.id is null and e.id is null limit 1;
  if wrong is not null then
    raise exception 'there is no account %', wrong using errcode = 'ND010';
  end if;

  if not exists (select from added where reverses is not null or kind = 'lose') then return null; end if;
  -- The same thing the other way, by another hand.
  select a.id::text into wrong
  from added a join transfers r on r.id = a.reverses
  join ledger_acts now on now.id = a.act_id join ledger_acts before on before.id = r.act_id
  where (a.campaign_id, a.item, a.purse, a.quantity, a.from_account, a.to_account) is distinct from
        (r.campaign_id, r.item, r.purse, r.quantity, r.to_account, r.from_account) limit 1;
  if wrong is not null then
    raise exception 'a reversal is the same transfer the other way' using errcode = 'ND011';
  end if;
  select a.id::text into wrong
  from added a join transfers r on r.id = a.reverses
  join ledger_acts now on now.id = a.act_id join ledger_acts before on before.id = r.act_id
  where hand_of_act(now) = hand_of_act(before) limit 1;
  if wrong is not null then
    raise exception 'who made a transfer does not undo it' using errcode = 'ND012';
  end if;
  -- Who sent something does not write it off.
  select a.id::text into wrong
  from added a join ledger_acts now on now.id = a.act_id
  join dispatches d on d.id = case when starts_with(a.from_account, 'way:') then split_part(a.from_account, ':', 2)::bigint end
  join ledger_acts before on before.id = d.act_id
  where a.kind = 'lose' and hand_of_act(now) = hand_of_act(before) limit 1;
  if wrong is not null then
    raise exception 'who sent something does not write it off' using errcode = 'ND012';
  end if;
  return null;
end $$;

create or replace function returned_by_two_hands() returns trigger language plpgsql set enable_seqscan = off as $$
begin
  if not exists (select from added where kind = 'return' and from_account like 'with:%') then return null; end if;
  if exists (
    select from added a
    join ledger_acts now on now.id = a.act_id
    join deliveries v on v.entry_id = split_part(a.from_account, ':', 2)::bigint and v.outcome = 'given'
    join ledger_acts before on before.id = v.act_id
    where a.kind = 'return' and a.from_account like 'with:%' and hand_of_act(now) = hand_of_act(before))
  then
    raise exception 'who handed something over does not take it back' using errcode = 'ND012';
  end if;
  return null;
end $$;
