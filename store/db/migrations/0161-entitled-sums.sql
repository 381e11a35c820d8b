-- What the rows of a campaign are entitled to in all, by item and purse, given or not: kept by a trigger of entries. No
-- more is approved than its purse has received.
create table entitled_sums (
  campaign_id text not null references campaigns on delete cascade,
  item        text not null,
  purse       text not null,
  quantity    bigint not null default 0 check (quantity >= 0),
  primary key (campaign_id, item, purse)
);

-- The lines of an entitlement (domain/list/entitled.ts) that a purse answers for. Money is in fen.
create function entitled_lines(entitled jsonb) returns table (item text, purse text, quantity bigint)
language sql immutable as $$
  select 'cny', part ->> 'purse', (part ->> 'cash')::bigint
  from jsonb_array_elements(entitled) part where part ? 'purse' and (part ->> 'cash')::bigint <> 0
  union all
  select goods ->> 'item', goods ->> 'purse', (goods ->> 'quantity')::bigint
  from jsonb_array_elements(entitled) part cross join lateral jsonb_array_elements(part -> 'goods') goods
  where goods ? 'item' and goods ? 'purse'
$$;

-- What each row that stands is entitled to.
create view entitlements as
  select e.campaign_id, e.id as entry_id, l.item, l.purse, sum(l.quantity)::bigint as quantity
  from entries e cross join lateral entitled_lines(e.entitled) l
  where e.entitled is not null and e.state <> 'out' group by 1, 2, 3, 4;

-- What of a purse is there for rows: all that has come in and has neither been promised only, nor lost, nor spent otherwise.
create function received(campaign text, thing text, earmark text) returns bigint language sql stable as $$
  select coalesce(-sum(quantity), 0)::bigint from balances
  where campaign_id = campaign and item = thing and purse = earmark
    and (account like 'from:%' or account like 'to:%' or account like 'promised:%')
$$;
create index balances_outside on balances (campaign_id, item, purse)
  where account like 'from:%' or account like 'to:%' or account like 'promised:%';

create function entitlements_are_covered() returns trigger language plpgsql set enable_nestloop = off as $$
declare
  changes jsonb;
  lacking jsonb;
begin
  if not exists (select from purses) then return null; end if;
  -- Rows of a county are alike in a few ways.
  select jsonb_agg(jsonb_build_object('campaign', campaign_id, 'item', item, 'purse', purse, 'change', change)) into changes
  from (
    select a.campaign_id, l.item, l.purse, sum(l.quantity * a.n)::bigint as change
    from (
      select campaign_id, entitled, sum(n) as n from (
        select campaign_id, entitled, 1 as n from after where entitled is not null and state <> 'out'
        union all select campaign_id, entitled, -1 from before where entitled is not null and state <> 'out') x
      group by 1, 2 having sum(n) <> 0) a
    cross join lateral entitled_lines(a.entitled) l
    group by 1, 2, 3 having sum(l.quantity * a.n) <> 0) c;
  if changes is null then return null; end if;
  insert into entitled_sums (campaign_id, item, purse)
  select c ->> 'campaign', c ->> 'item', c ->> 'purse' from jsonb_array_elements(changes) c
  order by 1, 2, 3 on conflict do nothing;
  perform 1 from entitled_sums s join jsonb_array_elements(changes) c
    on s.campaign_id = c ->> 'campaign' and s.item = c ->> 'item' and s.purse = c ->> 'purse'
  order by s.campaign_id, s.item, s.purse for update of s;
  update entitled_sums s set quantity = s.quantity + (c ->> 'change')::bigint from jsonb_array_elements(changes) c
  where s.campaign_id = c ->> 'campaign' and s.item = c ->> 'item' and s.purse = c ->> 'purse';
  -- A statement of its own, so that it sees what was spent while the sums were waited for.
  select jsonb_agg(jsonb_build_object('item', s.item, 'purse', s.purse, 'gap', s.quantity - r.there) order by s.item, s.purse)
  into lacking
  from entitled_sums s join jsonb_array_elements(changes) c
    on s.campaign_id = c ->> 'campaign' and s.item = c ->> 'item' and s.purse = c ->> 'purse'
  cross join lateral (select received(s.campaign_id, s.item, s.purse) as there) r
  where (c ->> 'change')::bigint > 0 and r.there < s.quantity;
  if lacking is not null then
    raise exception 'a purse holds too little' using errcode = 'ND008', detail = lacking::text;
  end if;
  return null;
end $$;
create trigger entries_are_covered after update on entries referencing old table as before new table as after
  for each statement execute function entitlements_are_covered();

-- What rows are entitled to is neither spent otherwise nor given back. A loss is what it is.
create function entitlements_stay_covered() returns trigger language plpgsql as $$
declare
  lacking jsonb;
begin
  if not exists (select from added where kind in ('buy', 'return') and from_account like 'store:%') then return null; end if;
  perform 1 from entitled_sums s
  join (select distinct campaign_id, item, purse from added where kind in ('buy', 'return') and from_account like 'store:%') a
    using (campaign_id, item, purse)
  order by s.campaign_id, s.item, s.purse for update of s;
  select jsonb_agg(jsonb_build_object('item', s.item, 'purse', s.purse, 'gap', s.quantity - r.there) order by s.item, s.purse)
  into lacking
  from entitled_sums s
  join (select distinct campaign_id, item, purse from added where kind in ('buy', 'return') and from_account like 'store:%') a
    using (campaign_id, item, purse)
  cross join lateral (select received(s.campaign_id, s.item, s.purse) as there) r
  where s.quantity > 0 and r.there < s.quantity;
  if lacking is not null then
    raise exception 'rows are entitled to it' using errcode = 'ND009', detail = lacking::text;
  end if;
  return null;
end $$;
create trigger transfers_3_stay_covered after insert on transfers referencing new table as added
  for each statement execute function entitlements_stay_covered();
