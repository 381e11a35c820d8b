-- Campaigns that are being written in the wizard: of one account, kept as they are typed, right or wrong.
create table campaign_drafts (
  id         bigint generated always as identity primary key,
  -- `account:7`, or the name of a program's token.
  owner      text not null,
  -- Not jsonb, which would put its forms and stages into another order.
  definition json not null,
  -- Counts the savings: whoever saves names the version that they read, so that two windows do not overwrite each other.
  version    integer not null default 1,
  -- Campaign in which it was last rehearsed; a rehearsal may be gone before its draft.
  rehearsed  text,
  begun_at   timestamptz not null default clock_timestamp(),
  changed_at timestamptz not null default clock_timestamp()
);
create index campaign_drafts_by_owner on campaign_drafts (owner, changed_at desc);
