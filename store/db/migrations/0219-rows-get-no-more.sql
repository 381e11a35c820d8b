-- To undo a return gives the goods back to the row. It may have got them anew meanwhile: then it would have more than it is
-- entitled to. Deliveries are held against that under the lock of their row; so are these.
create function corrections_give_no_more() returns trigger language plpgsql
  set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  wrong bigint;
begin
  if not exists (select from added where kind = 'correct' and to_account like 'with:%') then return null; end if;
  perform 1 from entries e
  join (select split_part(to_account, ':', 2)::bigint as id from added where kind = 'correct' and to_account like 'with:%') a using (id)
  order by e.id for no key update of e;
  select e.id into wrong
  from added a join entries e on e.id = split_part(a.to_account, ':', 2)::bigint
  join balances b on b.campaign_id = a.campaign_id and b.account = a.to_account and b.item = a.item and b.purse = a.purse
  where a.kind = 'correct' and a.to_account like 'with:%'
    and b.quantity > coalesce(case when e.state <> 'out' then (
      select sum(l.quantity) from entitled_lines(e.entitled) l where l.item = a.item and l.purse = a.purse) end, 0)
  limit 1;
  if wrong is not null then
    raise exception 'row % would have more than is due to it', wrong using errcode = 'ND025';
  end if;
  return null;
end $$;
create trigger transfers_4_give_no_more after insert on transfers referencing new table as added
  for each statement execute function corrections_give_no_more();
