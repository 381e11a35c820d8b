-- Paying by card (一卡通): rows of a list that a bank is asked to pay, once by the key of the sender. A batch freezes what it
-- asks for; its file is written from its lines and holds nobody's account longer than it is being written.
create table bank_batches (
  id          bigint generated always as identity primary key,
  campaign_id text not null,
  key         uuid not null,
  -- SHA-256 of what was asked: the same key with something else is no second sending.
  asked       bytea not null check (length(asked) = 32),
  list        text not null,
  purse       text not null,
  -- The region whose store pays.
  store_code  text not null references regions,
  -- The bank's format by name, and as it was at that moment (domain/ledger/bank/bank-format.ts).
  bank        text not null,
  format      jsonb not null,
  -- The batch whose failed rows it pays again: there is one such batch at most.
  corrects_id bigint unique references bank_batches on delete cascade,
  -- Campaign time.
  at          timestamptz not null,
  account_id  bigint references accounts on delete set null,
  by_name     text,
  via         text not null check (via in ('api', 'cli')),
  -- Of its lines, in fen; and SHA-256 of its file. Null until all lines are there.
  rows        integer check (rows > 0),
  fen         bigint check (fen > 0),
  digest      bytea check (length(digest) = 32),
  withdrawn_at timestamptz,
  check (num_nulls(rows, fen, digest) in (0, 3)),
  unique (campaign_id, key),
  foreign key (campaign_id, list) references lists on delete cascade
);
create index bank_batches_by_list on bank_batches (campaign_id, list, id);
create index bank_batches_by_store on bank_batches (store_code);
create index bank_batches_by_account on bank_batches (account_id) where account_id is not null;

-- What the bank has answered: booked as a whole, or set aside as a whole with its faults. By SHA-256 of the file, so that
-- the same file gives the first receipt. Nothing of the file itself is kept.
create table bank_results (
  id          bigint generated always as identity primary key,
  batch_id    bigint not null references bank_batches on delete cascade,
  digest      bytea not null check (length(digest) = 32),
  state       text not null check (state in ('booked', 'set-aside')),
  paid_rows   integer not null default 0 check (paid_rows >= 0),
  paid_fen    bigint not null default 0 check (paid_fen >= 0),
  failed_rows integer not null default 0 check (failed_rows >= 0),
  failed_fen  bigint not null default 0 check (failed_fen >= 0),
  -- The first of its faults, [{at, code, values}], by line of the file; no name and no account. And how many there are.
  faults      jsonb not null default '[]',
  fault_count integer not null default 0,
  -- What was booked; null when nobody was paid.
  act_id      bigint references ledger_acts on delete cascade,
  at          timestamptz not null,
  account_id  bigint references accounts on delete set null,
  by_name     text,
  via         text not null check (via in ('api', 'cli')),
  unique (batch_id, digest),
  check ((state = 'booked') = (fault_count = 0)),
  check (state = 'booked' or act_id is null and paid_rows + failed_rows = 0),
  check ((paid_rows > 0) = (act_id is not null))
);
create index bank_results_by_act on bank_results (act_id) where act_id is not null;
create index bank_results_by_account on bank_results (account_id) where account_id is not null;

