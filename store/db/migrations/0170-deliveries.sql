-- What was handed over to a row, or was not: what the deed alone does not say. Who did it, when it arrived here, its reason,
-- its photos and its case stand with the deed; what was booked, with the act (transfers to with:ENTRY).
create table deliveries (
  id           bigint generated always as identity primary key,
  deed_id      bigint not null unique references deeds on delete cascade,
  campaign_id  text not null references campaigns on delete cascade,
  entry_id     bigint not null references entries on delete cascade,
  -- As OUTCOMES has it (domain/ledger/delivery.ts).
  outcome      text not null check (outcome in ('given', 'waits', 'again', 'stopped', 'refused', 'unreached', 'returned')),
  how          text check (how in ('door', 'ceremony', 'post', 'card')),
  -- By the sender's clock, in campaign time.
  handed_at    timestamptz not null,
  -- [{item, purse, quantity}]: what was handed over, also where nothing is booked; of what comes back, what came back.
  things       jsonb not null default '[]',
  -- Why no more of it follows.
  rest         text check (rest in ('waived', 'short')),
  -- Why it came back.
  returned     text check (returned in ('died-before', 'in-error', 'given-up')),
  act_id       bigint references ledger_acts,
  mark         text check (mark in ('signature', 'fingerprint', 'paper')),
  -- Number of the picture, one of the deed's photos; and since when its bytes are here and show something.
  signature    text check (signature ~ '^[0-9a-f]{64}$'),
  signed_at    timestamptz,
  -- How who signed is related to the row; null when the row signed itself.
  relation     text,
  -- Keyed, of the ID number or else of the name: the same proxy on many rows.
  proxy_digest bytea,
  -- Who the proxy is and why, and who bore witness.
  sealed       bytea,
  key_no       smallint references people_keys,
  check ((sealed is null) = (key_no is null)),
  check (signed_at is null or signature is not null)
);
create index deliveries_by_entry on deliveries (entry_id, id);
create index deliveries_by_campaign on deliveries (campaign_id, id);
create index deliveries_by_act on deliveries (act_id) where act_id is not null;
create index deliveries_by_key on deliveries (key_no) where key_no is not null;
create index deliveries_by_proxy on deliveries (campaign_id, proxy_digest) where proxy_digest is not null;
create index deliveries_unsigned on deliveries (signature) where signature is not null and signed_at is null;
create index deliveries_to_settle on deliveries (campaign_id, id) where outcome in ('waits', 'again', 'stopped');

-- A signature is drawn on the phone: a picture in which somebody has left ink. Photos are none.
alter table deed_photos add column drawn boolean not null default false;
