-- A table of the console as somebody wants to see it again: filters, sort and columns, under a name.
create table table_views (
  id         bigint generated always as identity primary key,
  -- `account:7`.
  owner      text not null,
  -- Name of the table, for example `messages`.
  of_table   text not null,
  name       text not null,
  -- As an address has it: `state=failed&sort=-plannedAt`. No filter that may name a person is kept.
  query      text not null,
  changed_at timestamptz not null default clock_timestamp(),
  unique (owner, of_table, name)
);
