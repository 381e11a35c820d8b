-- Why administrators decided: what a person wrote stays here, and a decision carries the number through Temporal.
create table steering_reasons (
  id          bigint generated always as identity primary key,
  campaign_id text not null references campaigns on delete cascade,
  text        text not null,
  at          timestamptz not null default clock_timestamp()
);
create index steering_reasons_by_campaign on steering_reasons (campaign_id);
