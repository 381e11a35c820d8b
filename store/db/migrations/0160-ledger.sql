-- Goods and money, by double entry: everything that moves between hands is a transfer with two ends. Money is an item like
-- rice ('cny', in fen). Accounts are words (domain/ledger/accounts.ts). What a campaign keeps accounts of, as its definition
-- has it:
create table items (
  campaign_id text not null references campaigns on delete cascade,
  id          text not null,
  -- Of one unit; null where it is not known.
  price_fen   bigint check (price_fen >= 0),
  primary key (campaign_id, id)
);
create table purses (
  campaign_id text not null references campaigns on delete cascade,
  id          text not null,
  primary key (campaign_id, id)
);

-- What somebody did: one or more transfers, once by the key of the sender.
create table ledger_acts (
  id          bigint generated always as identity primary key,
  campaign_id text not null references campaigns on delete cascade,
  key         uuid not null,
  -- SHA-256 of what was sent: the same key with something else is no second sending.
  digest      bytea not null check (length(digest) = 32),
  kind        text not null,
  -- Campaign time.
  at          timestamptz not null,
  account_id  bigint references accounts on delete set null,
  contact_id  bigint references contacts on delete set null,
  by_name     text,
  via         text not null check (via in ('form', 'api', 'cli', 'sms', 'paper', 'import', 'system')),
  -- The number on the paper.
  doc_no      text check (length(doc_no) between 1 and 60),
  recorded_at timestamptz not null default clock_timestamp(),
  unique (campaign_id, key)
);
create index ledger_acts_by_account on ledger_acts (account_id) where account_id is not null;
create index ledger_acts_by_contact on ledger_acts (contact_id) where contact_id is not null;

-- A dispatch note: what was sent from one office to another lies in the account way:ID until it arrives.
create table dispatches (
  id          bigint generated always as identity primary key,
  campaign_id text not null references campaigns on delete cascade,
  act_id      bigint not null unique references ledger_acts on delete cascade,
  from_code   text not null references regions,
  to_code     text not null references regions check (to_code <> from_code),
  -- When it should have arrived.
  due_at      timestamptz not null,
  -- When the receiver said that no more of it comes.
  closed_at   timestamptz
);
create index dispatches_by_campaign on dispatches (campaign_id, id);
create index dispatches_by_sender on dispatches (from_code);
create index dispatches_by_receiver on dispatches (to_code);

create table transfers (
  id           bigint generated always as identity primary key,
  act_id       bigint not null references ledger_acts on delete cascade,
  campaign_id  text not null,
  kind         text not null,
  item         text not null,
  purse        text not null,
  quantity     bigint not null check (quantity between 1 and 1000000000000),
  -- What came in is worth, in fen; inside, goods have no value of their own.
  value_fen    bigint check (value_fen between 0 and 1000000000000000),
  from_account text not null,
  to_account   text not null,
  reverses     bigint references transfers,
  constraint transfers_accounts check (from_account <> to_account
    and from_account ~ '^((from|to|promised|store):[A-Za-z0-9][A-Za-z0-9-]{0,59}|(way|with):[1-9][0-9]{0,14})$'
    and to_account ~ '^((from|to|promised|store):[A-Za-z0-9][A-Za-z0-9-]{0,59}|(way|with):[1-9][0-9]{0,14})$'),
  -- As TRANSFER_KINDS has it (domain/ledger/transfers.ts).
  constraint transfers_go check (case when reverses is not null then kind = 'correct' else
    (kind, split_part(from_account, ':', 1), split_part(to_account, ':', 1)) in (
      ('pledge', 'from', 'promised'),
      ('receive', 'from', 'store'), ('receive', 'promised', 'store'),
      ('buy', 'store', 'to'), ('buy', 'from', 'store'),
      ('dispatch', 'store', 'way'),
      ('arrive', 'way', 'store'),
      ('deliver', 'store', 'with'),
      ('return', 'with', 'store'), ('return', 'store', 'from'), ('return', 'promised', 'from'),
      ('lose', 'store', 'to'), ('lose', 'way', 'to'),
      ('correct', 'from', 'store'), ('correct', 'store', 'to')) end),
  constraint transfers_value check (value_fen is null or starts_with(from_account, 'from:'))
);
create index transfers_by_act on transfers (act_id);
create index transfers_by_campaign on transfers (campaign_id, id);
create unique index transfers_reversed_once on transfers (reverses) where reverses is not null;

