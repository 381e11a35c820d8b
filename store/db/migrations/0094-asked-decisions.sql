-- Who asked a campaign for a decision, until it is made: the transaction that records the decision writes the line of the audit log from
-- this row, and takes the row away. The decision itself carries the number through Temporal.
create table steering_asked (
  id          bigint generated always as identity primary key,
  campaign_id text not null references campaigns on delete cascade,
  verb        text not null,
  target      jsonb not null default '{}',
  reason      text,
  account_id  bigint references accounts,
  via         text not null,
  by_name     text,
  at          timestamptz not null default clock_timestamp()
);
create index steering_asked_by_campaign on steering_asked (campaign_id);
create index steering_asked_by_account on steering_asked (account_id) where account_id is not null;
