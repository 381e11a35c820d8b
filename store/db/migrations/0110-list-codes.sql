-- A contact asked for the code that opens the rows of lists on their phone. The code itself is kept nowhere: it follows
-- from this number and the installation's secret (store/list/page-codes.ts).
create table list_codes (
  contact_id bigint primary key references contacts on delete cascade,
  number     bigint generated always as identity,
  sent_at    timestamptz not null default clock_timestamp(),
  -- Codes that were tried since.
  tries      smallint not null default 0,
  -- How many were sent since `since`.
  sendings   smallint not null default 1,
  since      timestamptz not null default clock_timestamp()
);