-- What lies in each account: kept by the trigger below in the transaction of each transfer. Nobody else writes it.
create table balances (
  campaign_id text not null references campaigns on delete cascade,
  account     text not null,
  item        text not null,
  purse       text not null,
  quantity    bigint not null,
  primary key (campaign_id, account, item, purse),
  constraint balances_not_below_zero check (quantity >= 0 or account ~ '^(from|to):')
);

-- A transfer stays as it was written; it is undone by another. A campaign that is deleted takes its accounts along.
create function transfer_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and not exists (select from campaigns c where c.id = old.campaign_id) then return old; end if;
  raise exception 'a transfer stays as it was written' using errcode = 'ND001';
end $$;
create trigger transfers_stay before update or delete on transfers for each row execute function transfer_stays();

create function ledger_act_stays() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - '{account_id,contact_id,by_name}'::text[]) is distinct from
     (to_jsonb(old) - '{account_id,contact_id,by_name}'::text[]) then
    raise exception 'an act of the ledger stays as it was written' using errcode = 'ND001';
  end if;
  return new;
end $$;
create trigger ledger_acts_stay before update on ledger_acts for each row execute function ledger_act_stays();

-- Who did it, in one word.
create function hand_of_act(act ledger_acts) returns text language sql immutable as $$
  select coalesce('account:' || act.account_id, 'contact:' || act.contact_id, 'name:' || act.by_name)
$$;

-- Each statement is looked at as a whole, because a county is paid at once.
create function transfers_are_right() returns trigger language plpgsql set enable_nestloop = off as $$
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
  left join dispatches d on d.id = case a.kind when 'way' then a.about::bigint end and d.campaign_id = a.campaign_id
  left join entries e on e.id = case a.kind when 'with' then a.about::bigint end and e.campaign_id = a.campaign_id
  where a.kind not in ('from', 'to') and g.code is null and d.id is null and e.id is null limit 1;
  if wrong is not null then
    raise exception 'there is no account %', wrong using errcode = 'ND010';
  end if;

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
create trigger transfers_1_are_right after insert on transfers referencing new table as added
  for each statement execute function transfers_are_right();

-- Balances are locked in the order of their keys, so that no two acts wait for each other for ever. New ones are made
-- first, with nothing in them: a check is asked before a conflict is found.
create function transfers_are_posted() returns trigger language plpgsql set enable_nestloop = off as $$
declare
  lacking jsonb;
begin
  insert into balances (campaign_id, account, item, purse, quantity)
  select campaign_id, account, item, purse, 0 from (
    select campaign_id, to_account as account, item, purse from added
    union
    select campaign_id, from_account, item, purse from added where from_account ~ '^(from|to):') made
  order by campaign_id, account, item, purse
  on conflict do nothing;

  perform 1 from balances b
  join (select campaign_id, from_account as account, item, purse from added
        union select campaign_id, to_account, item, purse from added) c using (campaign_id, account, item, purse)
  order by b.campaign_id, b.account, b.item, b.purse for update of b;

  with changes as (
    select campaign_id, account, item, purse, sum(change)::bigint as change from (
      select campaign_id, from_account as account, item, purse, -quantity as change from added
      union all select campaign_id, to_account, item, purse, quantity from added) c
    group by 1, 2, 3, 4)
  select jsonb_build_object('account', c.account, 'item', c.item, 'purse', c.purse, 'there', coalesce(b.quantity, 0),
                            'gap', -(coalesce(b.quantity, 0) + c.change)) into lacking
  from changes c left join balances b using (campaign_id, account, item, purse)
  where c.account !~ '^(from|to):' and coalesce(b.quantity, 0) + c.change < 0
  order by c.account, c.item, c.purse limit 1;
  if lacking is not null then
    raise exception 'an account has too little' using errcode = 'ND007', detail = lacking::text;
  end if;

  update balances b set quantity = b.quantity + c.change
  from (
    select campaign_id, account, item, purse, sum(change)::bigint as change from (
      select campaign_id, from_account as account, item, purse, -quantity as change from added
      union all select campaign_id, to_account, item, purse, quantity from added) x
    group by 1, 2, 3, 4) c
  where b.campaign_id = c.campaign_id and b.account = c.account and b.item = c.item and b.purse = c.purse and c.change <> 0;
  return null;
end $$;
create trigger transfers_2_are_posted after insert on transfers referencing new table as added
  for each statement execute function transfers_are_posted();

-- Only transfers move what lies in an account.
create function balance_is_moved() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'balances follow from transfers' using errcode = 'ND001';
  end if;
  return null;
end $$;
create trigger balances_are_moved before insert or update or delete on balances
  for each statement execute function balance_is_moved();