-- A line of a batch: one row, and what is paid to it.
create table bank_lines (
  batch_id     bigint not null references bank_batches on delete cascade,
  line         integer not null check (line > 0),
  entry_id     bigint not null references entries on delete cascade,
  purse        text not null,
  fen          bigint not null check (fen > 0),
  state        text not null default 'open' check (state in ('open', 'paid', 'failed', 'withdrawn')),
  -- Why the bank has not paid, as FAILURES has it (domain/ledger/bank/bank-format.ts).
  reason       text check (reason in ('wrong-account', 'closed', 'name-mismatch', 'frozen', 'other')),
  -- The result that says so. No foreign key: its index would be written half a million times; a trigger compares the sums.
  result_id    bigint,
  -- The failed line that it pays again.
  failed_batch bigint,
  failed_line  integer,
  primary key (batch_id, line),
  check ((state = 'failed') = (reason is not null)),
  check ((state in ('paid', 'failed')) = (result_id is not null)),
  check (num_nulls(failed_batch, failed_line) in (0, 2)),
  foreign key (failed_batch, failed_line) references bank_lines on delete cascade
);
-- A row is in one unpaid batch at most, and a failed line is paid again once.
create unique index bank_lines_once on bank_lines (entry_id, purse) where state = 'open';
create unique index bank_lines_corrected_once on bank_lines (failed_batch, failed_line) where failed_batch is not null;
create index bank_lines_by_entry on bank_lines (entry_id);
-- What has failed is few.
create index bank_lines_failed on bank_lines (batch_id, line) where state = 'failed';

-- A batch stays as it was made; afterwards it can be withdrawn once, and forget who made it.
create function bank_batch_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a bank batch stays as it was made' using errcode = 'ND001';
end $$;
create trigger bank_batches_stay before update on bank_batches for each row
  when (old.digest is not null and (
    (to_jsonb(new) - '{account_id,by_name,withdrawn_at}'::text[]) is distinct from (to_jsonb(old) - '{account_id,by_name,withdrawn_at}'::text[])
    or old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at))
  execute function bank_batch_stays();
create trigger bank_lines_stay before update on bank_lines for each row
  when (old.state <> 'open' or (new.batch_id, new.line, new.entry_id, new.purse, new.fen, new.failed_batch, new.failed_line)
    is distinct from (old.batch_id, old.line, old.entry_id, old.purse, old.fen, old.failed_batch, old.failed_line))
  execute function bank_batch_stays();

-- A correction pays rows that have failed in the batch that it corrects, and each of them no more than that.
create function corrections_stay_below() returns trigger language plpgsql as $$
declare
  wrong bigint;
begin
  select a.batch_id into wrong from added a join bank_batches b on b.id = a.batch_id
  where b.corrects_id is distinct from a.failed_batch or b.digest is not null limit 1;
  if wrong is null and exists (select from added where failed_batch is not null) then
    select a.batch_id into wrong
    from added a cross join lateral (
      select f.* from bank_lines f where f.batch_id = a.failed_batch and f.line = a.failed_line offset 0) f
    where f.state <> 'failed' or f.entry_id <> a.entry_id or f.purse <> a.purse or a.fen > f.fen limit 1;
  end if;
  if wrong is not null then
    raise exception 'a correction pays what has failed, and no more' using errcode = 'ND021';
  end if;
  return null;
end $$;
create trigger bank_lines_are_below after insert on bank_lines referencing new table as added
  for each statement execute function corrections_stay_below();

-- What a result says is what its lines say and what was booked, when its transaction ends.
create function bank_result_adds_up() returns trigger language plpgsql as $$
declare
  told record;
  booked bigint;
begin
  select count(*) filter (where state = 'paid') as paid_rows, coalesce(sum(fen) filter (where state = 'paid'), 0) as paid_fen,
         count(*) filter (where state = 'failed') as failed_rows, coalesce(sum(fen) filter (where state = 'failed'), 0) as failed_fen
  into told from bank_lines where batch_id = new.batch_id and result_id = new.id;
  select coalesce(sum(quantity), 0) into booked from transfers
  where act_id = new.act_id and item = 'cny' and to_account like 'with:%';
  if (told.paid_rows, told.paid_fen, told.failed_rows, told.failed_fen) is distinct from
     (new.paid_rows::bigint, new.paid_fen::numeric, new.failed_rows::bigint, new.failed_fen::numeric) or booked <> new.paid_fen then
    raise exception 'the result of a bank does not add up' using errcode = 'ND022';
  end if;
  return null;
end $$;
create constraint trigger bank_results_add_up after insert or update on bank_results deferrable initially deferred
  for each row execute function bank_result_adds_up();
